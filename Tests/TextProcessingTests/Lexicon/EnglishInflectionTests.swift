import DocumentModel
import Testing
import TextProcessing

@Suite struct EnglishInflectionTests {
  let inflection: EnglishInflection

  init() throws { inflection = try EnglishInflection(resources: .locate()) }

  @Test(arguments: [
    ("kill", "kill kills killing killed"),
    ("die", "die died dying dies diing"),
    ("shoot", "shoot shot shoots shooting"),
    ("destroy", "destroy destroys destroying destroyed"),
    ("injure", "injure injures injuring injured"),
    ("stop", "stop stops stopping stopped"),
    ("carry", "carry carries carrying carried"),
    ("intercept", "intercept intercepts intercepting intercepted"),
    ("flee", "flee fled flees fleeing fleing"),
    ("cancel", "cancel cancels canceling cancelling canceled cancelled"),
    ("launch", "launch launches launching launched"),
    ("hit", "hit hits hitting"),
    ("go", "go went gone goes going"),
    ("down", "down downs downing downed"),
    ("crash", "crash crashes crashing crashed"), ("watch", "watch watches watching watched"),
    ("pass", "pass passes passing passed"), ("fix", "fix fixes fixing fixed"),
    ("echo", "echo echoes echoing echoed"), ("play", "play plays playing played"),
    ("stay", "stay stays staying stayed"), ("row", "row rows rowing rowed"),
    ("visit", "visit visits visiting visitting visited visitted"),
    ("plan", "plan plans planning planned"), ("rain", "rain rains raining rained"),
    ("equip", "equip equips equiping equipping equiped equipped"),
    ("agree", "agree agrees agreeing agreing agreeed agreed"),
  ])
  func verbForms(lemma: String, expected: String) {
    #expect(inflection.forms(ofVerb: lemma).joined(separator: " ") == expected)
  }

  @Test(arguments: [
    ("missile", "missiles"), ("country", "countries"), ("man", "men"), ("woman", "women"),
    ("policeman", "policemen"), ("child", "children"), ("crisis", "crises"), ("boss", "bosses"),
    ("aircraft", "aircraft"), ("day", "days"), ("hero", "heroes"), ("photo", "photoes photos"),
    ("church", "churches"), ("life", "lives"), ("human", "humans"), ("german", "germans"),
    ("crash", "crashes"), ("box", "boxes"), ("quiz", "quizzes"), ("city", "cities"),
    ("boy", "boys"), ("fisherman", "fishermen"), ("police", "police"),
  ])
  func plurals(noun: String, expected: String) {
    #expect(inflection.plurals(of: noun).joined(separator: " ") == expected)
    for plural in inflection.plurals(of: noun) {
      #expect(inflection.singulars(of: plural).contains(noun))
    }
  }

  /// From a form back to its lemma, where the form can be nothing else.
  @Test(arguments: [
    ("killed", "kill"), ("planned", "plan"), ("passed", "pass"), ("raided", "raid"),
    ("carried", "carry"), ("missiles", "missile"),
    ("men", "man"), ("countries", "country"), ("churches", "church"), ("kill", nil),
    ("missile", nil), ("agreed", nil), ("shooting", nil), ("bus", nil), ("boss", nil),
    ("crisis", nil), ("red", nil), ("bed", nil), ("Kyivs", nil), ("aircraft", nil),
  ])
  func bases(form: String, lemma: String?) {
    #expect(inflection.base(ofInflected: form) == lemma)
  }

  @Test(arguments: ["", "a", "s", "e", "ж", "ed", "y"])
  func shortWordsDoNotTrap(word: String) {
    #expect(inflection.forms(ofVerb: word).first == word)
    #expect(!inflection.plurals(of: word).isEmpty)
    _ = inflection.singulars(of: word)
  }
}
