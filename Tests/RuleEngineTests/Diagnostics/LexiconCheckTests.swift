import DocumentModel
import Testing

@testable import RuleEngine

@Suite struct LexiconCheckTests {
  /// Cuts at spaces, and a full stop off everything that is not the last word.
  struct Cutter: PhraseTokenizer {
    func tokenize(_ phrase: [UInt8]) -> [Span] {
      var spans: [Span] = []
      var start = 0
      for i in 0...phrase.count where i == phrase.count || phrase[i] == 0x20 {
        let hasStop = i < phrase.count && i > start + 1 && phrase[i - 1] == UInt8(ascii: ".")
        if i > start { spans.append(Span(start, hasStop ? i - 1 : i)) }
        if hasStop { spans.append(Span(i - 1, i)) }
        start = i + 1
      }
      return spans
    }
  }

  @Test func entriesThatRunningTextCutsOtherwise() {
    let text = """
      record toll
        figure quantity
      lexicon people
        old man | Sgt.
      rule dead -> toll
        match figure:Quantity $people
        test "x" -> none
      """
    let (pack, diagnostics) = RulePackLoader.load(
      files: [("p/a.rules", Array(text.utf8))], root: "p", tokenizer: Cutter())
    #expect(pack != nil)
    #expect(
      diagnostics.map { $0.rendered() } == [
        """
        p/a.rules:4:13: warning[W005]: 'Sgt.' is never found in running text, which is cut as 'Sgt' '.'
            4 |   old man | Sgt.
              |             ^~~~ write it as it stands inside a sentence
        """
      ])
  }
}
