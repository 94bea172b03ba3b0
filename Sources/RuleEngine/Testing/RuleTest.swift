import DocumentModel

/// A test that stands beside a rule, ready to be run: extract its text with the whole pack as of
/// its date, then ask `judge`.
public struct RuleTest: Sendable {
  /// The rule's name.
  public var rule: String
  public var pack: String
  /// The record type whose records count; nil, for an `ignore`, counts all.
  public var record: String?
  public var syntax: TestSyntax

  /// The text to extract from.
  public var text: String { syntax.text.text }
  /// `YYYY-MM-DD`, nil when the test gives none.
  public var published: String? { syntax.published?.text }

  /// Compares the records that the text gave with the expected ones: each expected record needs
  /// one of its own, in any order, and no other record of the type may be there.
  ///
  /// - Parameters:
  ///   - records: all records of the document.
  ///   - schema: of the rule set that made them.
  ///   - document: the text that was extracted from.
  public func judge(records: [Record], schema: RecordSchema, document: Document) -> TestOutcome {
    let counted = records.indices.filter { index in
      guard let record, schema.types.indices.contains(records[index].type) else { return true }
      return schema.types[records[index].type].name == record
    }
    var judge = TestJudge(
      test: self, records: records, counted: counted, schema: schema, document: document)
    return judge.outcome()
  }
}

/// What came of a test.
public struct TestOutcome: Sendable {
  public var rule: String
  public var passed: Bool
  /// Where the test is written.
  public var place: SourcePlace
  /// The test as written, then what was made and what it lacks; empty when it passed.
  public var lines: [String]
  /// The nearest miss, when whoever ran the test looked for it.
  public var nearest: String?

  /// The failure as people read it, without a newline at its end; empty when it passed.
  ///
  ///     munitions.rules:77:3: test failed: shot-down
  ///        "Russia said it had downed 249 drones" -> figure=249 actor=Russia
  ///        made: figure=249 weapon=drone          missing: actor
  public func rendered(files: [RuleFile]) -> String {
    var locator = Locator(files: files)
    return rendered(files, &locator)
  }

  /// The failures among some outcomes, each as `rendered` gives it; at most `limit`.
  public static func rendered(
    _ outcomes: [TestOutcome], files: [RuleFile], limit: Int
  ) -> [String] {
    var locator = Locator(files: files)
    return outcomes.lazy.filter { !$0.passed }.prefix(limit).map { $0.rendered(files, &locator) }
  }

  private func rendered(_ files: [RuleFile], _ locator: inout Locator) -> String {
    if passed { return "" }
    let (line, column) = locator.position(file: place.file, offset: place.start)
    let path = files.indices.contains(place.file) ? files[place.file].path : ""
    var all = ["\(path):\(line):\(column): test failed: \(rule)"] + lines.map { "   " + $0 }
    if let nearest { all.append("   nearest: " + nearest) }
    return all.map { VisibleText.escaped($0) }.joined(separator: "\n")
  }

  /// An array with one object an outcome: `path line column rule passed lines nearest`.
  public static func write(
    _ outcomes: [TestOutcome], to json: inout JSONWriter, files: [RuleFile]
  ) {
    var locator = Locator(files: files)
    json.beginArray()
    for outcome in outcomes { outcome.write(to: &json, files, &locator) }
    json.endArray()
  }

  private func write(to json: inout JSONWriter, _ files: [RuleFile], _ locator: inout Locator) {
    let (line, column) = locator.position(file: place.file, offset: place.start)
    json.beginObject()
    json.key("path")
    json.string(files.indices.contains(place.file) ? files[place.file].path : "")
    json.key("line")
    json.int(line)
    json.key("column")
    json.int(column)
    json.key("rule")
    json.string(rule)
    json.key("passed")
    json.bool(passed)
    json.key("lines")
    json.beginArray()
    for line in lines { json.string(line) }
    json.endArray()
    json.key("nearest")
    json.string(nearest)
    json.endObject()
  }
}

extension RulePack {
  /// The tests of the pack itself, in order of place.
  public var tests: [RuleTest] { tests(of: name) }

  /// The tests of this pack and of all that it imports.
  public var allTests: [RuleTest] { tests(of: nil) }

  private func tests(of pack: String?) -> [RuleTest] {
    (rules + ignores).filter { pack == nil || $0.pack == pack }.flatMap { rule in
      rule.syntax.tests.map {
        RuleTest(
          rule: rule.syntax.name.text, pack: rule.pack, record: rule.syntax.record?.text,
          syntax: $0)
      }
    }.sorted {
      ($0.syntax.place.file, $0.syntax.place.start) < ($1.syntax.place.file, $1.syntax.place.start)
    }
  }
}

extension TestSyntax {
  /// The test in the notation of rule files.
  public var printed: String {
    var line = PatternPrinter.quoted(text.text)
    if let published { line += " published " + published.text }
    line += " -> "
    if records.isEmpty { return line + "none" }
    return line
      + records.map { $0.map(\.printed).joined(separator: " ") }.joined(separator: " ; ")
  }
}

extension TestSyntax.Expectation {
  public var printed: String { key.text + operation + TestValue.printed(value.text) }
}

/// Values in tests: numbers, ranges, words.
enum TestValue {
  /// Bare when it reads back the same, else in quotes.
  static func printed(_ text: String) -> String {
    let plain = text.utf8.allSatisfy {
      $0 > 0x20 && $0 != UInt8(ascii: ";") && $0 != UInt8(ascii: "\"")
    }
    return plain && !text.isEmpty ? text : PatternPrinter.quoted(text)
  }

  /// Digits with an optional sign, fraction and grouping commas.
  static func number(_ text: String) -> Double? {
    let bytes = Array(text.utf8)
    guard !bytes.isEmpty, bytes.count < 40, bytes.contains(where: LineCursor.isDigit) else {
      return nil
    }
    var plain: [UInt8] = []
    for (i, byte) in bytes.enumerated() {
      switch byte {
      case UInt8(ascii: "-") where i == 0, UInt8(ascii: "."), 0x30...0x39: plain.append(byte)
      case UInt8(ascii: ",") where i > 0: continue
      default: return nil
      }
    }
    return Double(String(decoding: plain, as: UTF8.self))
  }

  /// `15..20`.
  static func range(_ text: String) -> (low: Double, high: Double)? {
    let bytes = Array(text.utf8)
    for i in bytes.indices.dropLast() where bytes[i] == 0x2E && bytes[i + 1] == 0x2E {
      guard let low = number(String(decoding: bytes[..<i], as: UTF8.self)),
        let high = number(String(decoding: bytes[(i + 2)...], as: UTF8.self))
      else { return nil }
      return (low, high)
    }
    return nil
  }
}
