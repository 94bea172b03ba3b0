import DocumentModel
import TestSupport
import Testing

@testable import TextProcessing

/// What the lists, the words around and the rest of the document say of a name.
@Suite struct NameBorderTests {
  private func check(_ item: NameCase) throws {
    let stages = try #require(NameStages.shared)
    #expect(NameStages.list(stages.annotate(Array(item.text.utf8))) == item.names)
  }

  /// Without the document pass each of these comes out otherwise: the model alone takes the second
  /// name for a place, for nothing, or for an organization.
  @Test(arguments: [
    NameCase(
      "Ana Gomery spoke in Kyiv. The city of Gomery is far.",
      "Person Ana Gomery", "Place Kyiv (UA)", "Person Gomery"),
    NameCase("Jordan left. Michael Jordan left.", "Person Jordan", "Person Michael Jordan"),
    NameCase(
      "Ivan Paris spoke in Kyiv. Paris left. They saw Paris.",
      "Person Ivan Paris", "Place Kyiv (UA)", "Person Paris", "Person Paris"),
    NameCase(
      "Ana Rose spoke in Kyiv on Monday. Rose left for home.",
      "Person Ana Rose", "Place Kyiv (UA)", "Person Rose"),
    NameCase(
      "Nine people died, said Ivan Marsh. Marsh added that more may die.",
      "Person Ivan Marsh", "Person Marsh"),
    NameCase(
      "Ana Brown spoke. Brown left. They saw Brown.",
      "Person Ana Brown", "Person Brown", "Person Brown"),
    NameCase(
      "Zorin attacked Zorin on Monday. They left Zorin. In Zorin it rained. People in Zorin fled.",
      "Person Zorin", "Person Zorin", "Person Zorin", "Person Zorin"),
  ])
  func documentDecides(_ item: NameCase) throws { try check(item) }

  /// What the document pass leaves alone.
  @Test(arguments: [
    NameCase(
      "Maria Kowalski spoke. She saw kowalski left.", "Person Maria Kowalski"),
    NameCase(
      "Ana Long spoke in Kyiv. Long lines formed.", "Person Ana Long", "Place Kyiv (UA)"),
    NameCase(
      "Ana March spoke in Kyiv. March was cold.", "Person Ana March", "Place Kyiv (UA)"),
    NameCase(
      "The Northern Relief Committee (Kyiv) left. Kyiv said so.",
      "Organization Northern Relief Committee", "Place Kyiv (UA)", "Place Kyiv (UA)"),
    NameCase(
      "The Northern Relief Committee (Ana) left. Ana said so.",
      "Organization Northern Relief Committee", "Person Ana", "Person Ana"),
    NameCase(
      "The Northern Relief Committee (nrc) left. The nrc came back.",
      "Organization Northern Relief Committee"),
    NameCase(
      "The Northern Relief Committee [NRC] left. The NRC came back.",
      "Organization Northern Relief Committee", "Organization NRC", "Organization NRC"),
    NameCase(
      "The Northern Relief Committee (PARIS) left. They saw PARIS.",
      "Organization Northern Relief Committee", "Organization PARIS", "Organization PARIS"),
    NameCase("Two Ukrainians left.", "Demonym Ukrainians (UA)"),
  ])
  func documentLeavesAlone(_ item: NameCase) throws { try check(item) }

  @Test(arguments: [
    NameCase("Kingdom of Spain officials left.", "Place Kingdom of Spain"),
    NameCase("They crossed the Gulf of Iran.", "Place Gulf of Iran"),
    NameCase("The Sea of Azov froze.", "Place Sea of Azov"),
    NameCase("The city of Paris froze.", "Place Paris (FR)"),
    NameCase("The District of Kosovo froze.", "Place Kosovo (XK)"),
    NameCase("Defence Forces of Israel said so.", "Organization Defence Forces of Israel"),
    NameCase(
      "The Revolutionary Forces of Ruritania left.",
      "Organization Revolutionary Forces of Ruritania"),
    NameCase(
      "The Ministry of Defence of Ukraine said so.", "Organization Ministry of Defence of Ukraine"),
    NameCase("Lake Chad froze.", "Place Lake Chad"),
    NameCase("The Rostov region froze.", "Place Rostov (RU)"),
    NameCase("The Haqqani network left.", "Organization Haqqani network"),
    NameCase("The Third Brigade left.", "Organization Third Brigade"),
    NameCase(
      "The 5th Separate Assault Brigade left.", "Organization 5th Separate Assault Brigade"),
    NameCase("Bosnia and Herzegovina froze.", "Place Bosnia and Herzegovina (BA)"),
    NameCase("They left san francisco in May.", "Place san francisco (US)"),
    NameCase("al-Shabab fighters left.", "Organization al-Shabab"),
  ])
  func heads(_ item: NameCase) throws { try check(item) }

  @Test(arguments: [
    NameCase("Minister Jan Novak left.", "Person Jan Novak"),
    NameCase("Minister of Defence Jan Novak left.", "Person Jan Novak"),
    NameCase("Imam Ali Hassan left.", "Person Ali Hassan"),
    NameCase("Sheikh Hassan Nasser left.", "Person Hassan Nasser"),
    NameCase("Ayatollah Ali Khamenei left.", "Person Ali Khamenei"),
    NameCase("Deputy Prime Minister Jan Novak left.", "Person Jan Novak"),
    NameCase("Acting Governor Jan Novak left.", "Person Jan Novak"),
    NameCase("Prime Minister left."),
    NameCase("Mr. Novak left.", "Person Novak"),
    NameCase("J. K. Novak left.", "Person J. K. Novak"),
    NameCase("Jan K. Novak left.", "Person Jan K. Novak"),
    NameCase("He chose Plan B."),
    NameCase("UN Special Envoy Jan Novak left.", "Organization UN", "Person Jan Novak"),
    NameCase("Turkey Minister Karen Holt left.", "Place Turkey (TR)", "Person Karen Holt"),
    NameCase("Middle East Envoy Jan Novak left.", "Place Middle East", "Person Jan Novak"),
    NameCase("Polish Foreign Minister Jan Novak left.", "Demonym Polish (PL)", "Person Jan Novak"),
    NameCase("Kosovo's Albin Kurti left.", "Place Kosovo (XK)", "Person Albin Kurti"),
    NameCase("Ursula von der Leyen left.", "Person Ursula von der Leyen"),
  ])
  func titles(_ item: NameCase) throws { try check(item) }

  @Test(arguments: [
    NameCase("The Turkey office closed.", "Place Turkey (TR)"),
    NameCase("They left us in the us."), NameCase("They left the US in May.", "Place US (US)"),
    NameCase("In iran troops left."), NameCase("ukrainian troops left."),
    NameCase("In March they left on Monday."), NameCase("On Easter Monday they left."),
    NameCase("Paris Hilton left.", "Person Paris Hilton"),
    NameCase("Georgia Meloni left Georgia.", "Person Georgia Meloni", "Place Georgia (GE)"),
    NameCase("The un said so."), NameCase("The UN said so.", "Organization UN"),
    NameCase(
      "The Russian-Ukrainian border froze.", "Demonym Russian (RU)", "Demonym Ukrainian (UA)"),
    NameCase(
      "UKRAINE AND RUSSIA SWAP PRISONERS NEAR BELARUS",
      "Place UKRAINE (UA)", "Place RUSSIA (RU)", "Place BELARUS (BY)"),
    NameCase(
      "FRENCH MINISTER KAREN HOLT VISITS POLAND",
      "Demonym FRENCH (FR)", "Person KAREN HOLT", "Place POLAND (PL)"),
  ])
  func listsAndCase(_ item: NameCase) throws { try check(item) }

  /// Sentences of which the case says nothing are known as such.
  @Test(arguments: [
    ("NINE KILLED IN KYIV", true, true), ("Nine Killed In Kyiv On Monday", false, true),
    ("Nine people were killed in Kyiv", false, false), ("UN EU", false, false),
    ("THE UN AND the EU", false, true), ("Ana Petrik met Jan Novak", false, true),
    ("Ana Petrik and the man met Jan Novak", false, false),
  ])
  func caseOfASentence(_ text: String, _ allCaps: Bool, _ titleCase: Bool) throws {
    let stages = try #require(NameStages.shared)
    let document = stages.annotate(Array(text.utf8))
    var words = stages.vocabulary
    var tokens = TokenTable()
    for token in 0..<document.tokens.count {
      let span = document.tokens.span(token)
      tokens.append(
        start: span.start, end: span.end, word: words.intern(document.text[span.start..<span.end]))
    }
    var memo = NameWords()
    memo.prepare(words)
    var marks = NameMarks()
    marks.fill(tokens, TokenRange(0, tokens.count), &memo, words, stages.names.lexicon)
    #expect(marks.allCaps == allCaps)
    #expect(marks.titleCase == titleCase)
  }

  /// An entry of a rule pack takes the place of every name that it touches, and of no other.
  @Test(
    arguments: [
      (TokenRange(1, 3), EntityKind.organization, ["Organization Petrik met", "Person Jan Novak"]),
      (TokenRange(0, 1), .organization, ["Organization Ana", "Person Jan Novak"]),
      (TokenRange(1, 4), .place, ["Place Petrik met Jan"]),
      (TokenRange(2, 3), .place, ["Person Ana Petrik", "Place met", "Person Jan Novak"]),
      (TokenRange(4, 5), nil, ["Person Ana Petrik"]),
      (TokenRange(2, 3), nil, ["Person Ana Petrik", "Person Jan Novak"]),
    ] as [(TokenRange, EntityKind?, [String])])
  func overrides(_ tokens: TokenRange, _ kind: EntityKind?, _ names: [String]) throws {
    let stages = try #require(NameStages.shared)
    var document = stages.annotate(Array("Ana Petrik met Jan Novak.".utf8))
    #expect(NameStages.list(document) == ["Person Ana Petrik", "Person Jan Novak"])
    stages.names.apply(overrides: [(tokens, kind)], to: &document)
    #expect(NameStages.list(document) == names)
  }

  /// An override of the same kind keeps the country that the lists know.
  @Test func overridesKeepTheCountry() throws {
    let stages = try #require(NameStages.shared)
    for (kind, name) in [(EntityKind.place, "Place Paris (FR)"), (.person, "Person Paris")] {
      var document = stages.annotate(Array("They left Paris.".utf8))
      stages.names.apply(overrides: [(TokenRange(2, 3), kind)], to: &document)
      #expect(NameStages.list(document) == [name])
    }
  }
}
