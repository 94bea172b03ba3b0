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
  ])
  func verbForms(lemma: String, expected: String) {
    #expect(inflection.forms(ofVerb: lemma).joined(separator: " ") == expected)
  }

  @Test(arguments: [
    ("missile", "missiles"), ("country", "countries"), ("man", "men"), ("woman", "women"),
    ("policeman", "policemen"), ("child", "children"), ("crisis", "crises"), ("boss", "bosses"),
    ("aircraft", "aircraft"), ("day", "days"), ("hero", "heroes"), ("photo", "photoes photos"),
    ("church", "churches"), ("life", "lives"), ("human", "humans"),
  ])
  func plurals(noun: String, expected: String) {
    #expect(inflection.plurals(of: noun).joined(separator: " ") == expected)
    for plural in inflection.plurals(of: noun) {
      #expect(inflection.singulars(of: plural).contains(noun))
    }
  }

  @Test(arguments: ["", "a", "s", "e", "ж", "ed", "y"])
  func shortWordsDoNotTrap(word: String) {
    #expect(inflection.forms(ofVerb: word).first == word)
    #expect(!inflection.plurals(of: word).isEmpty)
    _ = inflection.singulars(of: word)
  }
}
