import DocumentModel
import TestSupport
import Testing

@testable import TextProcessing

@Suite struct PartOfSpeechTaggerTests {
  /// Sentences that a reader would find plain; the model may change, these should not.
  @Test(arguments: [
    (
      "Nine people were killed in the attacks.",
      "Nine/NUM/nine people/NOUN/people were/AUX/be killed/VERB/kill in/ADP/in the/DET/the "
        + "attacks/NOUN/attack ././PUNCT/."
    ),
    (
      "She sang and they fled, hoping for better days.",
      "She/PRON/she sang/VERB/sing and/CCONJ/and they/PRON/they fled/VERB/flee ,/PUNCT/, "
        + "hoping/VERB/hope for/ADP/for better/ADJ/good days/NOUN/day ././PUNCT/."
    ),
    (
      "They don't know the children.",
      "They/PRON/they do/AUX/do n't/PART/not know/VERB/know the/DET/the children/NOUN/child "
        + "././PUNCT/."
    ),
    (
      "RUSSIAN FORCES ATTACKED THE BRIDGE AT NIGHT",
      "RUSSIAN/ADJ/russian FORCES/NOUN/force ATTACKED/VERB/attack THE/DET/the "
        + "BRIDGE/NOUN/bridge AT/ADP/at NIGHT/NOUN/night"
    ),
  ])
  func tagsAndLemmas(text: String, expected: String) throws {
    let found = try LanguageStages.shared.get().tag(text)
    #expect(found == expected.replacing("././PUNCT/.", with: "./PUNCT/."))
  }

  /// Regular and irregular forms that the training data may lack.
  @Test(arguments: [
    ("shot", PartOfSpeech.verb, "shoot"), ("forsook", .verb, "forsake"),
    ("modelling", .verb, "model"), ("hopping", .verb, "hop"), ("hoping", .verb, "hope"),
    ("provoking", .verb, "provoke"), ("faded", .verb, "fade"), ("studied", .verb, "study"),
    ("drones", .noun, "drone"), ("knives", .noun, "knife"), ("potatoes", .noun, "potato"),
    ("bigger", .adj, "big"), ("wildest", .adj, "wild"), ("kyiv", .propn, "kyiv"),
  ])
  func lemmas(form: String, tag: PartOfSpeech, lemma: String) throws {
    let model = try LanguageStages.shared.get().tagger.model
    let bytes = Array(form.utf8)
    let found = bytes.withUnsafeBufferPointer {
      model.lemmas.lemma(of: $0, tag, words: model.words)
    }
    #expect(String(decoding: found ?? bytes, as: UTF8.self) == lemma)
  }

  @Test func theMemoIsDroppedWithTheWordsItIsKeyedBy() throws {
    let stages = try LanguageStages.shared.get()
    var words = stages.vocabulary
    var first = stages.segmenter.makeScratch()
    var second = stages.tagger.makeScratch()
    func tags(_ text: String) -> [String] {
      var document = Document(id: "test", text: Array(text.utf8))
      stages.segmenter.process(&document, &words, &first)
      stages.tagger.process(&document, &words, &second)
      return (0..<document.tokens.count).map {
        document.tokens.pos[$0].name + " " + words.string(document.tokens.lemma[$0])
      }
    }
    let before = tags("The zorgs glimmed quibbily.")
    _ = tags("Blorping zibs were fnarked by Xandrians.")
    words.trim(limit: 0)
    _ = tags("Other unheard wugs trimble.")
    #expect(tags("The zorgs glimmed quibbily.") == before)
  }
}
