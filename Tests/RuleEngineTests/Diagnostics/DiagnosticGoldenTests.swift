import DocumentModel
import Glibc
import Pipeline
import Testing

@testable import RuleEngine

/// One file for each diagnostic: a pack with the mistake, and all that a load of it says.
///
/// `TALLY_RENEW=1 swift test --filter DiagnosticGoldenTests` writes the files anew.
@Suite struct DiagnosticGoldenTests {
  @Test(arguments: DiagnosticCode.allCases)
  func saysWhatIsWrong(code: DiagnosticCode) throws {
    let path = GoldenCase.folder + "/\(code.rawValue).golden"
    var golden = try GoldenCase(path: path)
    let found = try golden.load()
    if getenv("TALLY_RENEW") != nil {
      golden.expected = found
      try FileSystem.write(Array(golden.written.utf8), to: path)
    }
    #expect(found == golden.expected)
    #expect(found.contains("[\(code.rawValue)]"))
  }

  @Test func everyFileIsACode() throws {
    let names = try FileSystem.list(GoldenCase.folder)
    #expect(Set(names) == Set(DiagnosticCode.allCases.map { $0.rawValue + ".golden" }))
  }
}

/// Files by path, then what loading the folder `p` says.
struct GoldenCase {
  static let folder =
    String("\(#filePath)".dropLast("DiagnosticGoldenTests.swift".utf8.count)) + "Golden"
  static let tools = try? LanguageTools(resources: ResourceFolder.locate())

  /// Paths with the rest of their header line, and texts.
  var files: [(path: String, options: String, text: String)] = []
  var expected = ""
  /// How many mistakes are shown, where that is part of the example.
  var shown: Int?
  /// What the documentation says about the code.
  var explanation = ""

  init(path: String) throws {
    let text = String(decoding: try FileSystem.read(path), as: UTF8.self)
    for part in ("\n" + text).components(separatedBy: "\n--- ").dropFirst() {
      let end = part.firstIndex(of: "\n") ?? part.endIndex
      let head = part[..<end].split(separator: " ", maxSplits: 1)
      let body = end == part.endIndex ? "" : String(part[part.index(after: end)...])
      if head.first == "explains" {
        explanation = body
      } else if head.first == "shows" {
        shown = Int(head[1])
      } else if head.first == "diagnostics" {
        expected = body
      } else {
        files.append((String(head[0]), head.count > 1 ? String(head[1]) : "", body + "\n"))
      }
    }
    while expected.hasSuffix("\n") { expected.removeLast() }
  }

  var written: String {
    "--- explains\n" + explanation + "\n" + (shown.map { "--- shows \($0)\n" } ?? "")
      + files.map {
        "--- \($0.path)\($0.options.isEmpty ? "" : " " + $0.options)\n\($0.text)"
      }.joined() + "--- diagnostics\n" + expected + "\n"
  }

  func load() throws -> String {
    let list = files.map { file in
      (
        path: file.path,
        bytes: file.options == "escaped" ? Self.unescaped(file.text) : Array(file.text.utf8)
      )
    }
    let tools = try #require(Self.tools)
    var selection = PackSelection(["p"])
    if let shown { selection.shown = shown }
    let (pack, diagnostics) = RulePackLoader.load(
      files: list, selection, tokenizer: tools.tokenizer, inflection: tools.inflection)
    #expect((pack == nil) == diagnostics.contains { $0.severity == .error })
    return diagnostics.map { $0.rendered() }.joined(separator: "\n")
  }

  /// `\xFF` becomes that byte.
  static func unescaped(_ text: String) -> [UInt8] {
    var bytes: [UInt8] = []
    let all = Array(text.utf8)
    var i = 0
    while i < all.count {
      if i + 3 < all.count, all[i] == UInt8(ascii: "\\"), all[i + 1] == UInt8(ascii: "x"),
        let value = UInt8(String(decoding: all[(i + 2)..<(i + 4)], as: UTF8.self), radix: 16)
      {
        bytes.append(value)
        i += 4
      } else {
        bytes.append(all[i])
        i += 1
      }
    }
    return bytes
  }
}

extension String {
  /// Splits without Foundation.
  func components(separatedBy separator: String) -> [String] {
    var parts: [String] = []
    var current: [UInt8] = []
    let all = Array(utf8)
    let mark = Array(separator.utf8)
    var i = 0
    while i < all.count {
      if i + mark.count <= all.count, all[i] == mark[0], Array(all[i..<(i + mark.count)]) == mark {
        parts.append(String(decoding: current, as: UTF8.self))
        current = []
        i += mark.count
      } else {
        current.append(all[i])
        i += 1
      }
    }
    parts.append(String(decoding: current, as: UTF8.self))
    return parts
  }
}
