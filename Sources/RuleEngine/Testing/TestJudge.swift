import DocumentModel

/// Finds for each expected record one that was made, and says what is wrong where there is none.
struct TestJudge {
  let test: RuleTest
  let records: [Record]
  /// Indices of the records that count.
  let counted: [Int]
  let schema: RecordSchema
  let document: Document

  mutating func outcome() -> TestOutcome {
    let expected = test.syntax.records
    let matched = assignment()
    let view = RecordView(records: records, schema: schema, document: document)
    var taken = Set(matched.compactMap { $0 })
    let missing = expected.indices.filter { matched[$0] == nil }
    let passed = missing.isEmpty && taken.count == counted.count
    var outcome = TestOutcome(
      rule: test.rule, passed: passed, place: test.syntax.place, lines: [])
    if passed { return outcome }
    outcome.lines.append(test.syntax.printed)
    for index in missing {
      // The unused record with the fewest differences is the one that was probably meant.
      let candidates = counted.filter { !taken.contains($0) }
      let scored = candidates.map {
        (record: $0, faults: faults(expected[index], records[$0], view, matched))
      }
      guard let best = scored.min(by: { $0.faults.count < $1.faults.count }),
        scored.count == 1 || best.faults.count < expected[index].count
      else {
        let words = expected[index].map(\.printed).joined(separator: " ")
        outcome.lines.append(
          counted.isEmpty && expected.count == 1
            ? "made: nothing" : "made: nothing for \(words)")
        continue
      }
      taken.insert(best.record)
      let missing = best.faults.filter(\.isMissing).map(\.key)
      let wrong = best.faults.filter { !$0.isMissing }.map {
        "\($0.key) (expected \($0.expected))"
      }
      var reasons: [String] = []
      if !missing.isEmpty { reasons.append("missing: " + missing.joined(separator: ", ")) }
      if !wrong.isEmpty { reasons.append("wrong: " + wrong.joined(separator: ", ")) }
      outcome.lines.append(
        "made: " + describe(best.record, view) + "          " + reasons.joined(separator: "; "))
    }
    for index in counted where !taken.contains(index) {
      outcome.lines.append("made: " + describe(index, view) + "          not expected")
    }
    return outcome
  }

  private func describe(_ index: Int, _ view: RecordView) -> String {
    let record = records[index]
    var text = view.summary(record)
    if test.record == nil, schema.types.indices.contains(record.type) {
      text = schema.types[record.type].name + " " + text
    }
    if record.rule != test.rule { text += " (rule \(record.rule))" }
    return text
  }

  /// For each expected record the record that fills it, by augmenting paths (Kuhn 1955).
  private func assignment() -> [Int?] {
    let expected = test.syntax.records
    let view = RecordView(records: records, schema: schema, document: document)
    var owner: [Int: Int] = [:]
    func assign(_ index: Int, _ tried: inout Set<Int>) -> Bool {
      for record in counted
      where !tried.contains(record) && faults(expected[index], records[record], view, []).isEmpty {
        tried.insert(record)
        if let other = owner[record], !assign(other, &tried) { continue }
        owner[record] = index
        return true
      }
      return false
    }
    for index in expected.indices {
      var tried: Set<Int> = []
      _ = assign(index, &tried)
    }
    var result = [Int?](repeating: nil, count: expected.count)
    for (record, index) in owner { result[index] = record }
    return result
  }

  struct Fault {
    var key: String
    var expected: String
    /// The record has no value there.
    var isMissing: Bool
  }

  private func faults(
    _ expectations: [TestSyntax.Expectation], _ record: Record, _ view: RecordView,
    _ matched: [Int?]
  ) -> [Fault] {
    expectations.compactMap { expectation in
      let key = expectation.key.text
      let expected = expectation.value.text
      if key == "figure" {
        if view.figure(record, expectation.operation, expected) { return nil }
        return Fault(key: key, expected: expectation.printed, isMissing: record.figure == nil)
      }
      let value = view.value(record, key)
      if view.equals(value, expected, expectation.operation) { return nil }
      return Fault(key: key, expected: expected, isMissing: value == .null && expected != "none")
    }
  }
}

/// Reads a record by the keys of the output.
struct RecordView {
  let records: [Record]
  let schema: RecordSchema
  let document: Document

  /// The value of an output key; null for one that the record does not have.
  func value(_ record: Record, _ key: String) -> FieldValue {
    func text(_ value: String?) -> FieldValue { value.map { .text($0) } ?? .null }
    func number(_ value: Double?) -> FieldValue { value.map { .number($0) } ?? .null }
    switch key {
    case "type":
      return schema.types.indices.contains(record.type)
        ? .text(schema.types[record.type].name) : .null
    case "rule": return .text(record.rule)
    case "pack": return .text(record.pack)
    case "status": return .text(record.status.rawValue)
    case "claimed_by": return text(record.claimedBy)
    case "mention": return .text(document.string(record.mention))
    case "sentence": return .number(Double(record.sentence))
    case "value": return number(record.figure?.value)
    case "low": return number(record.figure?.low)
    case "high": return number(record.figure?.high)
    case "qualifier": return text(record.figure?.qualifier.rawValue)
    case "unit": return text(record.figure?.unit)
    case "noun": return text(record.figure?.noun)
    default:
      guard schema.types.indices.contains(record.type),
        let index = schema.types[record.type].fields.firstIndex(where: { $0.name == key }),
        record.values.indices.contains(index)
      else { return .null }
      return record.values[index]
    }
  }

  func equals(_ value: FieldValue, _ expected: String, _ operation: String) -> Bool {
    switch value {
    case .null: return expected == "none" && operation == "="
    case .text(let text): return operation == "=" && text == expected
    case .bool(let bool): return operation == "=" && expected == (bool ? "true" : "false")
    case .link(let index):
      // The linked record by its words, so that a test reads without counting.
      guard operation == "=", records.indices.contains(index) else { return false }
      return document.string(records[index].mention) == expected
    case .number(let number):
      if operation == "=", let range = TestValue.range(expected) {
        return number >= range.low && number <= range.high
      }
      guard let limit = TestValue.number(expected) else { return false }
      switch operation {
      case "=": return number == limit
      case ">": return number > limit
      case ">=": return number >= limit
      case "<": return number < limit
      case "<=": return number <= limit
      default: return false
      }
    }
  }

  /// Whether the record's figure is what a short form such as `figure>460` says.
  func figure(_ record: Record, _ operation: String, _ expected: String) -> Bool {
    guard let figure = record.figure else { return expected == "none" && operation == "=" }
    if operation == "=", let range = TestValue.range(expected) {
      return figure.qualifier == .between && figure.low == range.low && figure.high == range.high
    }
    guard let value = TestValue.number(expected), figure.value == value else { return false }
    switch operation {
    case "=": return figure.qualifier == .exact
    case ">": return figure.qualifier == .moreThan
    case ">=": return figure.qualifier == .atLeast
    case "<": return figure.qualifier == .fewerThan
    case "<=": return figure.qualifier == .atMost
    case "~": return figure.qualifier == .about
    default: return false
    }
  }

  /// A record in the notation of tests: `figure=249 weapon=drone status=claimed`.
  func summary(_ record: Record) -> String {
    var parts: [String] = []
    if let figure = record.figure { parts.append(RecordView.short(figure)) }
    if schema.types.indices.contains(record.type) {
      for field in schema.types[record.type].fields {
        let value = self.value(record, field.name)
        guard let text = printed(value) else { continue }
        parts.append("\(field.name)=\(text)")
      }
    }
    if record.status != .stated { parts.append("status=\(record.status.rawValue)") }
    if let source = record.claimedBy { parts.append("claimed_by=\(TestValue.printed(source))") }
    return parts.isEmpty ? "an empty record" : parts.joined(separator: " ")
  }

  private func printed(_ value: FieldValue) -> String? {
    switch value {
    case .null: nil
    case .text(let text): TestValue.printed(text)
    case .number(let number): RecordView.text(number)
    case .bool(let bool): bool ? "true" : "false"
    case .link(let index):
      records.indices.contains(index)
        ? TestValue.printed(document.string(records[index].mention)) : nil
    }
  }

  static func text(_ number: Double) -> String {
    var bytes: [UInt8] = []
    NumberText.append(number, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// `figure>460`, or the keys that say the same where there is no short form.
  static func short(_ figure: Quantity) -> String {
    func text(_ value: Double?) -> String { value.map { RecordView.text($0) } ?? "none" }
    switch figure.qualifier {
    case .exact: return "figure=\(text(figure.value))"
    case .moreThan: return "figure>\(text(figure.value))"
    case .atLeast: return "figure>=\(text(figure.value))"
    case .fewerThan: return "figure<\(text(figure.value))"
    case .atMost: return "figure<=\(text(figure.value))"
    case .about: return "figure~\(text(figure.value))"
    case .between: return "figure=\(text(figure.low))..\(text(figure.high))"
    case .nearly: return "value=\(text(figure.value)) qualifier=nearly"
    case .vague: return "low=\(text(figure.low)) qualifier=vague"
    }
  }
}
