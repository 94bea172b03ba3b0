import DocumentModel

/// A text whose spans are written in it with brackets, so that a test reads as documentation.
///
///     let marked = MarkedText("[Ana Petrik] said [[Kyiv] officials] agreed")
///     marked.text   // "Ana Petrik said Kyiv officials agreed"
///     marked.spans  // in order of their opening brackets: Ana Petrik, Kyiv officials, Kyiv
///
/// A bracket that is meant as a character is written twice in curly form: `{{` for `[`, `}}` for
/// `]`. A bracket without its partner is a mistake of the test: it stays in the text, so that the
/// comparison fails and shows it.
public struct MarkedText: Sendable {
  /// The text without the marks, UTF-8.
  public let bytes: [UInt8]
  /// Half-open spans of UTF-8 bytes in `bytes`, in the order of their opening brackets.
  public let spans: [Span]

  public init(_ marked: String) {
    let source = Array(marked.utf8)
    var bytes: [UInt8] = []
    var spans: [Span] = []
    var open: [Int] = []
    var i = 0
    while i < source.count {
      let next = i + 1 < source.count ? source[i + 1] : 0
      switch (source[i], next) {
      case (0x7B, 0x7B):
        bytes.append(0x5B)
        i += 1
      case (0x7D, 0x7D):
        bytes.append(0x5D)
        i += 1
      case (0x5B, _):
        open.append(spans.count)
        spans.append(Span(bytes.count, bytes.count))
      case (0x5D, _):
        if let index = open.popLast() { spans[index].end = bytes.count } else { bytes.append(0x5D) }
      default:
        bytes.append(source[i])
      }
      i += 1
    }
    for index in open.reversed() {
      let place = spans[index].start
      bytes.insert(0x5B, at: place)
      spans.remove(at: index)
      for other in spans.indices {
        if spans[other].start >= place { spans[other].start += 1 }
        if spans[other].end > place { spans[other].end += 1 }
      }
    }
    self.bytes = bytes
    self.spans = spans
  }

  public var text: String { String(decoding: bytes, as: UTF8.self) }

  /// The words of each span.
  public var marked: [String] {
    spans.map { String(decoding: bytes[$0.start..<$0.end], as: UTF8.self) }
  }

  /// A text with brackets around the given spans (sorted, not overlapping): the way back, for
  /// comparing what a stage found with the marked text in one string.
  public static func mark(_ bytes: [UInt8], _ spans: [Span]) -> String {
    var out: [UInt8] = []
    var done = 0
    for span in spans where span.start >= done && span.end <= bytes.count {
      out += bytes[done..<span.start]
      out.append(0x5B)
      out += bytes[span.start..<span.end]
      out.append(0x5D)
      done = span.end
    }
    out += bytes[done...]
    return String(decoding: out, as: UTF8.self)
  }
}
