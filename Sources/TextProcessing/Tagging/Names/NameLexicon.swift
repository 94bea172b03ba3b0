import DocumentModel
import Glibc

/// What the lists say of a word or phrase.
package struct NameFlags: OptionSet, Hashable, Sendable {
  package let rawValue: UInt32
  package init(rawValue: UInt32) { self.rawValue = rawValue }

  package static let country = NameFlags(rawValue: 1)
  package static let region = NameFlags(rawValue: 1 << 1)
  package static let city = NameFlags(rawValue: 1 << 2)
  package static let town = NameFlags(rawValue: 1 << 3)
  package static let given = NameFlags(rawValue: 1 << 4)
  package static let rareGiven = NameFlags(rawValue: 1 << 5)
  package static let surname = NameFlags(rawValue: 1 << 6)
  package static let rareSurname = NameFlags(rawValue: 1 << 7)
  package static let organization = NameFlags(rawValue: 1 << 8)
  package static let demonym = NameFlags(rawValue: 1 << 9)
  package static let title = NameFlags(rawValue: 1 << 10)
  /// Stands in front of a title: "acting", "deputy".
  package static let titleModifier = NameFlags(rawValue: 1 << 11)
  package static let organizationHead = NameFlags(rawValue: 1 << 12)
  /// Takes its name behind it: "Ministry of Energy".
  package static let organizationHeadOf = NameFlags(rawValue: 1 << 13)
  package static let placeHead = NameFlags(rawValue: 1 << 14)
  package static let placeHeadOf = NameFlags(rawValue: 1 << 15)
  /// Stands before the name: "Lake Chad".
  package static let placeHeadBefore = NameFlags(rawValue: 1 << 16)
  package static let never = NameFlags(rawValue: 1 << 17)
  /// Nearly always written in lower case; mostly; as often as not.
  package static let lowerCase = NameFlags(rawValue: 1 << 18)
  package static let mostlyLowerCase = NameFlags(rawValue: 1 << 18)
  package static let mixedCase = NameFlags(rawValue: 1 << 20)
  /// Some longer entry begins with these words.
  package static let prefix = NameFlags(rawValue: 1 << 21)

  /// "of", "and", "the" and particles inside names.
  package static let of = NameFlags(rawValue: 1 << 22)
  package static let and = NameFlags(rawValue: 1 << 23)
  package static let the = NameFlags(rawValue: 1 << 24)
  package static let particle = NameFlags(rawValue: 1 << 25)
  /// Stands inside long names: "Commission on Human Rights".
  package static let inner = NameFlags(rawValue: 1 << 26)
  package static let links: NameFlags = [.of, .and, .the, .inner]

  package static let place: NameFlags = [.country, .region, .city, .town]
  package static let anyGiven: NameFlags = [.given, .rareGiven]
  package static let anySurname: NameFlags = [.surname, .rareSurname]
  package static let usuallyLower: NameFlags = [.lowerCase, .mostlyLowerCase]
}

/// The name lists of a language in one hash table.
///
/// A key is a hash of the lower-case words of an entry, so that looking up a phrase costs one step
/// a word and no text is kept. With 64 bits and some 10^5 entries, the chance that any one of 10^9
/// looked-up phrases is taken for an entry by accident is below 10^-4.
package struct NameLexicon: Sendable {
  package struct Entry: Sendable {
    package var flags: NameFlags = []
    /// ISO 3166 alpha-2 code in two bytes, 0 where there is none.
    package var country: UInt16 = 0
  }

  /// Key and entry lie side by side, so that a look-up waits for memory once.
  private struct Slot {
    /// 0 where the slot is free.
    var key: UInt64 = 0
    var entry = Entry()
  }

  private var slots: [Slot]
  private var mask: Int
  private(set) var count = 0

  /// The longest entry, in words.
  package static let longest = 7

  /// Reads the lists in `en/names`.
  ///
  /// They are read as text at every start, in one pass of some ten instructions a byte that allocates
  /// nothing for an entry. A prepared table would save little and would have to be made after every
  /// edit.
  ///
  /// - Throws: `FileError` where a list is missing.
  package init(resources: ResourceFolder) throws(FileError) {
    let capacity = 1 << 18
    slots = [Slot](repeating: Slot(), count: capacity)
    mask = capacity - 1
    var buffer: [UInt8] = []
    for file in ["places.txt", "places-more.txt"] {
      try forEachLine(file, resources) { $0.addPlace($1, &buffer) }
    }
    try forEachLine("demonyms.txt", resources) { lexicon, line in
      let columns = Columns(line)
      let country = Self.code(columns.second)
      lexicon.add(columns.first, .demonym, country, &buffer)
      lexicon.add(columns.first, .demonym, country, &buffer, ending: 0x73)
    }
    try addParts("given.txt", resources, [.given, .rareGiven])
    try addParts("surnames.txt", resources, [.surname, .rareSurname])
    try addParts("case.txt", resources, [.lowerCase, .mostlyLowerCase, .mixedCase])
    try forEachLine("titles.txt", resources) { lexicon, line in
      let modifies = line.first == 0x2B
      let words = modifies ? Line(rebasing: line.dropFirst(2)) : line
      let flag: NameFlags = modifies ? .titleModifier : .title
      lexicon.add(words, flag, 0, &buffer)
      lexicon.add(words, flag, 0, &buffer, ending: 0x2E)
    }
    try forEachLine("organization-heads.txt", resources) {
      $0.addHead($1, plain: .organizationHead, of: .organizationHeadOf, before: [], &buffer)
    }
    try forEachLine("place-heads.txt", resources) {
      $0.addHead($1, plain: .placeHead, of: .placeHeadOf, before: .placeHeadBefore, &buffer)
    }
    try forEachLine("links.txt", resources) { lexicon, line in
      guard let space = line.firstIndex(of: 0x20) else { return }
      let flag: NameFlags =
        switch line.first {
        case 0x6F: .of
        case 0x61: .and
        case 0x74: .the
        case 0x69: .inner
        default: .particle
        }
      lexicon.insert(Self.key(line[(space + 1)...]), flag, 0)
    }
    try forEachLine("never.txt", resources) { lexicon, line in
      lexicon.add(line, .never, 0, &buffer)
      lexicon.add(line, .never, 0, &buffer, ending: 0x2E)
    }
    try forEachLine("organizations.txt", resources) { lexicon, line in
      if line.contains(0x20) || line.contains(0x2D) {
        lexicon.add(line, .organization, 0, &buffer)
      } else {
        lexicon.insert(Self.exactKey(line), .organization, 0)
      }
    }
  }

  /// What is known under a key; nothing where the key is unknown. O(1).
  package func entry(_ key: UInt64) -> Entry {
    var place = Int(truncatingIfNeeded: key) & mask
    while slots[place].key != 0 {
      if slots[place].key == key { return slots[place].entry }
      place = (place + 1) & mask
    }
    return Entry()
  }

  /// The key of a phrase of which one more word follows.
  @inline(__always)
  package static func key(_ phrase: UInt64, then word: UInt64) -> UInt64 {
    let (high, low) = (phrase &* 0x9E37_79B9_7F4A_7C15 ^ word)
      .multipliedFullWidth(by: 0xE703_7ED1_A0B4_28DB)
    return (high ^ low) | 1
  }

  /// The key of a word in comparable form (lower case).
  package static func key(_ word: some Collection<UInt8>) -> UInt64 {
    var hash = seed
    for byte in word { hash = mix(hash, byte) }
    return key(hash: hash)
  }

  private static func key(_ word: Line) -> UInt64 {
    var hash = seed
    guard var next = word.baseAddress else { return key(hash: hash) }
    let end = next + word.count
    while next < end {
      hash = mix(hash, next.pointee)
      next += 1
    }
    return key(hash: hash)
  }

  private static let seed: UInt64 = 0xCBF2_9CE4_8422_2325

  @inline(__always)
  private static func mix(_ hash: UInt64, _ byte: UInt8) -> UInt64 {
    (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
  }

  @inline(__always)
  private static func key(hash: UInt64) -> UInt64 {
    let (high, low) = hash.multipliedFullWidth(by: 0xA076_1D64_78BD_642F)
    return (high ^ low) | 1
  }

  /// The key under which a word stands whose case counts.
  package static func exactKey(_ word: some Collection<UInt8>) -> UInt64 {
    key(word) ^ 0x5851_F42D_4C95_7F2C
  }

  /// A line of a list without its end; valid while the list is read.
  private typealias Line = UnsafeBufferPointer<UInt8>

  private struct Columns {
    var first: Line
    var second: Line
    var third: Line

    init(_ line: Line) {
      // Nearly every line ends in a code of two letters and a class of one.
      let count = line.count
      if count > 5, line[count - 2] == 0x09, line[count - 5] == 0x09 {
        first = Line(rebasing: line[..<(count - 5)])
        second = Line(rebasing: line[(count - 4)..<(count - 2)])
        third = Line(rebasing: line[(count - 1)...])
        return
      }
      let one = line.firstIndex(of: 0x09) ?? line.count
      let behind = min(one + 1, line.count)
      let two = line[behind...].firstIndex(of: 0x09) ?? line.count
      first = Line(rebasing: line[..<one])
      second = Line(rebasing: line[behind..<two])
      third = Line(rebasing: line[min(two + 1, line.count)...])
    }
  }

  private static func code(_ bytes: Line) -> UInt16 {
    bytes.count == 2 ? UInt16(bytes[0]) << 8 | UInt16(bytes[1]) : 0
  }

  private mutating func addPlace(_ line: Line, _ buffer: inout [UInt8]) {
    let columns = Columns(line)
    let flags: NameFlags
    switch columns.third.first {
    case 0x43: flags = .country
    case 0x52: flags = .region
    case 0x4D: flags = .city
    default: flags = .town
    }
    let name = columns.first
    let country = Self.code(columns.second)
    // "US" is a country, "us" is not.
    if name.count <= 4, name.allSatisfy({ (0x41...0x5A).contains($0) || $0 == 0x2E }) {
      insert(Self.exactKey(name), flags, country)
    } else {
      add(name, flags, country, &buffer)
    }
  }

  /// A list in parts that are separated by lines of "--", one flag for each part.
  private mutating func addParts(
    _ name: String, _ resources: ResourceFolder, _ flags: [NameFlags]
  ) throws(FileError) {
    var part = 0
    try forEachLine(name, resources) { lexicon, line in
      if line.count == 2 && line[0] == 0x2D {
        part = min(part + 1, flags.count - 1)
      } else {
        lexicon.insert(Self.key(line), flags[part], 0)
      }
    }
  }

  private mutating func addHead(
    _ line: Line, plain: NameFlags, of: NameFlags, before: NameFlags, _ buffer: inout [UInt8]
  ) {
    if line.starts(with: "of ".utf8) {
      add(Line(rebasing: line.dropFirst(3)), of.union(plain), 0, &buffer)
    } else if line.starts(with: "before ".utf8) {
      add(Line(rebasing: line.dropFirst(7)), before, 0, &buffer)
    } else {
      add(line, plain, 0, &buffer)
    }
  }

  /// For each byte its lower-case form, and 0 for one that words are not simply made of: marks
  /// that the tokenizer may split at, and all beyond ASCII.
  private static let plainLower: [UInt8] = (0...255).map { (byte: UInt8) -> UInt8 in
    switch byte {
    case 0x41...0x5A: byte | 0x20
    case 0x27, 0x2C, 0x2D, 0x2F, 0x80...: 0
    default: byte
    }
  }

  /// Adds an entry of plain words with single spaces between them.
  ///
  /// - Returns: false, and nothing is added, where `add` has to look closer.
  private mutating func addPlain(
    _ text: Line, _ flags: NameFlags, _ country: UInt16
  ) -> Bool {
    Self.plainLower.withUnsafeBufferPointer { lower in
      var keys = InlineArray<8, UInt64>(repeating: 0)
      var words = 0
      var key: UInt64 = 0
      var hash = Self.seed
      var length = 0
      for byte in text {
        let plain = lower[Int(byte)]
        if plain == 0 { return false }
        if plain != 0x20 {
          hash = Self.mix(hash, plain)
          length += 1
          continue
        }
        guard length > 0, words < 7 else { return false }
        let word = Self.key(hash: hash)
        key = words == 0 ? word : Self.key(key, then: word)
        keys[words] = key
        words += 1
        hash = Self.seed
        length = 0
      }
      guard length > 0 else { return false }
      for i in 0..<words { insert(keys[i], .prefix, 0) }
      let word = Self.key(hash: hash)
      insert(words == 0 ? word : Self.key(key, then: word), flags, country)
      return true
    }
  }

  /// Adds an entry of any number of words, split as the tokenizer splits them.
  ///
  /// - Parameters:
  ///   - buffer: for the entry in lower case; what it holds is thrown away.
  ///   - ending: a byte to put behind the entry; 0 for none.
  private mutating func add(
    _ text: Line, _ flags: NameFlags, _ country: UInt16, _ buffer: inout [UInt8],
    ending: UInt8 = 0
  ) {
    if ending == 0, addPlain(text, flags, country) { return }
    var hasHyphen = false
    var isASCII = true
    if buffer.count <= text.count {
      buffer.append(contentsOf: repeatElement(0, count: text.count + 1 - buffer.count))
    }
    buffer.withUnsafeMutableBufferPointer { lower in
      for i in 0..<text.count {
        let byte = text[i]
        if byte == 0x2D { hasHyphen = true }
        if byte >= 0x80 { isASCII = false }
        lower[i] = byte &- 0x41 < 26 ? byte | 0x20 : byte
      }
    }
    var count = text.count
    if !isASCII {
      buffer.removeAll(keepingCapacity: true)
      WordForm.fold(text, into: &buffer)
      hasHyphen = buffer.contains(0x2D)
      count = buffer.count
      buffer.append(0)
    }
    if ending != 0 {
      buffer[count] = ending
      count += 1
    }
    buffer.withUnsafeBufferPointer { buffer in
      let lower = Line(rebasing: buffer[..<count])
      addWords(lower, splitHyphens: true, flags, country)
      if hasHyphen { addWords(lower, splitHyphens: false, flags, country) }
    }
  }

  private mutating func addWords(
    _ lower: Line, splitHyphens: Bool, _ flags: NameFlags, _ country: UInt16
  ) {
    var key: UInt64 = 0
    var words = 0
    func isBreak(_ byte: UInt8) -> Bool {
      byte == 0x20 || byte == 0x2F || (splitHyphens && byte == 0x2D)
    }
    func take(_ word: UInt64) {
      if words > 0 { insert(key, .prefix, 0) }
      key = words == 0 ? word : Self.key(key, then: word)
      words += 1
    }
    func take(_ start: Int, _ end: Int) { take(Self.key(lower[start..<end])) }
    var start = 0
    while start < lower.count {
      if isBreak(lower[start]) {
        start += 1
        continue
      }
      var end = start
      var hash = Self.seed
      while end < lower.count, !isBreak(lower[end]) {
        hash = Self.mix(hash, lower[end])
        end += 1
      }
      switch lower[end - 1] {
      case 0x73 where end - start > 2 && lower[end - 2] == 0x27:
        take(start, end - 2)
        take(end - 2, end)
      case 0x27 where end - start > 1:
        take(start, end - 1)
      case 0x2C where end - start > 1:
        take(start, end - 1)
        take(end - 1, end)
      default:
        take(Self.key(hash: hash))
      }
      start = end
    }
    if words > 0 { insert(key, flags, country) }
  }

  private mutating func insert(_ key: UInt64, _ flags: NameFlags, _ country: UInt16) {
    let mask = mask
    // Never full, so that every search ends.
    let isFull = count >= mask * 3 / 4
    let isNew = slots.withUnsafeMutableBufferPointer { slots in
      var place = Int(truncatingIfNeeded: key) & mask
      while slots[place].key != 0 && slots[place].key != key { place = (place + 1) & mask }
      let isNew = slots[place].key == 0
      if isNew && isFull { return false }
      slots[place].key = key
      slots[place].entry.flags.formUnion(flags)
      if country != 0, flags.isDisjoint(with: .demonym) || slots[place].entry.country == 0 {
        slots[place].entry.country = country
      }
      return isNew
    }
    if isNew { count += 1 }
  }

  /// Calls `body` with the lines of a list without comments and empty lines.
  private mutating func forEachLine(
    _ name: String, _ resources: ResourceFolder, _ body: (inout NameLexicon, Line) -> Void
  ) throws(FileError) {
    let bytes = try resources.read("en/names/" + name)
    bytes.withUnsafeBufferPointer { text in
      guard let base = text.baseAddress.map({ UnsafeRawPointer($0) }) else { return }
      var start = 0
      while start < text.count {
        let feed = memchr(base + start, 0x0A, text.count - start)
        let end = feed.map { UnsafeRawPointer($0) - base } ?? text.count
        if end > start && text[start] != 0x23 {
          body(&self, Line(rebasing: text[start..<end]))
        }
        start = end + 1
      }
    }
  }
}
