import DocumentModel
import TestSupport
import Testing

@testable import TextProcessing

/// The stages up to the names, loaded once for all cases.
struct NameStages: Sendable {
  let vocabulary: Vocabulary
  let segmenter: Segmenter
  let partOfSpeech: PartOfSpeechTagger
  let names: NameTagger

  static let shared = try? NameStages()

  init() throws {
    let root = #filePath.split(separator: "/").dropLast(4).joined(separator: "/")
    let resources = ResourceFolder(path: "/" + root + "/Resources")
    var vocabulary = Vocabulary()
    segmenter = try Segmenter(resources: resources, vocabulary: &vocabulary)
    partOfSpeech = try PartOfSpeechTagger(resources: resources, vocabulary: &vocabulary)
    names = try NameTagger(resources: resources, vocabulary: &vocabulary)
    vocabulary.freeze()
    self.vocabulary = vocabulary
  }

  func annotate(_ text: [UInt8]) -> Document {
    var document = Document(id: "test", text: text)
    var start = 0
    for end in 0...text.count where end == text.count || text[end] == 0x0A {
      if end > start { document.blocks.append(Block(span: Span(start, end), kind: .paragraph)) }
      start = end + 1
    }
    var words = vocabulary
    var first = segmenter.makeScratch()
    var second = partOfSpeech.makeScratch()
    var third = names.makeScratch()
    segmenter.process(&document, &words, &first)
    partOfSpeech.process(&document, &words, &second)
    names.process(&document, &words, &third)
    return document
  }

  /// The names as `Kind words` or, for places with a country, `Kind words (CC)`.
  static func list(_ document: Document) -> [String] {
    document.entities.map { entity in
      "\(entity.kind.tag) \(document.string(entity.tokens))"
        + (entity.country.map { " (\($0))" } ?? "")
    }
  }
}

struct NameCase: CustomTestStringConvertible, Sendable {
  var text: String
  var names: [String]

  init(_ text: String, _ names: String...) {
    self.text = text
    self.names = names
  }

  var testDescription: String { text }
}

struct NameTaggerTests {
  @Test(arguments: [
    NameCase(
      "The acting governor Yuri Vasilenko said Ukrainian drones flew towards Rostov.",
      "Person Yuri Vasilenko", "Demonym Ukrainian (UA)", "Place Rostov (RU)"),
    NameCase(
      "President Karen Holt met Prime Minister Jan Novak in Prague.",
      "Person Karen Holt", "Person Jan Novak", "Place Prague (CZ)"),
    NameCase("Workers in South Korea protested on Monday.", "Place South Korea (KR)"),
    NameCase("The Ministry of Energy confirmed the figure.", "Organization Ministry of Energy"),
    NameCase("Many houses burned in March."),
    NameCase("It rained."),
    NameCase(
      "Russian and Belarusian troops left Kherson.",
      "Demonym Russian (RU)", "Demonym Belarusian (BY)", "Place Kherson (UA)"),
    NameCase("Two South Sudanese soldiers died.", "Demonym South Sudanese (SS)"),
    NameCase("Israel-backed fighters withdrew to Syria.", "Place Israel (IL)", "Place Syria (SY)"),
    NameCase("The attack was claimed by al-Qaeda.", "Organization al-Qaeda"),
    NameCase("They crossed the Black Sea in July.", "Place Black Sea"),
    NameCase(
      "Troops of the 93rd Mechanized Brigade held the line.",
      "Organization 93rd Mechanized Brigade"),
    NameCase("He told us to leave."),
    NameCase("The U.S. and the UK agreed.", "Place U.S. (US)", "Place UK (GB)"),
  ])
  func findsNames(_ item: NameCase) throws {
    let stages = try #require(NameStages.shared)
    #expect(NameStages.list(stages.annotate(Array(item.text.utf8))) == item.names)
  }

  @Test(arguments: [
    NameCase(
      "Maria Kowalski spoke in Kyiv. Later Kowalski flew home.",
      "Person Maria Kowalski", "Place Kyiv (UA)", "Person Kowalski"),
    NameCase(
      "The Northern Relief Committee (NRC) counted nine dead. NRC staff left.",
      "Organization Northern Relief Committee", "Organization NRC", "Organization NRC"),
  ])
  func remembersAcrossSentences(_ item: NameCase) throws {
    let stages = try #require(NameStages.shared)
    #expect(NameStages.list(stages.annotate(Array(item.text.utf8))) == item.names)
  }

  @Test func missingModelIsAClearError() throws {
    let root = "/" + #filePath.split(separator: "/").dropLast(4).joined(separator: "/")
    do {
      _ = try NameModel(resources: ResourceFolder(path: root + "/Resources/en"))
      Issue.record("a folder without a model was accepted")
    } catch {
      #expect(
        error.description
          == root + "/Resources/en/Models/en-names.tally: No such file or directory; restore it "
          + "from the repository or build it with 'tally-train names'")
    }
  }

  @Test func labelsThatBreakOffAreNeverChosen() {
    var decoder = NameDecoder()
    decoder.clear()
    let inside = NameLabel.inside(.person)
    for _ in 0..<3 {
      var scores = SIMD8<Float>(repeating: 0)
      scores[inside] = 10
      scores[NameLabel.begin(.place)] = 1
      decoder.emissions.append(scores)
      decoder.links.append(contentsOf: NameDecoder.barriers)
    }
    decoder.decode()
    #expect(decoder.labels == [NameLabel.begin(.person), inside, inside])
  }

  @Test(arguments: [
    "", " ", "\n\n", "A", "U.S.", "- - -", "of the", "The The The of of of", "Lake", "President",
    "((((((((", "\u{FEFF}", "🇺🇦 🇺🇦", "Ñ", "'s 's", "X-", "-X", "Ministry of", "Ministry of the",
    "MINISTRY OF THE INTERIOR", "A B C D E F G H I J K L M N O P", "Acting", "acting acting acting",
    "al-", "al-X", "The UN Special Envoy Special Envoy Jan", "(NRC", "NRC)", "Bank (", "& & of &",
    "\u{0130}\u{0130} \u{1E9E}", "Sea of Sea of Oman of", "of the of the Iraq",
  ])
  func survives(_ text: String) throws {
    let stages = try #require(NameStages.shared)
    let document = stages.annotate(Array(text.utf8))
    for (a, b) in zip(document.entities, document.entities.dropFirst()) {
      #expect(a.tokens.end <= b.tokens.start)
    }
    for entity in document.entities {
      #expect(!entity.tokens.isEmpty && entity.tokens.end <= document.tokens.count)
    }
  }

  @Test func overridesBeatTheTagger() throws {
    let stages = try #require(NameStages.shared)
    var document = stages.annotate(Array("Red Valley fell. They left Paris.".utf8))
    stages.names.apply(
      overrides: [(TokenRange(0, 2), .organization), (TokenRange(6, 7), nil)], to: &document)
    #expect(NameStages.list(document) == ["Organization Red Valley"])
  }

  /// Beside the plain way: each hit takes away what it touches, whatever came before.
  @Test func overridesTakeWhatTheyTouch() throws {
    let stages = try #require(NameStages.shared)
    let words = (0..<60).map { "Red\($0)" }.joined(separator: " ")
    let blank = stages.annotate(Array(words.utf8))
    var state: UInt64 = 11
    func random(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
    for _ in 0..<200 {
      var document = blank
      document.entities = []
      var at = 0
      while at < 55 {
        let range = TokenRange(at + random(3), at + 3 + random(2))
        document.entities.append(
          Entity(kind: random(2) == 0 ? .place : .person, tokens: range, country: "X\(at)"))
        at = range.end
      }
      var hits: [(tokens: TokenRange, kind: EntityKind?)] = (0..<random(30)).map { _ in
        let start = random(58)
        let kinds: [EntityKind?] = [.place, .person, nil]
        return (TokenRange(start, start + random(4)), kinds[random(3)])
      }
      hits.sort {
        ($0.tokens.start, $1.tokens.end) < ($1.tokens.start, $0.tokens.end)
      }
      var expected = document.entities
      for hit in hits where !hit.tokens.isEmpty && hit.tokens.end <= document.tokens.count {
        let country = expected.first { $0.tokens == hit.tokens && $0.kind == hit.kind }?.country
        expected.removeAll { $0.tokens.overlaps(hit.tokens) }
        if let kind = hit.kind {
          expected.append(Entity(kind: kind, tokens: hit.tokens, country: country))
        }
      }
      expected.sort { $0.tokens < $1.tokens }
      stages.names.apply(overrides: hits, to: &document)
      #expect(document.entities == expected)
    }
  }

  @Test func overridesOutsideTheDocumentAreIgnored() throws {
    let stages = try #require(NameStages.shared)
    var document = stages.annotate(Array("They left Paris.".utf8))
    stages.names.apply(
      overrides: [(TokenRange(2, 90), .person), (TokenRange(1, 1), .person)], to: &document)
    #expect(NameStages.list(document) == ["Place Paris (FR)"])
  }
}
