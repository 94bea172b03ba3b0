import DocumentModel
import Testing

@testable import TextProcessing

@Suite struct NameLexiconTests {
  private static let lists = [
    "places", "places-more", "demonyms", "given", "surnames", "case", "titles",
    "organization-heads", "place-heads", "links", "never", "organizations",
  ]

  /// A lexicon of the lists given, all others empty.
  private static func lexicon(_ name: String, _ given: [String: [UInt8]]) throws -> NameLexicon {
    let folder = ResourceFolder(path: "/tmp/tally-lexicon-tests-" + name)
    try FileSystem.makeFolder(folder.path + "/en/names")
    for list in lists {
      try FileSystem.write(given[list] ?? [], to: folder.path + "/en/names/\(list).txt")
    }
    return try NameLexicon(resources: folder)
  }

  /// The key of words as documents have them.
  private static func key(_ words: String...) -> UInt64 {
    var key = NameLexicon.key(words[0].utf8)
    for word in words.dropFirst() {
      key = NameLexicon.key(key, then: NameLexicon.key(word.utf8))
    }
    return key
  }

  @Test func entriesAreCutAsDocumentsAre() throws {
    let lexicon = try Self.lexicon(
      "cut",
      [
        "places": Array(
          """
          # a comment
          Ñuble	CL	R

          Stratford-upon-Avon	GB	T
          Land's End	GB	T
          US	US	C
          Us	FR	T
          Paris, Texas	US	T
          Boys'	XX	M
          No Columns
          Two	ZZ
          A/B	GBR	C
          """.utf8),
        "demonyms": Array("Ukrainian\tUA\nUs\tFR".utf8),
        "given": Array("ann\n--\nzoë\n--\nlast".utf8),
        "titles": Array("Gen\n+ acting".utf8),
        "organization-heads": Array("committee\nof Ministry\nbefore Foo".utf8),
        "place-heads": Array("before Lake".utf8),
        "links": Array("of of\nthe the\nnospace\nparticle al".utf8),
        "never": Array("Monday".utf8),
        "organizations": Array("NATO\nUnited Nations".utf8),
      ])
    func check(_ key: UInt64, _ flags: NameFlags, _ country: String = "", line: Int = #line) {
      let entry = lexicon.entry(key)
      let code = country.utf8.reduce(UInt16(0)) { $0 << 8 | UInt16($1) }
      #expect(entry.flags == flags, "line \(line)")
      #expect(entry.country == code, "line \(line)")
    }
    check(Self.key("ñuble"), .region, "CL")
    check(Self.key("stratford"), .prefix)
    check(Self.key("stratford", "upon"), .prefix)
    check(Self.key("stratford", "upon", "avon"), .town, "GB")
    check(Self.key("stratford-upon-avon"), .town, "GB")
    check(Self.key("land", "'s", "end"), .town, "GB")
    check(NameLexicon.exactKey("US".utf8), .country, "US")
    check(Self.key("us"), [.town, .demonym], "FR")
    check(Self.key("paris", ",", "texas"), .town, "US")
    check(Self.key("boys"), .city, "XX")
    check(Self.key("no", "columns"), .town)
    check(Self.key("two"), .town, "ZZ")
    check(Self.key("a", "b"), .country)
    check(Self.key("ukrainian"), .demonym, "UA")
    check(Self.key("ukrainians"), .demonym, "UA")
    check(Self.key("ann"), .given)
    check(Self.key("zoë"), .rareGiven)
    check(Self.key("last"), .rareGiven)
    check(Self.key("gen"), .title)
    check(Self.key("gen."), .title)
    check(Self.key("acting"), .titleModifier)
    check(Self.key("committee"), .organizationHead)
    check(Self.key("ministry"), [.organizationHead, .organizationHeadOf])
    check(Self.key("lake"), .placeHeadBefore)
    check(Self.key("of"), .of)
    check(Self.key("the"), .the)
    check(Self.key("al"), .particle)
    check(Self.key("nospace"), [])
    check(Self.key("monday"), .never)
    check(Self.key("monday."), .never)
    check(NameLexicon.exactKey("NATO".utf8), .organization)
    check(Self.key("nato"), [])
    check(Self.key("united", "nations"), .organization)
    check(Self.key("nowhere"), [])
  }

  /// Bytes that no list should have are read without a trap.
  @Test func hostileLists() throws {
    let odd: [UInt8] = [
      0x09, 0x0A, 0x09, 0x09, 0x09, 0x0A, 0xFF, 0xC3, 0x09, 0x41, 0x09, 0x0A, 0x2D, 0x2D, 0x0A,
      0x27,
      0x0A, 0x2C, 0x0A, 0x27, 0x73, 0x0A, 0x20, 0x0A, 0x2B, 0x0A, 0x00, 0x0A, 0x6F, 0x66, 0x20,
      0x0A,
      0xE2, 0x80, 0x93, 0x0A, 0xF0,
    ]
    let all = Dictionary(uniqueKeysWithValues: Self.lists.map { ($0, odd) })
    let lexicon = try Self.lexicon("odd", all)
    #expect(lexicon.entry(Self.key("'")).flags.contains(.town))
  }

  @Test func aTableThatIsFullTakesNoMore() throws {
    var many: [UInt8] = []
    for i in 0..<300_000 { many += Array("w\(i)\n".utf8) }
    let lexicon = try Self.lexicon("full", ["surnames": many])
    #expect(lexicon.count == ((1 << 18) - 1) * 3 / 4)
    #expect(lexicon.entry(Self.key("w0")).flags == .surname)
    #expect(lexicon.entry(Self.key("w299999")).flags == [])
  }
}
