import DocumentModel
import Glibc
import TestSupport

/// A file of cases in `Borders/` and what each gives:
///
///     # a title
///     >>>
///     input
///     <<<
///     output
///
/// `TALLY_RENEW=1 swift test --filter RuleBorderTests` writes the outputs anew.
struct BorderFile {
  private static let folder =
    String("\(#filePath)".dropLast("BorderFile.swift".utf8.count)) + "Borders/"

  var path: String
  /// What stands before the first case.
  private var head = ""
  private var cases: [(input: String, output: String, note: String)] = []

  /// The lines of a text that ends with a line's end; carriage returns stay in them.
  static func lines(_ text: String) -> [String] {
    text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false).dropLast()
      .map { String(decoding: $0, as: UTF8.self) }
  }

  init(_ name: String) throws {
    path = Self.folder + name
    var isOutput = false
    for line in Self.lines(String(decoding: try FileSystem.read(path), as: UTF8.self)) {
      switch line {
      case ">>>":
        cases.append(("", "", ""))
        isOutput = false
      case "<<<": isOutput = true
      default:
        let last = cases.count - 1
        if last < 0 {
          head += line + "\n"
        } else if !isOutput {
          cases[last].input += line + "\n"
        } else if line.hasPrefix("# ") || line.isEmpty || !cases[last].note.isEmpty {
          cases[last].note += line + "\n"
        } else {
          cases[last].output += line + "\n"
        }
      }
    }
  }

  /// Lines of the head without the marks of a comment: what all cases of the file share.
  var shared: String {
    Self.lines(head).filter { $0.hasPrefix("#    ") }.map { $0.dropFirst(5) + "\n" }.joined()
  }

  /// The cases that give something else than the file says: input, what was due, what came.
  func differences(_ run: (String) throws -> String) throws -> [String] {
    var written = head
    var wrong: [String] = []
    for (input, output, note) in cases {
      var found = try run(input)
      if !found.isEmpty, !found.hasSuffix("\n") { found += "\n" }
      if found != output { wrong.append("\(input)due: \(output)came: \(found)") }
      written += ">>>\n\(input)<<<\n\(found)\(note)"
    }
    if getenv("TALLY_RENEW") != nil { try FileSystem.write(Array(written.utf8), to: path) }
    return wrong
  }
}
