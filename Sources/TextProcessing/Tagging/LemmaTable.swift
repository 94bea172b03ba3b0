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

  private var exceptions = ByteStringTable()
  private var lemmas: [[UInt8]] = []
  private var suffixes = ByteStringTable()
  private var rules: [Rule] = []

  package init() {}

  /// The table's key: the tag as a letter, then the form or suffix.
  private static func key(_ tag: PartOfSpeech, _ form: some Sequence<UInt8>) -> [UInt8] {
    [0x41 + tag.rawValue] + form
  }

  package mutating func addException(_ form: [UInt8], _ tag: PartOfSpeech, _ lemma: [UInt8]) {
    exceptions.insert(Self.key(tag, form), UInt32(lemmas.count))
    lemmas.append(lemma)
  }

  package func hasException(_ form: [UInt8], _ tag: PartOfSpeech) -> Bool {
    Self.key(tag, form).withUnsafeBufferPointer { exceptions.value(of: $0) } != nil
  }

  package mutating func addRule(suffix: [UInt8], _ tag: PartOfSpeech, _ rule: Rule) {
    suffixes.insert(Self.key(tag, suffix), UInt32(rules.count))
    rules.append(rule)
  }

  /// The lemma of a form in comparable form; nil where it is the form itself. O(length).
  ///
  /// Dictionary first; then the base forms of a regular ending that the word list knows, the one
  /// that the suffix rules give or else the likeliest; then the suffix rules alone.
  package func lemma(
    of form: UnsafeBufferPointer<UInt8>, _ tag: PartOfSpeech, words: WordList
  ) -> [UInt8]? {
    if form.isEmpty || form.count > 60 { return nil }
    let key = Self.key(tag, form)
    if let index = key.withUnsafeBufferPointer({ exceptions.value(of: $0) }) {
      return lemmas[Int(index)]
    }
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
    var length = min(form.count, Self.longestSuffix)
    while length >= 0 {
      let key = Self.key(tag, form.suffix(length))
      if let index = key.withUnsafeBufferPointer({ suffixes.value(of: $0) }) {
        let rule = rules[Int(index)]
        if rule.strip < form.count { return rule }
      }
      length -= 1
    }
    return nil
  }
}

/// The stored form of a lemma table.
package struct LemmaRecords: Sendable {
  package var exceptions: [(form: [UInt8], tag: PartOfSpeech, lemma: [UInt8])] = []
  package var rules: [(suffix: [UInt8], tag: PartOfSpeech, rule: LemmaTable.Rule)] = []

  package init() {}

  package init?(bytes: ArraySlice<UInt8>) {
    var reader = ByteReader(bytes)
    guard let ruleCount = reader.integer(4) else { return nil }
    for _ in 0..<ruleCount {
      guard let raw = reader.integer(1), let tag = PartOfSpeech(rawValue: UInt8(raw)),
        let strip = reader.integer(1), let suffix = reader.short(), let add = reader.short()
      else { return nil }
      rules.append((Array(suffix), tag, LemmaTable.Rule(strip: Int(strip), add: Array(add))))
    }
    guard let count = reader.integer(4) else { return nil }
    for _ in 0..<count {
      guard let raw = reader.integer(1), let tag = PartOfSpeech(rawValue: UInt8(raw)),
        let form = reader.short(), let lemma = reader.short()
      else { return nil }
      exceptions.append((Array(form), tag, Array(lemma)))
    }
  }

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
