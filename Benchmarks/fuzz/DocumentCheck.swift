import DocumentModel

/// Ends the run where a document contradicts itself, as a crash would.
///
/// - Parameter source: the bytes that its offsets lead to; nil where it has none.
func check(_ document: Document, _ source: [UInt8]?) {
  if String(validating: document.text, as: UTF8.self) == nil { fail("text is not UTF-8") }
  var end = 0
  for block in document.blocks {
    if block.span.start < end || block.span.isEmpty || block.span.end > document.text.count {
      fail("block \(block.span) after \(end)")
    }
    end = block.span.end
  }
  guard let source else { return }
  end = 0
  for run in document.offsets.runs {
    let start = Int(run.textStart)
    if start < end || run.textLength <= 0 || start + Int(run.textLength) > document.text.count {
      fail("run \(run) after \(end)")
    }
    end = start + Int(run.textLength)
    guard let span = document.offsets.source(of: Span(start, end)) else {
      fail("run \(run) has no place")
    }
    if span.start < 0 || span.end > source.count || span.end < span.start {
      fail("run \(run) at \(span) of \(source.count)")
    }
  }
  for values in document.metadata.candidates.values {
    for value in values {
      if let span = value.source, span.start < 0 || span.end > source.count || span.end < span.start
      {
        fail("metadata \(value) of \(source.count)")
      }
    }
  }
}
