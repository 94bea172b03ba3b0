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
    // White space at every place, and none.
    ("\t[ ]\r\n", .array([])), ("[ 1 , 2 ]", .array([.number(1), .number(2)])),
    ("{ \"a\" : { } , \"b\":false}", .object(["a": .object([:]), "b": .bool(false)])),
    // Every escape.
    (
      "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u0041\"",
      .string("\"\\/\u{08}\u{0C}\n\r\tA")
    ),
    // The ends of the surrogates, pairs that are none, and what stands behind them.
    ("\"\\ud800\\udc00\"", .string("\u{10000}")), ("\"\\udbff\\udfff\"", .string("\u{10FFFF}")),
    ("\"\\ud7ff\\ue000\"", .string("\u{D7FF}\u{E000}")), ("\"\\udc00\"", .string("\u{FFFD}")),
    ("\"\\ud83d\\u0041\"", .string("\u{FFFD}A")), ("\"\\ud83d\\n\"", .string("\u{FFFD}\n")),
    ("\"\\ud83dA\"", .string("\u{FFFD}A")), ("\"\\ud83d\\ud83d\\ude00\"", .string("\u{FFFD}😀")),
    // Numbers.
    ("0", .number(0)), ("-0", .number(0)), ("1E-2", .number(0.01)), ("12.5e+3", .number(12_500)),
    ("9007199254740993", .number(9_007_199_254_740_992)),
    ("[0,10,-7]", .array([.number(0), .number(10), .number(-7)])),
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
    ("  ", "the text ends where a value should stand at byte 2"),
    ("[", "the text ends where a value should stand at byte 1"),
    ("[1,]", "no value begins with this character at byte 3"),
    ("[1", "expected ',' or ']' at byte 2"),
    ("{", "expected a key in quotes at byte 1"),
    ("{1:2}", "expected a key in quotes at byte 1"),
    ("{\"a\":1,}", "expected a key in quotes at byte 7"),
    ("{\"a\":1 \"b\":2}", "expected ',' or '}' at byte 7"),
    ("{\"a\":}", "no value begins with this character at byte 5"),
    ("fals", "expected 'false' at byte 0"), ("nul", "expected 'null' at byte 0"),
    ("[1e]", "not a number at byte 1"), ("1-2", "not a number at byte 0"),
    ("+1", "no value begins with this character at byte 0"),
    ("\"a\\", "a string without closing quote at byte 3"),
    ("\"\\u12G4\"", "expected four hexadecimal digits at byte 3"),
    ("truex", "more text after the value at byte 4"),
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

  /// As deep as is read, and one deeper.
  @Test func nestingHasItsLimit() throws {
    func nested(_ depth: Int, _ open: String, _ close: String) -> [UInt8] {
      let opening = String(repeating: open, count: depth)
      return Array((opening + "0" + String(repeating: close, count: depth)).utf8)
    }
    for (open, close) in [("[", "]"), ("{\"a\":", "}")] {
      #expect(throws: Never.self) { try JSONValue.parse(nested(511, open, close)) }
      #expect(throws: JSONValue.ParseError.self) { try JSONValue.parse(nested(512, open, close)) }
    }
  }

  @Test func valuesOfOtherKindsAreNil() {
    let value = JSONValue.object(["a": .array([.number(1)]), "s": .string("x")])
    #expect(value["a"]?.array == [.number(1)])
    #expect(value["s"]?.string == "x")
    #expect(value["a"]?.array?.first?.number == 1)
    #expect(value["none"] == nil && value["a"]?["a"] == nil)
    #expect(value.string == nil && value.number == nil && value.array == nil)
    #expect(value["s"]?.number == nil && value["s"]?.array == nil)
  }

  @Test func badBytesInAStringBecomeReplacements() throws {
    #expect(try JSONValue.parse([0x22, 0x61, 0xFF, 0x22]) == .string("a\u{FFFD}"))
  }
}

@Suite struct JSONWriterTests {
  @Test func commasStandBetweenValuesAlone() {
    var writer = JSONWriter()
    writer.beginObject()
    writer.key("a")
    writer.beginArray()
    writer.int(1)
    writer.null()
    writer.beginObject()
    writer.endObject()
    writer.bool(true)
    writer.bool(false)
    writer.endArray()
    writer.key("b" as String)
    writer.string(nil as String?)
    writer.key("c")
    writer.number(nil as Double?)
    writer.key("d")
    writer.string("x")
    writer.key("e")
    writer.string(utf8: Array("y".utf8)[...])
    writer.key("f")
    writer.beginArray()
    writer.endArray()
    writer.key("g")
    writer.number(1.5)
    writer.endObject()
    writer.newline()
    writer.beginObject()
    writer.endObject()
    #expect(
      String(decoding: writer.bytes, as: UTF8.self)
        == #"{"a":[1,null,{},true,false],"b":null,"c":null,"d":"x","e":"y","f":[],"g":1.5}"#
        + "\n{}")
  }

  @Test(arguments: [
    ("\"\\/", #""\"\\/""#), ("\n\r\t", #""\n\r\t""#),
    ("\u{0}\u{8}\u{B}\u{1F} \u{7F}", "\"\\u0000\\u0008\\u000b\\u001f \u{7F}\""),
    ("é🙂", "\"é🙂\""), ("", "\"\""),
  ])
  func escapes(_ text: String, _ json: String) throws {
    var writer = JSONWriter()
    writer.string(text)
    #expect(String(decoding: writer.bytes, as: UTF8.self) == json)
    #expect(try JSONValue.parse(writer.bytes) == .string(text))
  }

  @Test(arguments: [
    (0.0, "0"), (-0.0, "0"), (1, "1"), (-1, "-1"), (10, "10"), (0.1, "0.1"), (-2.5, "-2.5"),
    (9_007_199_254_740_991, "9007199254740991"), (-9_007_199_254_740_991, "-9007199254740991"),
    (9_007_199_254_740_992, "9007199254740992.0"), (1e21, "1e+21"), (1e-7, "1e-07"),
    (.nan, "null"), (.infinity, "null"), (-.infinity, "null"), (1.0 / 3, "0.3333333333333333"),
  ])
  func numbers(_ value: Double, _ text: String) {
    var bytes: [UInt8] = []
    NumberText.append(value, to: &bytes)
    #expect(String(decoding: bytes, as: UTF8.self) == text)
  }

  @Test(arguments: [0, 9, 10, -10, 1_234_567_890, Int.max, Int.min])
  func integers(_ value: Int) {
    var bytes: [UInt8] = [0x78]
    NumberText.append(value, to: &bytes)
    #expect(String(decoding: bytes, as: UTF8.self) == "x\(value)")
  }
}
