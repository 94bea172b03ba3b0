import DocumentModel
import Testing

@Suite struct JSONValueTests {
  @Test(arguments: [
    (
      "{\"a\": [1, -2.5e1, true, null, \"x\\n\\u00e9\\ud83d\\ude00\"]}",
      JSONValue.object([
        "a": .array([.number(1), .number(-25), .bool(true), .null, .string("x\né😀")])
      ])
    ),
    ("\"\\ud800\"", .string("\u{FFFD}")),
    ("  {}  ", .object([:])),
    ("{\"a\":1,\"a\":2}", .object(["a": .number(2)])),
  ])
  func values(text: String, expected: JSONValue) throws {
    #expect(try JSONValue.parse(Array(text.utf8)) == expected)
  }

  @Test(arguments: [
    ("", "the text ends where a value should stand at byte 0"),
    ("{\"a\" 1}", "expected ':' at byte 5"),
    ("[1 2]", "expected ',' or ']' at byte 3"),
    ("{} x", "more text after the value at byte 3"),
    ("\"abc", "a string without closing quote at byte 4"),
    ("tru", "expected 'true' at byte 0"),
    ("\"\\x\"", "unknown escape at byte 2"),
    ("\"\\u12\"", "expected four hexadecimal digits at byte 3"),
    ("-", "not a number at byte 0"),
  ])
  func mistakes(text: String, message: String) {
    do {
      let value = try JSONValue.parse(Array(text.utf8))
      Issue.record("read as \(value)")
    } catch {
      #expect(error.description == message)
    }
  }

  @Test func deepNestingIsRefused() {
    let text = [UInt8](repeating: 0x5B, count: 100_000)
    #expect(throws: JSONValue.ParseError.self) { try JSONValue.parse(text) }
  }
}
