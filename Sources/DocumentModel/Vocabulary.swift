/// What the bytes of a word show, computed once for each distinct word.
public struct WordShape: OptionSet, Hashable, Sendable {
  public let rawValue: UInt16
  public init(rawValue: UInt16) { self.rawValue = rawValue }

  /// The first letter is upper case.
  public static let capitalized = WordShape(rawValue: 1)
  /// At least one letter, and every letter is upper case.
  public static let allCaps = WordShape(rawValue: 2)
  public static let hasDigit = WordShape(rawValue: 4)
  /// Every byte is an ASCII digit.
  public static let allDigits = WordShape(rawValue: 8)
  public static let hasLetter = WordShape(rawValue: 16)
  /// No letter and no digit.
  public static let punctuation = WordShape(rawValue: 32)
  public static let hasHyphen = WordShape(rawValue: 64)
  public static let nonASCII = WordShape(rawValue: 128)
  public static let hasPeriod = WordShape(rawValue: 256)
  /// An upper-case letter stands after a lower-case one ("McDonald").
  public static let mixedCase = WordShape(rawValue: 512)
}

/// Words and their numbers: one table for everything that compares words (lexicons, rules, models).
///
/// The words of rules, lexicons and models are interned when these are loaded; the table is then
/// frozen and every worker copies it and adds the words of its documents. Ids below
/// `frozenCount` therefore mean the same word in every worker; ids above it are a worker's own
/// and must never reach output.
///
/// A word's `lower` id is that of its comparable form: lower case, with curly quotes made
/// straight and all dashes made `-`.
public struct Vocabulary: Sendable {
  /// The id of the empty word; never a token.
  public static let none: UInt32 = 0

  private var arena: [UInt8] = []
  private var starts: [UInt32] = [0, 0]
  private var slots: [UInt32]
  private var mask: Int
  /// For each word id, the id of its comparable form (itself when it is in that form).
  public private(set) var lower: [UInt32] = [0]
  /// For each word id, what its bytes show.
  public private(set) var shapes: [WordShape] = [[]]
  /// How many ids, from 0 up, are shared by all copies made after `freeze`.
  public private(set) var frozenCount = 1
  /// Goes up whenever `trim` drops the ids above `frozenCount`; memos keyed by id must then be
  /// thrown away.
  public private(set) var generation = 0

  public init() {
    slots = [UInt32](repeating: 0, count: 1 << 12)
    mask = (1 << 12) - 1
  }

  public var count: Int { lower.count }

  /// Makes room for so many more words at once, so that they are hashed once only.
  public mutating func reserve(_ words: Int) {
    var capacity = slots.count
    // At most a million at once, whatever a caller was told.
    while capacity < 2 * (count + min(words, 1 << 20)) { capacity *= 2 }
    guard capacity > slots.count else { return }
    rehash(capacity: capacity)
    lower.reserveCapacity(capacity / 2)
    shapes.reserveCapacity(capacity / 2)
    starts.reserveCapacity(capacity / 2 + 1)
  }

  /// Declares every word so far to be shared.
  public mutating func freeze() { frozenCount = count }

  /// Drops the words above `frozenCount` when there are more than `limit` of them, to bound the
  /// memory of a long run. Call it between documents only.
  public mutating func trim(limit: Int = 1 << 16) {
    let extra = count - frozenCount
    guard extra > limit else { return }
    lower.removeLast(extra)
    shapes.removeLast(extra)
    starts.removeLast(extra)
    arena.removeLast(arena.count - Int(starts[frozenCount]))
    generation += 1
    rehash(capacity: slots.count)
  }

  /// The id of a word, added if it is new. Amortised O(length).
  public mutating func intern(_ word: UnsafeBufferPointer<UInt8>) -> UInt32 {
    let (slot, found) = find(word)
    if found != 0 || word.isEmpty { return found }
    return add(word, slot: slot)
  }

  public mutating func intern(_ word: ArraySlice<UInt8>) -> UInt32 {
    word.withUnsafeBufferPointer { intern($0) }
  }

  public mutating func intern(_ word: String) -> UInt32 {
    var word = word
    return word.withUTF8 { intern($0) }
  }

  /// The id of a word that is already here, else `none`.
  public func id(of word: UnsafeBufferPointer<UInt8>) -> UInt32 { find(word).found }

  public func id(of word: String) -> UInt32 {
    var word = word
    return word.withUTF8 { find($0).found }
  }

  /// The bytes of a word, valid during the call.
  public func withBytes<T>(of id: UInt32, _ body: (UnsafeBufferPointer<UInt8>) -> T) -> T {
    arena.withUnsafeBufferPointer { all in
      let start = Int(starts[Int(id)])
      let end = Int(starts[Int(id) + 1])
      return body(UnsafeBufferPointer(rebasing: all[start..<end]))
    }
  }

  public func bytes(of id: UInt32) -> ArraySlice<UInt8> {
    arena[Int(starts[Int(id)])..<Int(starts[Int(id) + 1])]
  }

  public func string(_ id: UInt32) -> String { String(decoding: bytes(of: id), as: UTF8.self) }

  private func find(_ word: UnsafeBufferPointer<UInt8>) -> (slot: Int, found: UInt32) {
    var slot = Int(truncatingIfNeeded: Vocabulary.hash(word)) & mask
    while true {
      let id = slots[slot]
      if id == 0 { return (slot, 0) }
      let start = Int(starts[Int(id)])
      let count = Int(starts[Int(id) + 1]) - start
      if count == word.count {
        let same = arena.withUnsafeBytes { all in
          Vocabulary.equal(
            all.baseAddress.unsafelyUnwrapped + start,
            UnsafeRawPointer(word.baseAddress.unsafelyUnwrapped), count)
        }
        if same { return (slot, id) }
      }
      slot = (slot + 1) & mask
    }
  }

  private mutating func add(_ word: UnsafeBufferPointer<UInt8>, slot: Int) -> UInt32 {
    let id = UInt32(lower.count)
    arena.append(contentsOf: word)
    starts.append(UInt32(arena.count))
    let (comparable, shape) = WordForm.comparable(word)
    lower.append(id)
    shapes.append(shape)
    slots[slot] = id
    if lower.count * 2 > slots.count { rehash(capacity: slots.count * 2) }
    if let comparable {
      lower[Int(id)] = comparable.withUnsafeBufferPointer { intern($0) }
    }
    return id
  }

  private mutating func rehash(capacity: Int) {
    slots = [UInt32](repeating: 0, count: capacity)
    mask = capacity - 1
    for id in 1..<max(1, lower.count) {
      let hash = withBytes(of: UInt32(id)) { Vocabulary.hash($0) }
      var slot = Int(truncatingIfNeeded: hash) & mask
      while slots[slot] != 0 { slot = (slot + 1) & mask }
      slots[slot] = UInt32(id)
    }
  }

  /// Whether two runs of `count` bytes (not 0) are equal, in as few loads as it takes.
  @inline(__always)
  private static func equal(_ a: UnsafeRawPointer, _ b: UnsafeRawPointer, _ count: Int) -> Bool {
    var i = 0
    while i + 8 <= count {
      if a.loadUnaligned(fromByteOffset: i, as: UInt64.self)
        != b.loadUnaligned(fromByteOffset: i, as: UInt64.self)
      {
        return false
      }
      i += 8
    }
    if count - i >= 4 {
      return a.loadUnaligned(fromByteOffset: i, as: UInt32.self)
        == b.loadUnaligned(fromByteOffset: i, as: UInt32.self)
        && a.loadUnaligned(fromByteOffset: count - 4, as: UInt32.self)
          == b.loadUnaligned(fromByteOffset: count - 4, as: UInt32.self)
    }
    while i < count {
      if a.load(fromByteOffset: i, as: UInt8.self) != b.load(fromByteOffset: i, as: UInt8.self) {
        return false
      }
      i += 1
    }
    return true
  }

  /// A 64-bit multiply-fold over eight bytes at a time (the shape of wyhash).
  @inline(__always)
  static func hash(_ word: UnsafeBufferPointer<UInt8>) -> UInt64 {
    var h: UInt64 = 0x9E37_79B9_7F4A_7C15 ^ UInt64(word.count)
    guard let base = word.baseAddress else { return h }
    let bytes = UnsafeRawPointer(base)
    var i = 0
    while i + 8 <= word.count {
      let chunk = bytes.loadUnaligned(fromByteOffset: i, as: UInt64.self)
      let (high, low) = (h ^ chunk).multipliedFullWidth(by: 0xE703_7ED1_A0B4_28DB)
      h = high ^ low
      i += 8
    }
    // The rest in two loads that may overlap instead of a loop over bytes.
    let rest = word.count - i
    var tail: UInt64 = 0
    if rest >= 4 {
      tail =
        UInt64(bytes.loadUnaligned(fromByteOffset: i, as: UInt32.self)) << 32
        | UInt64(bytes.loadUnaligned(fromByteOffset: word.count - 4, as: UInt32.self))
    } else if rest > 0 {
      tail =
        UInt64(word[i]) << 16 | UInt64(word[i + rest / 2]) << 8 | UInt64(word[word.count - 1])
    }
    let (high, low) = (h ^ tail).multipliedFullWidth(by: 0xA076_1D64_78BD_642F)
    return high ^ low
  }
}
