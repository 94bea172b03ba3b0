import DocumentModel

extension RuleFileParser {
  /// `test "text" [published DATE] -> field=value … ; …`, or `-> none`.
  func test(_ cursor: inout LineCursor, _ keyword: Name) throws(Problem) -> TestSyntax {
    cursor.skipSpace()
    guard cursor.byte == UInt8(ascii: "\"") else {
      throw cursor.unexpected(
        "expected a text in quotes after 'test'",
        suggestion: "such as test \"12 people died\" -> figure=12")
    }
    let text = try cursor.quoted()
    let size = text.text.utf8.count
    if size > PackLimits.testBytes {
      throw Problem(
        .tooLarge, "a test's text of \(size) bytes, and at most \(PackLimits.testBytes) are run",
        at: text.place, suggestion: "keep the sentences that show what the rule does")
    }
    cursor.skipSpace()
    var published: Name?
    var ahead = cursor
    if let word = ahead.name() {
      guard word.text == "published" else {
        throw Problem(
          .unexpected, "expected '->' or 'published', found '\(word.text)'", at: word.place,
          suggestion: Suggestion.nearest(to: word.text, among: ["published"]).map {
            "did you mean '\($0)'?"
          })
      }
      cursor = ahead
      guard let date = try stringOrRun(&cursor), TestSyntax.isDate(date.text) else {
        throw cursor.unexpected(
          "expected a date after 'published'", suggestion: "such as 2025-11-26")
      }
      published = date
      cursor.skipSpace()
    }
    guard cursor.take("->") else {
      throw cursor.unexpected(
        "expected '->' and what the text gives", suggestion: "such as -> figure=12, or -> none")
    }
    var test = TestSyntax(text: text, published: published, records: [], place: keyword.place)
    cursor.skipSpace()
    var rest = cursor
    if let word = rest.name(), word.text == "none" {
      rest.skipSpace()
      if rest.isAtEnd { return test }
      if rest.byte != UInt8(ascii: "=") {
        throw rest.unexpected("expected nothing after 'none'")
      }
    }
    while true {
      var expectations: [TestSyntax.Expectation] = []
      while true {
        cursor.skipSpace()
        if cursor.isAtEnd || cursor.byte == UInt8(ascii: ";") { break }
        expectations.append(try expectation(&cursor))
      }
      if expectations.isEmpty {
        throw cursor.unexpected(
          "expected a record such as figure=12 place=Kyiv",
          suggestion: "write -> none when no record is due")
      }
      test.records.append(expectations)
      if test.records.count > PackLimits.testRecords {
        throw Problem(
          .tooLarge, "a test that expects more than \(PackLimits.testRecords) records",
          at: keyword.place, suggestion: "make several tests of it")
      }
      guard cursor.take(";") else { return test }
    }
  }

  private func expectation(
    _ cursor: inout LineCursor
  ) throws(Problem) -> TestSyntax.Expectation {
    guard let key = cursor.name() else {
      throw cursor.unexpected("expected a field such as figure=12")
    }
    var operation = ""
    for candidate in [">=", "<=", "=", ">", "<", "~"] as [StaticString] where cursor.take(candidate)
    {
      operation = "\(candidate)"
      break
    }
    if operation.isEmpty {
      throw cursor.unexpected(
        "expected '=' after '\(key.text)'", suggestion: "such as \(key.text)=…, without spaces")
    }
    let value =
      cursor.byte == UInt8(ascii: "\"")
      ? try cursor.quoted() : cursor.run(stops: [UInt8(ascii: ";")])
    guard let value else {
      throw cursor.unexpected(
        "expected a value after '\(key.text)\(operation)'",
        suggestion: "'none' says that the field is empty")
    }
    return TestSyntax.Expectation(key: key, operation: operation, value: value)
  }
}

extension TestSyntax {
  /// Whether the text is `YYYY-MM-DD`.
  static func isDate(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    guard bytes.count == 10, bytes[4] == 0x2D, bytes[7] == 0x2D else { return false }
    for (i, byte) in bytes.enumerated() where i != 4 && i != 7 {
      guard LineCursor.isDigit(byte) else { return false }
    }
    let month = Int(bytes[5] - 0x30) * 10 + Int(bytes[6] - 0x30)
    let day = Int(bytes[8] - 0x30) * 10 + Int(bytes[9] - 0x30)
    return (1...12).contains(month) && (1...31).contains(day)
  }
}
