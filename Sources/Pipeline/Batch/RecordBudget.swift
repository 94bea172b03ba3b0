import DocumentModel

/// How many records a document may still give: a number of them, and together no more than sixty
/// times its bytes, whatever the format that they are written in.
struct RecordBudget {
  private let limit: Int
  /// Bytes of records, roughly.
  private var bytes: Int
  private var taken = 0
  /// Records beyond.
  var leftOut = 0

  private static let timesSource = 58
  /// A small document may have this much anyway.
  private static let least = 1 << 16

  init(_ limits: Limits, sourceBytes: Int) {
    limit = limits.records
    bytes = max(Self.least, sourceBytes * Self.timesSource)
  }

  /// The most records that may still come.
  var room: Int { bytes > 0 ? max(0, limit - taken) : 0 }

  /// The records of a part that there is room for.
  mutating func take(_ records: [Record], of document: Document) -> [Record] {
    var count = 0
    for record in records {
      let size = Self.size(record, document)
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
  private static func size(_ record: Record, _ document: Document) -> Int {
    let evidence =
      record.evidence?.count
      ?? (document.sentences.indices.contains(record.sentence)
        ? document.sentences[record.sentence].span.count : 0)
    var size = 420 + document.id.utf8.count + evidence + record.mention.count
    size += 14 * record.values.count
    for capture in record.captures { size += 80 + capture.span.count }
    return size
  }
}
