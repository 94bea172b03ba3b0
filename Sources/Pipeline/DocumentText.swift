import DocumentModel
import TextProcessing

/// A document as `tally text` prints it.
public enum DocumentText {
  /// The metadata as a JSON object; with `all` every candidate with its origin and place.
  public static func metadata(_ document: Document, all: Bool) -> [UInt8] {
    metadataJSON(document, all: all)
  }

  /// A text in which each NUL, which many programs take for the end, is U+FFFD: one scalar for
  /// another, so that offsets stay.
  public static func withoutNUL(_ text: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(text.count + 16)
    for byte in text {
      if byte == 0 { result += [0xEF, 0xBF, 0xBD] } else { result.append(byte) }
    }
    return result
  }

  /// Where each piece of the text stands in the source: one line a run, tab-separated: start and end
  /// in the text (Unicode scalars), start and end in the file (bytes; `-` where not known), words.
  public static func offsets(_ document: Document) -> [UInt8] {
    let index = ScalarIndex(document.text)
    let spans =
      document.offsets.isIdentity
      ? document.blocks.map(\.span)
      : document.offsets.runs.map {
        Span(Int($0.textStart), Int($0.textStart) + Int($0.textLength))
      }
    var bytes: [UInt8] = []
    for span in spans where !span.isEmpty {
      let (start, end) = index.scalars(span)
      let source = document.offsets.source(of: span)
      let place = source.map { "\($0.start)\t\($0.end)" } ?? "-\t-"
      let words = document.text[span.start..<span.end].map { $0 < 0x20 ? 0x20 : $0 }
      bytes += Array("\(start)\t\(end)\t\(place)\t".utf8) + words + [0x0A]
    }
    return bytes
  }
}
