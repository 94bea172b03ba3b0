import DocumentModel

/// A format of records. A writer is an immutable value: workers turn documents into bytes with it
/// at the same time, and whoever owns the file puts the pieces together in order.
public protocol RecordWriter: Sendable {
  /// What stands before the first piece.
  var prefix: [UInt8] { get }
  /// What stands between two pieces that are not empty.
  var separator: [UInt8] { get }
  /// What stands after the last piece.
  var suffix: [UInt8] { get }
  /// The records of one document, in their order; empty for none.
  func piece(_ records: [Record], of document: Document) -> [UInt8]
}

extension RecordWriter {
  public var prefix: [UInt8] { [] }
  public var separator: [UInt8] { [] }
  public var suffix: [UInt8] { [] }
}

/// The envelope and figure keys, in the order of the output contract.
enum EnvelopeKey: String, CaseIterable {
  case recordID = "record_id"
  case type, document, title, published
  case sourceURL = "source_url"
  case language, sentence, evidence, start, end
  case sourceStart = "source_start"
  case sourceEnd = "source_end"
  case rule, pack, status
  case claimedBy = "claimed_by"
  case mention, value, low, high, qualifier, unit, noun

  /// The keys that only a record with a figure fills.
  static let figure: Set<EnvelopeKey> = [.value, .low, .high, .qualifier, .unit, .noun]
}
