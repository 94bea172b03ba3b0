import DocumentModel

/// From a word in comparable form and its tag to its lemma: a dictionary of what the rules get
/// wrong, and rules by suffix, both learned.
package struct LemmaTable: Sendable {
  /// Take off `strip` bytes and add `add`.
  package struct Rule: Hashable, Sendable {
    package var strip: Int
    package var add: [UInt8]

    package init(strip: Int, add: [UInt8]) {
      self.strip = strip
      self.add = add
    }
  }

  package static let longestSuffix = 6

  /// The entries as they lie in the model file: of a rule tag (1), bytes to strip (1), length of
  /// the suffix (1), suffix, length of what is added (1), that; of an exception tag (1), length
  /// of the form (1), form, length of the lemma (1), lemma.
  private var records: [UInt8] = []
  private var exceptions = LemmaIndex(tagBefore: 1)
  private var suffixes = LemmaIndex(tagBefore: 2)

  package init() {}

  /// nil where the bytes are cut off or name a tag that does not exist.
  package init?(bytes: ArraySlice<UInt8>) {
    records = Array(bytes)
    var reader = ByteReader(records[...])
    for rules in [true, false] {
      guard let count = reader.integer(4) else { return nil }
      let head = rules ? 2 : 1
      // An entry takes no less than three bytes, so a damaged count reserves no more than that.
      let room = min(Int(count), records.count / 3)
      if rules { suffixes.reserve(room) } else { exceptions.reserve(room) }
      for _ in 0..<count {
        let key = reader.position + head
        guard let tag = reader.integer(1), PartOfSpeech(rawValue: UInt8(tag)) != nil,
          reader.skip(head - 1), let length = reader.integer(1), reader.skip(Int(length)),
          let other = reader.integer(1), reader.skip(Int(other))
        else { return nil }
        records.withUnsafeBufferPointer {
          if rules { suffixes.insert(key, $0) } else { exceptions.insert(key, $0) }
        }
      }
    }
  }

  package mutating func addException(_ form: [UInt8], _ tag: PartOfSpeech, _ lemma: [UInt8]) {
    var writer = ByteWriter()
    writer.integer(UInt64(tag.rawValue), 1)
    writer.short(form)
    writer.short(lemma)
    let key = records.count + 1
    records += writer.bytes
    records.withUnsafeBufferPointer { exceptions.insert(key, $0) }
  }

  package func hasException(_ form: [UInt8], _ tag: PartOfSpeech) -> Bool {
    form.withUnsafeBufferPointer { exception($0, tag) } != nil
  }

  private func exception(_ form: UnsafeBufferPointer<UInt8>, _ tag: PartOfSpeech) -> [UInt8]? {
    records.withUnsafeBufferPointer { records in
      guard let key = exceptions.find(tag, form, records) else { return nil }
      return Array(LemmaIndex.short(records, behind: key))
    }
  }

  package mutating func addRule(suffix: [UInt8], _ tag: PartOfSpeech, _ rule: Rule) {
    var writer = ByteWriter()
    writer.integer(UInt64(tag.rawValue), 1)
    writer.integer(UInt64(rule.strip), 1)
    writer.short(suffix)
    writer.short(rule.add)
    let key = records.count + 2
    records += writer.bytes
    records.withUnsafeBufferPointer { suffixes.insert(key, $0) }
  }

  /// The lemma of a form in comparable form; nil where it is the form itself. O(length).
  ///
  /// Dictionary first; then the base forms of a regular ending that the word list knows, the one
  /// that the suffix rules give or else the likeliest; then the suffix rules alone.
  package func lemma(
    of form: UnsafeBufferPointer<UInt8>, _ tag: PartOfSpeech, words: WordList
  ) -> [UInt8]? {
    if form.isEmpty || form.count > 60 { return nil }
    if let lemma = exception(form, tag) { return lemma }
    let bytes = Array(form)
    let ruled = rule(for: bytes, tag).map { Array(bytes.dropLast($0.strip)) + $0.add }
    let bases = Self.bases(of: bytes, tag, words)
    if bases.isEmpty || bases.contains(ruled ?? bytes) { return ruled }
    let classes = words.classes(of: ruled ?? bytes)
    if tag == .noun && classes & WordList.noun != 0
      || tag == .adj && classes & WordList.adjective != 0
    {
      return ruled
    }
    return bases[0]
  }

  private static func bases(
    of form: [UInt8], _ tag: PartOfSpeech, _ words: WordList
  ) -> [[UInt8]] {
    switch tag {
    case .verb, .aux:
      return words.bases(of: form, .verb, ending: .s) + words.bases(of: form, .verb, ending: .ed)
        + words.bases(of: form, .verb, ending: .ing)
    case .noun: return words.bases(of: form, .noun, ending: .s)
    case .adj, .adv: return words.bases(of: form, .adj, ending: .er)
    default: return []
    }
  }

  /// The rule of the longest suffix that has one and leaves a letter of the form.
  package func rule(for form: [UInt8], _ tag: PartOfSpeech) -> Rule? {
    form.withUnsafeBufferPointer { form in
      records.withUnsafeBufferPointer { records in
        var length = min(form.count, Self.longestSuffix)
        while length >= 0 {
          let suffix = UnsafeBufferPointer(rebasing: form[(form.count - length)...])
          if let key = suffixes.find(tag, suffix, records) {
            let strip = Int(records[key - 1])
            if strip < form.count {
              return Rule(strip: strip, add: Array(LemmaIndex.short(records, behind: key)))
            }
          }
          length -= 1
        }
        return nil
      }
    }
  }
}

/// Finds the records of a lemma table by tag and form, without copies of either.
///
/// Open addressing; a slot holds the place of the form's length byte in the records. The tag
/// stands `tagBefore` bytes before that place.
private struct LemmaIndex {
  let tagBefore: Int
  private var slots: [Int32] = Array(repeating: -1, count: 16)
  private var count = 0

  init(tagBefore: Int) { self.tagBefore = tagBefore }

  mutating func reserve(_ entries: Int) {
    var capacity = slots.count
    while capacity < entries * 2 { capacity *= 2 }
    slots = Array(repeating: -1, count: capacity)
  }

  /// Adds the record whose form begins at `key`, in place of one with equal tag and form.
  mutating func insert(_ key: Int, _ records: UnsafeBufferPointer<UInt8>) {
    if (count + 1) * 2 > slots.count {
      let old = slots
      slots = Array(repeating: -1, count: old.count * 2)
      for key in old where key >= 0 { slots[slot(Int(key), records)] = key }
    }
    let slot = slot(key, records)
    if slots[slot] < 0 { count += 1 }
    slots[slot] = Int32(truncatingIfNeeded: key)
  }

  private func slot(_ key: Int, _ records: UnsafeBufferPointer<UInt8>) -> Int {
    let form = records[(key + 1)..<(key + 1 + Int(records[key]))]
    return slot(records[key - tagBefore], UnsafeBufferPointer(rebasing: form), records)
  }

  /// Where the record of a form is, by the place of its form; nil where there is none. O(length).
  func find(
    _ tag: PartOfSpeech, _ form: UnsafeBufferPointer<UInt8>,
    _ records: UnsafeBufferPointer<UInt8>
  ) -> Int? {
    let key = slots[slot(tag.rawValue, form, records)]
    return key < 0 ? nil : Int(key)
  }

  private func slot(
    _ tag: UInt8, _ form: UnsafeBufferPointer<UInt8>, _ records: UnsafeBufferPointer<UInt8>
  ) -> Int {
    // FNV-1a: the forms are a few bytes long.
    var hash: UInt64 = (0xCBF2_9CE4_8422_2325 ^ UInt64(tag)) &* 0x0000_0100_0000_01B3
    for byte in form { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: hash ^ (hash >> 29)) & mask
    while slots[slot] >= 0 {
      let key = Int(slots[slot])
      if records[key - tagBefore] == tag, Int(records[key]) == form.count {
        var i = 0
        while i < form.count && records[key + 1 + i] == form[i] { i += 1 }
        if i == form.count { break }
      }
      slot = (slot + 1) & mask
    }
    return slot
  }

  /// What is written behind the form at `key`, with its length before it.
  static func short(
    _ records: UnsafeBufferPointer<UInt8>, behind key: Int
  ) -> Slice<UnsafeBufferPointer<UInt8>> {
    let start = key + 1 + Int(records[key])
    return records[(start + 1)..<(start + 1 + Int(records[start]))]
  }
}

/// The entries of a lemma table, to be written; see `LemmaTable.init(bytes:)`.
package struct LemmaRecords: Sendable {
  package var exceptions: [(form: [UInt8], tag: PartOfSpeech, lemma: [UInt8])] = []
  package var rules: [(suffix: [UInt8], tag: PartOfSpeech, rule: LemmaTable.Rule)] = []

  package init() {}

  package var bytes: [UInt8] {
    var writer = ByteWriter()
    writer.integer(UInt64(rules.count), 4)
    for (suffix, tag, rule) in rules {
      writer.integer(UInt64(tag.rawValue), 1)
      writer.integer(UInt64(rule.strip), 1)
      writer.short(suffix)
      writer.short(rule.add)
    }
    writer.integer(UInt64(exceptions.count), 4)
    for (form, tag, lemma) in exceptions {
      writer.integer(UInt64(tag.rawValue), 1)
      writer.short(form)
      writer.short(lemma)
    }
    return writer.bytes
  }

  package var table: LemmaTable {
    var table = LemmaTable()
    for (suffix, tag, rule) in rules { table.addRule(suffix: suffix, tag, rule) }
    for (form, tag, lemma) in exceptions { table.addException(form, tag, lemma) }
    return table
  }
}
