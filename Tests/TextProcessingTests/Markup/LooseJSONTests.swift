import Testing

@testable import TextProcessing

/// JSON as pages embed it, with its mistakes.
@Suite struct LooseJSONTests {
  /// The values in a short form: strings in quotes, all else as written, parted by spaces.
  private func read(_ text: String) -> String {
    let bytes = Array(text.utf8)
    return bytes.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return "" }
      let json = LooseJSON(base, 0, bytes.count)
      func string(_ start: Int, _ end: Int) -> String {
        String(decoding: buffer[start..<end], as: UTF8.self)
      }
      func show(_ index: Int) -> String {
        let node = json.nodes[index]
        switch node.kind {
        case .string: return "'" + string(node.start, node.end) + "'"
        case .other: return string(node.start, node.end)
        case .array: return "[" + json.children(index).map(show).joined(separator: " ") + "]"
        case .object:
          let members = json.children(index).map { child in
            string(json.nodes[child].keyStart, json.nodes[child].keyEnd) + ":" + show(child)
          }
          return "{" + members.joined(separator: " ") + "}"
        }
      }
      return json.roots.map(show).joined(separator: " | ")
    }
  }

  @Test(arguments: [
    ("", ""), ("null", ""), ("{}", "{}"), ("[]", "[]"), ("{\"a\":1}", "{a:1}"),
    ("{\"a\":\"b\",\"c\":[1,true,null]}", "{a:'b' c:[1 true null]}"),
    ("{\"a\":{\"b\":{}}}", "{a:{b:{}}}"), ("[1,2,]", "[1 2]"), ("{\"a\":1,}", "{a:1}"),
    ("[,1]", "[1]"), ("{a:1,b:\"c\"}", "{a:1 b:'c'}"), ("/* x */ {\"a\":1} // y", "{a:1}"),
    ("{\"a\":1}{\"b\":2}", "{a:1} | {b:2}"), ("{\"a\":\"b\\\"c\"}", "{a:'b\\\"c'}"),
    ("{\"a\":\"b\nc\"}", "{a:'b\nc'}"), ("{\"a\":", "{}"), ("{\"a\":\"b", "{a:'b'}"),
    ("{\"a\"", "{}"), ("[1,[2,[3", "[1 [2 [3]]]"), ("[1}", "[1]"), ("{\"a\":[1}", "{a:[1]}"),
    ("{\"a\",\"b\":1}", "{b:1}"), ("{\"a\":1 \"b\":2}", "{a:1 b:2}"),
  ])
  func mistakes(_ text: String, _ expected: String) {
    #expect(read(text) == expected)
  }

  /// Code point and the bytes that it takes, for each character of a string.
  @Test(arguments: [
    ("aé世🙂", "61@0-1 e9@1-3 4e16@3-6 1f642@6-10"),
    ("\\n\\t\\r\\b\\f", "a@0-2 9@2-4 d@4-6 20@6-8 20@8-10"),
    ("\\\"\\\\\\/", "22@0-2 5c@2-4 2f@4-6"),
    ("\\u00e9x", "e9@0-6 78@6-7"), ("\\ud83d\\ude42", "1f642@0-12"),
    ("\\ud800\\udc00", "10000@0-12"), ("\\udbff\\udfff", "10ffff@0-12"),
    ("\\ud83d\\u0041", "d83d@0-6 41@6-12"), ("\\ud83dx", "d83d@0-6 78@6-7"),
    ("\\u12", "fffd@0-2 31@2-3 32@3-4"), ("\\ug123", "fffd@0-2 67@2-3 31@3-4 32@4-5 33@5-6"),
  ])
  func characters(_ text: String, _ expected: String) {
    let bytes = Array(text.utf8)
    var found: [String] = []
    bytes.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return }
      LooseJSON.decode(base, 0, bytes.count) { code, start, end in
        found.append("\(String(code, radix: 16))@\(start)-\(end)")
      }
    }
    #expect(found.joined(separator: " ") == expected)
  }

  @Test func depthHasItsLimit() {
    for (depth, isWhole) in [(63, true), (64, false), (5000, false)] {
      let text = String(repeating: "[", count: depth) + "1"
      #expect(read(text).contains("1") == isWhole, "\(depth)")
    }
  }
}
