// A libFuzzer target over the Markup stage; `Benchmarks/fuzz/run` builds and runs it.
import DocumentModel
import Glibc
import TextProcessing

/// What libFuzzer calls in one thread only.
nonisolated(unsafe) private var state: (reader: MarkupReader, scratch: MarkupReader.Scratch)?

/// The first byte of the input says what is read: an odd one a page, an even one a text file. A
/// document that contradicts itself ends the run, as a crash would.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzMarkup(_ data: UnsafePointer<UInt8>?, _ size: Int) -> CInt {
  guard let data, size > 0 else { return 0 }
  if state == nil {
    let folder = getenv("TALLY_RESOURCES").map { String(cString: $0) } ?? "Resources"
    guard let reader = try? MarkupReader(resources: ResourceFolder(path: folder)) else {
      fail("no resources in '\(folder)'")
    }
    state = (reader, reader.makeScratch())
  }
  guard let reader = state?.reader, var scratch = state?.scratch else { return 0 }
  state = nil
  let source = Array(UnsafeBufferPointer(start: data + 1, count: size - 1))
  let document =
    data[0] & 1 == 1
    ? reader.html(source, id: "fuzz", &scratch) : reader.plain(source, id: "fuzz", &scratch)
  check(document, source)
  _ = metadataJSON(document, all: true)
  _ = markdownText(document)
  state = (reader, scratch)
  return 0
}

private func check(_ document: Document, _ source: [UInt8]) {
  if String(validating: document.text, as: UTF8.self) == nil { fail("text is not UTF-8") }
  var end = 0
  for block in document.blocks {
    if block.span.start < end || block.span.isEmpty || block.span.end > document.text.count {
      fail("block \(block.span) after \(end)")
    }
    end = block.span.end
  }
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

private func fail(_ message: String) -> Never {
  _ = FileSystem.write(Array("finding: \(message)\n".utf8), descriptor: 2)
  abort()
}
