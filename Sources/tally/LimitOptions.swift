import ArgumentParser
import DocumentModel

/// How much one document may bring.
struct LimitOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Bytes of one document; a larger one fails. A number, or one with k, M or G.",
      valueName: "size"))
  var maxSize = ByteCount(bytes: Limits().documentBytes)

  @Option(
    help: ArgumentHelp("Tokens of one sentence; a longer one is cut.", valueName: "n"))
  var maxSentence = Limits().sentenceTokens

  @Option(
    help: ArgumentHelp(
      "Records of one document; more are left out, as are those that make its output more than 60 "
        + "times its bytes.", valueName: "n"))
  var maxRecords = Limits().records

  @Option(
    help: ArgumentHelp(
      "Characters of a record's evidence; of a longer sentence it is a part.", valueName: "n"))
  var maxEvidence = Limits().evidenceScalars

  var limits: Limits {
    var limits = Limits()
    limits.documentBytes = maxSize.bytes
    limits.sentenceTokens = maxSentence
    limits.records = maxRecords
    limits.evidenceScalars = maxEvidence
    return limits
  }

  func validate() throws {
    for (name, value, range) in [
      ("--max-size", maxSize.bytes, 1...1 << 29),
      ("--max-sentence", maxSentence, 10...1_000_000),
      ("--max-records", maxRecords, 0...1_000_000_000),
      ("--max-evidence", maxEvidence, 40...1_000_000_000),
    ] where !range.contains(value) {
      throw ValidationError(
        "\(name): expected \(range.lowerBound) to \(range.upperBound), found \(value)")
    }
  }
}

/// A number of bytes as written on a command line: `65536`, `500k`, `64M`, `1G` (powers of 1,024).
struct ByteCount: ExpressibleByArgument, CustomStringConvertible {
  var bytes: Int

  init(bytes: Int) { self.bytes = bytes }

  init?(argument: String) {
    let units: [Character: Int] = ["k": 1 << 10, "K": 1 << 10, "M": 1 << 20, "G": 1 << 30]
    let unit = argument.last.flatMap { units[$0] }
    guard let number = Int(unit == nil ? argument[...] : argument.dropLast()), number >= 0 else {
      return nil
    }
    let (bytes, overflow) = number.multipliedReportingOverflow(by: unit ?? 1)
    if overflow { return nil }
    self.bytes = bytes
  }

  var description: String {
    for (size, unit) in [(1 << 30, "G"), (1 << 20, "M"), (1 << 10, "k")]
    where bytes >= size && bytes % size == 0 {
      return "\(bytes / size)\(unit)"
    }
    return "\(bytes)"
  }

  var defaultValueDescription: String { description }
}
