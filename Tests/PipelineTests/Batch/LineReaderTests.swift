import DocumentModel
import Glibc
import TestSupport
import Testing

@testable import Pipeline

@Suite struct LineReaderTests {
  /// The lines of bytes, the longest of `limit` bytes; `+` is one over it, `…` one without end.
  static func lines(_ bytes: [UInt8], limit: Int = 1000, patience: Int = 1 << 30) throws -> [String]
  {
    let folder = try TemporaryFolder()
    let path = try folder.write("lines", bytes)
    var reader = try LineReader(
      Input(path: path, format: .jsonl), limit: limit, patience: patience)
    var lines: [String] = []
    while let line = try reader.next() {
      switch line {
      case .text(let bytes): lines.append(String(decoding: bytes, as: UTF8.self))
      case .tooLong: lines.append("+")
      case .endless: lines.append("…")
      }
    }
    return lines
  }

  static let cases: [(text: String, lines: [String])] = [
    ("", []), ("a", ["a"]), ("a\n", ["a"]), ("a\nb", ["a", "b"]), ("\n\na\n", ["", "", "a"]),
    ("\u{FEFF}a\n\u{FEFF}b", ["a", "\u{FEFF}b"]), ("123456\n1234567\n12", ["123456", "+", "12"]),
    ("1234567", ["+"]), ("1234567\n", ["+"]), ("\n1234567\n\n", ["", "+", ""]),
  ]

  @Test(arguments: cases)
  func linesUpToTheLimit(text: String, lines: [String]) throws {
    #expect(try Self.lines(Array(text.utf8), limit: 6) == lines)
  }

  /// Longer than any piece that is read at once.
  @Test func aLongLineCostsOnlyItself() throws {
    let long = [UInt8](repeating: 0x61, count: 1_000_000)
    let bytes = Array("a\n".utf8) + long + Array("\nb\n".utf8) + long
    #expect(try Self.lines(bytes) == ["a", "+", "b", "+"])
    let whole = try Self.lines(bytes, limit: 1_000_000)
    #expect(whole.map(\.utf8.count) == [1, 1_000_000, 1, 1_000_000])
    #expect(try Self.lines(bytes, limit: 999_999) == ["a", "+", "b", "+"])
  }

  @Test func aLineWithoutEndIsLeft() throws {
    let zero = open("/dev/zero", O_RDONLY)
    defer { close(zero) }
    var reader = try LineReader(
      Input(path: "/dev/fd/\(zero)", format: .jsonl), limit: 10, patience: 1 << 20)
    #expect(try reader.next() == .endless)
    #expect(try reader.next() == nil)
  }
}
