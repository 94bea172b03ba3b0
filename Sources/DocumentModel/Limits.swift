/// How much one document may bring. Each limit that is met is one finding of the document (the size
/// is a failure), never the end of a run.
public struct Limits: Hashable, Sendable {
  /// Bytes of a source: of a file, of a line of jsonl input, of a stream. A larger one is not read.
  public var documentBytes = 64 << 20
  /// Tokens of a sentence. A longer one is cut at the best place before.
  public var sentenceTokens = 2_000
  /// Records of a document. Beyond it, the document gives no more.
  public var records = 20_000
  /// Unicode scalars of a record's evidence. Of a longer sentence it is a window around the figure.
  public var evidenceScalars = 400

  public init() {}
}
