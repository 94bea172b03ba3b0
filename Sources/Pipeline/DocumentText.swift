import DocumentModel
import TextProcessing

/// A document as `tally text` prints it.
public enum DocumentText {
  /// The metadata as a JSON object; with `all` every candidate with its origin and place.
  public static func metadata(_ document: Document, all: Bool) -> [UInt8] {
    metadataJSON(document, all: all)
  }
}
