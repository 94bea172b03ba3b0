import DocumentModel

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

  private var keys: [UInt64]
  private var entries: [Entry]
  private var mask: Int
  private(set) var count = 0

  /// The longest entry, in words.
  package static let longest = 7

  /// Reads the lists in `en/names`.
  ///
  /// - Throws: `FileError` where a list is missing.
  package init(resources: ResourceFolder) throws(FileError) {
    let capacity = 1 << 18
    keys = [UInt64](repeating: 0, count: capacity)
    entries = [Entry](repeating: Entry(), count: capacity)
    mask = capacity - 1
    for file in ["places.txt", "places-more.txt"] {
      for line in try Self.lines(file, resources) { addPlace(line) }
    }
    for line in try Self.lines("demonyms.txt", resources) {
      let columns = Columns(line)
      let country = Self.code(line[columns.second])
      add(line[columns.first], .demonym, country)
      add(line[columns.first] + [0x73], .demonym, country)
    }
    try addParts("given.txt", resources, [.given, .rareGiven])
    try addParts("surnames.txt", resources, [.surname, .rareSurname])
    try addParts("case.txt", resources, [.lowerCase, .mostlyLowerCase, .mixedCase])
    for line in try Self.lines("titles.txt", resources) {
      let modifies = line.first == 0x2B
      let words = modifies ? line.dropFirst(2) : line
      add(words, modifies ? .titleModifier : .title)
      add(words + [0x2E], modifies ? .titleModifier : .title)
    }
    for line in try Self.lines("organization-heads.txt", resources) {
      addHead(line, plain: .organizationHead, of: .organizationHeadOf, before: [])
    }
    for line in try Self.lines("place-heads.txt", resources) {
      addHead(line, plain: .placeHead, of: .placeHeadOf, before: .placeHeadBefore)
    }
    for line in try Self.lines("links.txt", resources) {
      guard let space = line.firstIndex(of: 0x20) else { continue }
      let flag: NameFlags =
        switch line.first {
        case 0x6F: .of
        case 0x61: .and
        case 0x74: .the
        case 0x69: .inner
        default: .particle
        }
      insert(Self.key(line[(space + 1)...]), flag, 0)
    }
    for line in try Self.lines("never.txt", resources) {
      add(line, .never)
      add(line + [0x2E], .never)
    }
    for line in try Self.lines("organizations.txt", resources) {
      if line.contains(0x20) || line.contains(0x2D) {
        add(line, .organization)
      } else {
        insert(Self.exactKey(line), .organization, 0)
      }
    }
  }

  /// What is known under a key; nothing where the key is unknown. O(1).
  package func entry(_ key: UInt64) -> Entry {
    var slot = Int(truncatingIfNeeded: key) & mask
    while keys[slot] != 0 {
      if keys[slot] == key { return entries[slot] }
      slot = (slot + 1) & mask
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
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in word { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
    let (high, low) = hash.multipliedFullWidth(by: 0xA076_1D64_78BD_642F)
    return (high ^ low) | 1
  }

  /// The key under which a word stands whose case counts.
  package static func exactKey(_ word: some Collection<UInt8>) -> UInt64 {
    key(word) ^ 0x5851_F42D_4C95_7F2C
  }

  private struct Columns {
    var first: Range<Int>
    var second: Range<Int>
    var third: Range<Int>

    init(_ line: ArraySlice<UInt8>) {
      var ends: [Int] = []
      for i in line.indices where line[i] == 0x09 { ends.append(i) }
      let end = line.endIndex
      let one = ends.first ?? end
      let two = ends.count > 1 ? ends[1] : end
      first = line.startIndex..<one
      second = min(one + 1, end)..<max(min(one + 1, end), two)
      third = min(two + 1, end)..<end
    }
  }

  private static func code(_ bytes: ArraySlice<UInt8>) -> UInt16 {
    guard bytes.count == 2, let first = bytes.first, let last = bytes.last else { return 0 }
    return UInt16(first) << 8 | UInt16(last)
  }

  private mutating func addPlace(_ line: ArraySlice<UInt8>) {
    let columns = Columns(line)
    let flags: NameFlags
    switch line[columns.third].first {
    case 0x43: flags = .country
    case 0x52: flags = .region
    case 0x4D: flags = .city
    default: flags = .town
    }
    let name = line[columns.first]
    let country = Self.code(line[columns.second])
    // "US" is a country, "us" is not.
    if name.count <= 4, name.allSatisfy({ (0x41...0x5A).contains($0) || $0 == 0x2E }) {
      insert(Self.exactKey(name), flags, country)
    } else {
      add(name, flags, country)
    }
  }

  /// A list in parts that are separated by lines of "--", one flag for each part.
  private mutating func addParts(
    _ name: String, _ resources: ResourceFolder, _ flags: [NameFlags]
  ) throws(FileError) {
    var part = 0
    for line in try Self.lines(name, resources) {
      if line.count == 2 && line.first == 0x2D {
        part = min(part + 1, flags.count - 1)
      } else {
        insert(Self.key(line), flags[part], 0)
      }
    }
  }

  private mutating func addHead(
    _ line: ArraySlice<UInt8>, plain: NameFlags, of: NameFlags, before: NameFlags
  ) {
    if line.starts(with: "of ".utf8) {
      add(line.dropFirst(3), of.union(plain))
    } else if line.starts(with: "before ".utf8) {
      add(line.dropFirst(7), before)
    } else {
      add(line, plain)
    }
  }

  /// Adds an entry of any number of words, split as the tokenizer splits them.
  private mutating func add(
    _ text: ArraySlice<UInt8>, _ flags: NameFlags, _ country: UInt16 = 0
  ) {
    var lower = Array(text)
    for i in lower.indices where (0x41...0x5A).contains(lower[i]) { lower[i] |= 0x20 }
    if lower.contains(where: { $0 >= 0x80 }) {
      lower = lower.withUnsafeBufferPointer { WordForm.comparable($0).form } ?? lower
    }
    addWords(lower[...], splitHyphens: true, flags, country)
    if lower.contains(0x2D) { addWords(lower[...], splitHyphens: false, flags, country) }
  }

  private mutating func addWords(
    _ lower: ArraySlice<UInt8>, splitHyphens: Bool, _ flags: NameFlags, _ country: UInt16
  ) {
    var key: UInt64 = 0
    var words = 0
    func isBreak(_ byte: UInt8) -> Bool {
      byte == 0x20 || byte == 0x2F || (splitHyphens && byte == 0x2D)
    }
    var start = lower.startIndex
    while start < lower.endIndex {
      if isBreak(lower[start]) {
        start += 1
        continue
      }
      var end = start
      while end < lower.endIndex && !isBreak(lower[end]) { end += 1 }
      var pieces = [lower[start..<end]]
      let word = lower[start..<end]
      if word.count > 2, word.suffix(2).elementsEqual("'s".utf8) {
        pieces = [word.dropLast(2), word.suffix(2)]
      } else if word.count > 1, word.last == 0x27 {
        pieces = [word.dropLast()]
      } else if word.count > 1, word.last == 0x2C {
        pieces = [word.dropLast(), word.suffix(1)]
      }
      for piece in pieces {
        if words > 0 { insert(key, .prefix, 0) }
        let next = Self.key(piece)
        key = words == 0 ? next : Self.key(key, then: next)
        words += 1
      }
      start = end
    }
    if words > 0 { insert(key, flags, country) }
  }

  private mutating func insert(_ key: UInt64, _ flags: NameFlags, _ country: UInt16) {
    var slot = Int(truncatingIfNeeded: key) & mask
    while keys[slot] != 0 && keys[slot] != key { slot = (slot + 1) & mask }
    if keys[slot] == 0 {
      // Never full, so that every search ends.
      guard count < mask * 3 / 4 else { return }
      keys[slot] = key
      count += 1
    }
    entries[slot].flags.formUnion(flags)
    if country != 0, flags.isDisjoint(with: .demonym) || entries[slot].country == 0 {
      entries[slot].country = country
    }
  }

  /// The lines of a list without comments and empty lines.
  private static func lines(
    _ name: String, _ resources: ResourceFolder
  ) throws(FileError) -> [ArraySlice<UInt8>] {
    let bytes = try resources.read("en/names/" + name)
    var lines: [ArraySlice<UInt8>] = []
    lines.reserveCapacity(bytes.count / 12)
    var start = 0
    while start < bytes.count {
      var end = start
      while end < bytes.count && bytes[end] != 0x0A { end += 1 }
      if end > start && bytes[start] != 0x23 { lines.append(bytes[start..<end]) }
      start = end + 1
    }
    return lines
  }
}
