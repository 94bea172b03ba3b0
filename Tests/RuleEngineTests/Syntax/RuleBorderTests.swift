import DocumentModel
import Testing

@testable import RuleEngine

/// Rule files on both sides of what the language allows: what is said about them, and how they are
/// read.
@Suite struct RuleBorderTests {
  /// Packs behind the one that the file's head shows: code and place of all that is said about
  /// them, lines counted from the end of the head. What of the head nothing uses is left out.
  @Test func checks() throws {
    let file = try BorderFile("checks.txt")
    let base = file.shared
    let head = base.utf8.count { $0 == 0x0A }
    let tools = try #require(GoldenCase.tools)
    let unused: [DiagnosticCode] = [.unusedLexicon, .unusedPhrase, .unusedRecord, .unusedField]
    let wrong = try file.differences { snippet in
      let (_, diagnostics) = RulePackLoader.load(
        files: [("p/a.rules", Array((base + snippet).utf8))], root: "p",
        tokenizer: tools.tokenizer, inflection: tools.inflection)
      return diagnostics.filter { $0.line > head || !unused.contains($0.code) }
        .map { "\($0.code.rawValue) \($0.line - head):\($0.column)-\($0.endColumn)" }
        .joined(separator: ", ")
    }
    #expect(wrong == [])
  }

  /// Lexicons, with their files behind lines `--- path`: each entry and its code.
  @Test func lexicons() throws {
    let wrong = try BorderFile("lexicons.txt").differences { text in
      var files = [("p/a.rules", "record toll\n  figure quantity\n")]
      for line in BorderFile.lines(text) {
        if line.hasPrefix("--- ") {
          files.append((String(line.dropFirst(4)), ""))
        } else {
          files[files.count - 1].1 += line + "\n"
        }
      }
      files[0].1 +=
        "rule r -> toll\n  match figure:Quantity $words\n  test \"x\" -> none\n"
      let (pack, messages) = RulePackLoaderTests.load(files.map { (path: $0.0, text: $0.1) })
      guard let lexicon = pack?.lexicons.first else { return messages.joined(separator: "\n") }
      return lexicon.entries.map { "\($0.term) > \(lexicon.codes[$0.code])" }
        .joined(separator: "\n")
    }
    #expect(wrong == [])
  }

  /// Patterns, one a case: how they read back, or what is wrong with them and where.
  @Test func patterns() throws {
    let wrong = try BorderFile("patterns.txt").differences { text in
      do {
        return try PatternRoundTripTests.print(String(text.dropLast()))
      } catch {
        guard let problem = error as? Problem else { return "\(error)" }
        let place = problem.place.map { "\($0.start)..<\($0.end)" } ?? "nowhere"
        return "\(problem.code.rawValue) \(place) \(problem.message)"
      }
    }
    #expect(wrong == [])
  }

  @Test(arguments: [
    ("2025-11-26", true), ("2025-01-01", true), ("2025-12-31", true), ("2025-13-01", false),
    ("2025-00-10", false), ("2025-10-00", false), ("2025-10-32", false), ("2025-1-01", false),
    ("20251126", false), ("2025/11/26", false), ("2025-11-2x", false), ("", false),
  ])
  func datesOfTests(text: String, isDate: Bool) {
    #expect(TestSyntax.isDate(text) == isDate)
  }

  @Test(arguments: [
    ("a{2,3}", ["aa", "aaa"], ["a", "aaaa"]), ("a{0,1}", ["", "a"], ["aa"]),
    ("a{1}", ["a"], ["", "aa"]), ("(?i)straße", ["STRAßE"], ["STRASSE"]),
    ("(?i)[а-я]+", ["ДРОН", "дрон"], ["dron"]), ("(?i)É", ["é"], ["e"]),
    ("(?i)[^a]", ["b"], ["A", "a"]), ("[^a-c]", ["d", "é"], ["a", "c"]), ("\\D", ["x"], ["1"]),
    ("\\W", ["-"], ["a"]), ("\\S+", ["a.b"], []), ("\\.", ["."], ["a"]), ("\\t", ["\t"], ["t"]),
  ])
  func expressions(pattern: String, yes: [String], no: [String]) throws {
    let regex = try TokenRegex.compile(pattern)
    for word in yes { #expect(regex.matches(word), "\(word)") }
    for word in no { #expect(!regex.matches(word), "\(word)") }
  }

  /// The nearest name by edit distance; of two as near the first in the alphabet.
  @Test(
    arguments: [
      ("wepons", ["weapons", "words"], "weapons"), ("waepons", ["weapons"], "weapons"),
      ("Weapons", ["weapons"], "weapons"), ("ab", ["ba"], "ba"), ("ab", ["cd"], nil),
      ("cat", ["cut", "car"], "car"), ("cut", ["cat", "car"], "cat"),
      ("abcdef", ["abdcfe"], "abdcfe"), ("abcdef", ["badcfe"], nil), ("x", ["y", "xy"], "xy"),
      ("same", ["same"], nil), ("", ["a"], "a"), ("place", [], nil),
    ] as [(String, [String], String?)])
  func suggestions(name: String, candidates: [String], nearest: String?) {
    #expect(Suggestion.nearest(to: name, among: candidates) == nearest)
    #expect(Suggestion.nearest(to: name, among: candidates.reversed()) == nearest)
  }

  @Test(arguments: [
    ("F-16", "X-dd"), ("Missiles", "Xxxx"), ("abc", "xxx"), ("abcd", "xxx"), ("NATO", "XXX"),
    ("1234", "ddd"), ("12,000", "dd,ddd"), ("McDonald", "XxXxxx"), ("é", "x"), ("Їжак", "xxx"),
    ("", ""), ("...", "..."), ("....", "..."), ("aaBBB11", "xxXXXdd"),
  ])
  func shapes(word: String, shape: String) {
    let bytes = Array(word.utf8)
    let found = bytes.withUnsafeBufferPointer { TestTable.shape(of: $0) }
    #expect(String(decoding: found, as: UTF8.self) == shape)
  }

  /// Short lists are walked, long ones searched by halves: no word of either is missed.
  @Test(arguments: [1, 2, 15, 16, 17, 18, 33, 100])
  func wordLists(count: Int) {
    var table = TestTable()
    let ids = (1...count).map { UInt32($0 * 2) }
    _ = table.list([7])
    let place = table.list(ids.reversed() + [ids[0]])
    _ = table.list([UInt32(count * 2 + 1), UInt32(count * 2 + 2)])
    for id in 0...UInt32(count * 2 + 3) {
      #expect(table.contains(place, id) == ids.contains(id), "\(id)")
    }
    #expect(Array(table.members(place)) == ids)
    #expect(table.list(ids) == place)
  }
}
