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
    ("lies", .verb, "lie"), ("dying", .verb, "die"), ("lying", .verb, "lie"),
    ("shelled", .verb, "shell"), ("faster", .adv, "fast"), ("leaves", .noun, "leaf"),
    ("leaves", .verb, "leave"), ("wolves", .noun, "wolf"), ("roofs", .noun, "roof"),
    ("quizzes", .noun, "quiz"), ("buses", .noun, "bus"), ("heroes", .noun, "hero"),
    ("photos", .noun, "photo"), ("happiest", .adj, "happy"), ("nicest", .adj, "nice"),
    ("occurred", .verb, "occur"), ("offered", .verb, "offer"), ("findings", .noun, "finding"),
  ])
  func lemmas(form: String, tag: PartOfSpeech, lemma: String) throws {
    let model = try LanguageStages.shared.get().tagger.model
    let bytes = Array(form.utf8)
    let found = bytes.withUnsafeBufferPointer {
      model.lemmas.lemma(of: $0, tag, words: model.words)
    }
    #expect(String(decoding: found ?? bytes, as: UTF8.self) == lemma)
  }

  /// Headlines of which the case says nothing are read in lower case; without that the last words
  /// of each are names.
  @Test(arguments: [
    (
      "THE RUSSIAN ARMY LEFT KYIV",
      "THE/DET/the RUSSIAN/ADJ/russian ARMY/PROPN/army LEFT/VERB/leave KYIV/PROPN/kyiv"
    ),
    (
      "NINE KILLED AS MISSILES HIT HOSPITAL",
      "NINE/NUM/nine KILLED/VERB/kill AS/ADP/as MISSILES/NOUN/missile HIT/NOUN/hit "
        + "HOSPITAL/NOUN/hospital"
    ),
    (
      "Nine Killed As Missiles Hit Hospital",
      "Nine/NUM/nine Killed/VERB/kill As/ADP/as Missiles/NOUN/missile Hit/NOUN/hit "
        + "Hospital/NOUN/hospital"
    ),
    ("It rained", "It/PRON/it rained/VERB/rain"),
    (
      "Kyiv Lviv Odesa Dnipro Kharkiv",
      "Kyiv/PROPN/kyiv Lviv/PROPN/lviv Odesa/PROPN/odesa Dnipro/PROPN/dnipro Kharkiv/PROPN/kharkiv"
    ),
  ])
  func headlines(text: String, expected: String) throws {
    #expect(try LanguageStages.shared.get().tag(text) == expected)
  }

  /// Closed classes, and forms whose lemma hangs on their tag.
  @Test(arguments: [
    (
      "He will go because they are not here",
      "He/PRON/he will/AUX/will go/VERB/go because/SCONJ/because they/PRON/they are/AUX/be "
        + "not/PART/not here/ADV/here"
    ),
    (
      "The leaves fell as he leaves",
      "The/DET/the leaves/NOUN/leaf fell/VERB/fall as/SCONJ/as he/PRON/he leaves/VERB/leave"
    ),
    ("The saw saw the saws", "The/DET/the saw/NOUN/saw saw/VERB/see the/DET/the saws/NOUN/saw"),
    (
      "The better men ran faster",
      "The/DET/the better/ADJ/good men/NOUN/man ran/VERB/run faster/ADV/fast"
    ),
    (
      "She was left on the left",
      "She/PRON/she was/AUX/be left/VERB/leave on/ADP/on the/DET/the left/NOUN/left"
    ),
    (
      "\"The end\" – he said — twice",
      "\"/PUNCT/\" The/DET/the end/NOUN/end \"/PUNCT/\" –/PUNCT/– he/PRON/he said/VERB/say "
        + "—/PUNCT/— twice/ADV/twice"
    ),
    (
      "There were two of them",
      "There/PRON/there were/VERB/be two/NUM/two of/ADP/of them/PRON/they"
    ),
    ("an 1,000 1990s 5th", "an/DET/a 1,000/NUM/1000 1990s/NOUN/1990s 5th/NOUN/5th"),
    (
      "I'm he's she'd they'll we've",
      "I/PRON/i 'm/AUX/be he/PRON/he 's/AUX/be she/PRON/she 'd/AUX/would they/PRON/they "
        + "'ll/AUX/will we/PRON/we 've/AUX/have"
    ),
  ])
  func closedClassesAndLemmas(text: String, expected: String) throws {
    #expect(try LanguageStages.shared.get().tag(text) == expected)
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
