import DocumentModel

/// The forms of English verbs and nouns: irregular ones from `Resources/en/inflection`, the rest by
/// the spelling rules of the language. Made for matching, so a verb of several syllables gets its
/// last consonant both single and doubled ("cancelled", "canceled").
public struct EnglishInflection: Inflection {
  private var irregularVerbs: [String: [String]] = [:]
  /// Words that are lemmas although they look like forms.
  private var lemmas: Set<String> = []
  /// From a form back to its verb.
  private var irregularForms: [String: String] = [:]
  private var irregularPlurals: [String: [String]] = [:]
  private var irregularSingulars: [String: [String]] = [:]

  /// Reads the tables.
  ///
  /// - Throws: `FileError` when one is missing.
  public init(resources: ResourceFolder) throws {
    for line in try resources.lines("en/inflection/verbs.txt") {
      let columns = line.fields
      guard let base = columns.first else { continue }
      var forms: [String] = []
      for column in columns.dropFirst() {
        for form in column.utf8.split(separator: 0x2F).map({ Substring($0) }) {
          Self.add(String(form), to: &forms)
        }
      }
      for form in forms where form != base && irregularForms[form] == nil {
        irregularForms[form] = String(base)
      }
      irregularVerbs[String(base)] = forms
    }
    lemmas = Set(try resources.lines("en/inflection/lemmas.txt"))
    for line in try resources.lines("en/inflection/nouns.txt") {
      let columns = line.fields
      guard columns.count == 2 else { continue }
      let base = String(columns[0])
      for form in columns[1].utf8.split(separator: 0x2F).map({ Substring($0) }) {
        let plural = form == "=" ? base : String(form)
        irregularPlurals[base, default: []].append(plural)
        irregularSingulars[plural, default: []].append(base)
      }
    }
  }

  public func forms(ofVerb lemma: String) -> [String] {
    var forms = [lemma]
    let bytes = Array(lemma.utf8)
    let irregular = irregularVerbs[lemma]
    if let irregular { for form in irregular { Self.add(form, to: &forms) } }
    Self.add(Self.withS(lemma, bytes), to: &forms)
    guard bytes.count > 1 else { return forms }
    for stem in Self.stems(bytes, endsInE: true) {
      Self.add(stem + "ing", to: &forms)
    }
    if irregular == nil {
      if bytes.last == 0x79, !Self.isVowel(bytes[bytes.count - 2]) {
        Self.add(String(lemma.dropLast()) + "ied", to: &forms)
      } else {
        for stem in Self.stems(bytes, endsInE: true) { Self.add(stem + "ed", to: &forms) }
      }
    }
    return forms
  }

  public func plurals(of noun: String) -> [String] {
    if let irregular = irregularPlurals[noun] { return irregular }
    let bytes = Array(noun.utf8)
    // A compound takes the plural of its last part: "policewoman", "air-raid shelter".
    if noun.hasSuffix("man"), noun.count > 5, noun != "human", noun != "german" {
      return [noun.dropLast(2) + "en"]
    }
    var forms = [Self.withS(noun, bytes)]
    if bytes.last == 0x6F { Self.add(noun + "s", to: &forms) }
    return forms
  }

  /// Irregular forms come from the tables; of regular ones only those whose spelling leaves little
  /// doubt: "-ed" behind a stem with a vowel, "-s" not behind s, u or i; "-ing" makes nouns too.
  public func base(ofInflected word: String) -> String? {
    if lemmas.contains(word) || irregularVerbs[word] != nil || irregularPlurals[word] != nil {
      return nil
    }
    if let singular = irregularSingulars[word]?.first, singular != word { return singular }
    if let base = irregularForms[word] { return base }
    let bytes = Array(word.utf8)
    guard bytes.count > 4, bytes.allSatisfy({ (0x61...0x7A).contains($0) }) else { return nil }
    if word.hasSuffix("ed") && !word.hasSuffix("eed") {
      let stem = String(word.dropLast(2))
      guard stem.utf8.count > 2, stem.utf8.contains(where: { Self.isVowel($0) || $0 == 0x79 })
      else {
        return nil
      }
      // "planned": the stem's doubled consonant; "raided", "used": with or without e.
      let last = Array(stem.utf8.suffix(2))
      var candidates = [stem, stem + "e"]
      if last.count == 2, last[0] == last[1] {
        // "killed", "passed" and "staffed" come from a double letter, "planned" does not.
        let isOwn = [0x6C, 0x73, 0x66, 0x7A].contains(last[0])
        candidates.insert(String(stem.dropLast()), at: isOwn ? 1 : 0)
      }
      if word.hasSuffix("ied") { candidates = [String(stem.dropLast()) + "y"] }
      return candidates.first { forms(ofVerb: $0).contains(word) }
    }
    let before = bytes[bytes.count - 2]
    if bytes.last == 0x73, before != 0x73, before != 0x75, before != 0x69 {
      return singulars(of: word).first
    }
    return nil
  }

  public func singulars(of form: String) -> [String] {
    if let irregular = irregularSingulars[form] { return irregular }
    var candidates: [String] = []
    if form.hasSuffix("ies"), form.utf8.count > 4 { candidates.append(form.dropLast(3) + "y") }
    if form.hasSuffix("es"), form.utf8.count > 3 { candidates.append(String(form.dropLast(2))) }
    if form.hasSuffix("s"), !form.hasSuffix("ss"), form.utf8.count > 2 {
      candidates.append(String(form.dropLast()))
    }
    if form.hasSuffix("men"), form.utf8.count > 4 { candidates.append(form.dropLast(2) + "an") }
    return candidates.filter { plurals(of: $0).contains(form) }
  }

  private static func add(_ form: String, to forms: inout [String]) {
    if !forms.contains(form) { forms.append(form) }
  }

  private static func isVowel(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x61, 0x65, 0x69, 0x6F, 0x75: true
    default: false
    }
  }

  /// The word with the ending -s: "-es" after a hiss and after o, "-ies" for consonant and y.
  private static func withS(_ word: String, _ bytes: [UInt8]) -> String {
    guard let last = bytes.last, bytes.count > 1 else { return word + "s" }
    let before = bytes[bytes.count - 2]
    switch last {
    case 0x79 where !isVowel(before): return String(word.dropLast()) + "ies"
    case 0x73, 0x78, 0x7A: return word + "es"
    case 0x68 where before == 0x63 || before == 0x73: return word + "es"
    case 0x6F where !isVowel(before): return word + "es"
    default: return word + "s"
    }
  }

  /// What "-ed" and "-ing" are put behind: without a silent e, with the last consonant doubled
  /// after one short vowel. A word of one syllable gives one stem.
  private static func stems(_ bytes: [UInt8], endsInE: Bool) -> [String] {
    let word = String(decoding: bytes, as: UTF8.self)
    guard let last = bytes.last, bytes.count > 2 else { return [word] }
    let before = bytes[bytes.count - 2]
    let third = bytes[bytes.count - 3]
    if last == 0x65 {
      // "see", "hoe" and "dye" keep the e before -ing; doubling "d" of "-ed" is avoided.
      if before == 0x65 || before == 0x6F || before == 0x79 {
        return [word, String(word.dropLast())]
      }
      return [String(word.dropLast())]
    }
    let doubles =
      !isVowel(last) && last != 0x77 && last != 0x78 && last != 0x79
      && (0x61...0x7A).contains(last) && isVowel(before)
      && (!isVowel(third) || (third == 0x75 && bytes.count > 3 && bytes[bytes.count - 4] == 0x71))
    guard doubles else { return [word] }
    let doubled = word + String(decoding: [last], as: UTF8.self)
    var syllables = 0
    var inVowel = false
    for byte in bytes {
      let vowel = isVowel(byte) || byte == 0x79
      if vowel && !inVowel { syllables += 1 }
      inVowel = vowel
    }
    return syllables > 1 ? [word, doubled] : [doubled]
  }
}
