import DocumentModel

/// How many records a document may still give: a number of them, and together no more than sixty
/// times its bytes, whatever the format that they are written in.
struct RecordBudget {
  private let limit: Int
  /// Bytes of records, roughly.
  private var bytes: Int
  /// Bytes that every record of the document takes.
  private let everyRecord: Int
  private var taken = 0
  /// Records beyond.
  var leftOut = 0

  private static let timesSource = 58
  /// A small document may have this much anyway.
  private static let least = 1 << 16

  /// - Parameter document: whose name, title and address stand in every record.
  init(_ limits: Limits, sourceBytes: Int, of document: Document) {
    limit = limits.records
    everyRecord =
      400
      + [
        document.id, document.metadata[.title], document.metadata[.published],
        document.metadata[.url], document.metadata[.language],
      ].reduce(0) { $0 + Self.written(($1 ?? "").utf8) }
    bytes = max(Self.least, sourceBytes * Self.timesSource)
  }

  /// The most records that may still come.
  var room: Int { bytes > 0 ? max(0, limit - taken) : 0 }

  /// The records of a part that there is room for.
  mutating func take(_ records: [Record], of document: Document) -> [Record] {
    var count = 0
    for record in records {
      let size = size(record, document)
      if size > bytes { break }
      bytes -= size
      count += 1
    }
    if count < records.count { bytes = 0 }
    taken += count
    leftOut += records.count - count
    guard count < records.count else { return records }
    return records[..<count].map { record in
      var record = record
      for (index, value) in record.values.enumerated() {
        if case .link(let target) = value, target >= count { record.values[index] = .null }
      }
      return record
    }
  }

  /// What tells that records were left out; nil when none were.
  var finding: Finding? {
    if leftOut == 0 { return nil }
    return Finding(
      stage: "rules",
      message:
        "\(leftOut) of \(taken + leftOut) records are left out: a document may have \(limit) "
        + "(--max-records), and no more than 60 times its bytes")
  }

  /// About the bytes of a record as a line of JSON.
  private func size(_ record: Record, _ document: Document) -> Int {
    let sentence =
      document.sentences.indices.contains(record.sentence)
      ? document.sentences[record.sentence].span : Span(0, 0)
    var size = everyRecord + Self.written(document, record.evidence ?? sentence)
    size += Self.written(document, record.mention)
    for value in record.values {
      size += 14
      if case .text(let text) = value { size += Self.written(text.utf8) }
    }
    if let source = record.claimedBy { size += Self.written(source.utf8) }
    for capture in record.captures { size += 80 + Self.written(document, capture.span) }
    return size
  }

  private static func written(_ document: Document, _ span: Span) -> Int {
    written(document.text[span.start..<span.end])
  }

  /// The bytes of a text inside a string of JSON.
  private static func written(_ text: some Sequence<UInt8>) -> Int {
    var count = 0
    for byte in text {
      count += byte < 0x20 ? 6 : byte == 0x22 || byte == 0x5C ? 2 : 1
    }
    return count
  }
}
