/// Splits words for whoever has none of the stages, such as the rule loader, in the same way as
/// documents are split.
public protocol PhraseTokenizer: Sendable {
  /// The byte ranges of the tokens of a phrase, half-open.
  func tokenize(_ phrase: [UInt8]) -> [Span]
}

/// The forms of words of a language, for lexicons and rules. All words are in lower case.
public protocol Inflection: Sendable {
  /// Every form of a verb, itself included: "shoot" gives shoot, shoots, shot, shooting.
  func forms(ofVerb lemma: String) -> [String]
  /// The plurals of a noun, without itself: "country" gives countries.
  func plurals(of noun: String) -> [String]
  /// The nouns that a form may be the plural of: "countries" gives country.
  func singulars(of form: String) -> [String]
  /// The lemma of a word that is plainly a plural or a form of a verb: "missiles" gives missile,
  /// "shot" gives shoot; nil when the word may be a lemma itself.
  func base(ofInflected word: String) -> String?
}

extension Inflection {
  public func base(ofInflected word: String) -> String? { nil }
}
