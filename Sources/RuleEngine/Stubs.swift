// Stand-ins so that the pipeline builds before the rule engine is there.
// WHOEVER LANDS THE REAL TYPE DELETES ITS STAND-IN HERE (and the file with the last one).
import DocumentModel

public struct MatchScratch {}

public struct RuleSet: Sendable {
  public var schema = RecordSchema(types: [])
  public static func compile(
    _ pack: RulePack, tokenizer: any PhraseTokenizer, inflection: any Inflection,
    vocabulary: inout Vocabulary
  ) -> (RuleSet?, [Diagnostic]) { (nil, []) }
  public func makeScratch() -> MatchScratch { MatchScratch() }
  public func records(
    in document: Document, _ words: Vocabulary, _ scratch: inout MatchScratch
  ) -> [Record] { [] }
}

extension RuleSet {
  public func expansion(of rule: String) -> String? { nil }
}

extension RulePack {
  /// The pack as JSON with places, for `check --print json`.
  public func json() -> [UInt8] { [0x7B, 0x7D, 0x0A] }
}
