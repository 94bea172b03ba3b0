import CShim
import DocumentModel

/// The first stage: from the bytes of a page or text file to a `Document` with text, blocks,
/// metadata, and the place in the source of every run of the text.
///
/// A reader is immutable and shared by all workers; each has a `Scratch` of its own. Nothing in an
/// input makes it throw or trap: what a user should know goes into `document.findings`.
public struct MarkupReader: Sendable {
  let entities: EntityTable
  let classifier: NameClassifier
  let lines: BoilerplateLines
  let decoder: SourceDecoder
  let rules: MetadataRules

  /// - Parameter resources: the folder that holds `html/`.
  /// - Throws: `FileError` when a data file is missing or wrong.
  public init(resources: ResourceFolder) throws {
    entities = try EntityTable(resources: resources)
    classifier = try NameClassifier(resources: resources)
    lines = try BoilerplateLines(resources: resources)
    decoder = try SourceDecoder(resources: resources)
    rules = try MetadataRules(resources: resources)
  }

  /// The buffers and the parser of one worker. Not to be used by two at once.
  public struct Scratch {
    let parser: HTMLParser
    var scanner = TagScanner()
    var builder = PageBuilder()
    var selector = ContentSelector()
  }

  public func makeScratch() -> Scratch { Scratch(parser: HTMLParser()) }

  /// The longest source that is read: offsets are 32-bit, and a byte may become three in UTF-8.
  public static let longestSource = 1 << 29

  /// Reads an HTML page in any encoding.
  ///
  /// - Parameters:
  ///   - source: the bytes of the file.
  ///   - id: what the document is called in output.
  /// - Complexity: O(length), memory at most twelve times the length.
  public func html(_ source: [UInt8], id: String, _ scratch: inout Scratch) -> Document {
    var document = Document(id: id, text: [])
    let source = bounded(source, &document)
    let decoded = decoder.decode(source, isHTML: true, &document)
    let bytes = decoded.bytes ?? source
    bytes.withUnsafeBufferPointer { bytes in
      guard let base = bytes.baseAddress else { return }
      readPage(base, bytes.count, from: decoded.start, &scratch)
    }
    report(scratch, &document)
    scratch.selector.select(scratch.builder.page, lines)
    var isFilled = false
    bytes.withUnsafeBufferPointer { bytes in
      guard let base = bytes.baseAddress else { return }
      let reader = MetadataReader(
        source: base, page: scratch.builder.page, scanner: scratch.scanner, entities: entities,
        table: decoded.table, rules: rules)
      if let body = reader.read(&document, &scratch.selector),
        let anchor = ArticleAnchor(body, base),
        anchor.overlap(scratch.builder.page, scratch.selector.chosen) < 0.5
      {
        let confirmed = anchor.confirmed(scratch.builder.page)
        if anchor.overlap(scratch.builder.page, confirmed) >= 0.5 {
          scratch.selector.choose(confirmed)
        } else {
          anchor.fill(&document, decoded.table)
          isFilled = true
        }
      }
    }
    if !isFilled { assemble(scratch, decoded.table, &document) }
    return document
  }

  func bounded(_ source: [UInt8], _ document: inout Document) -> [UInt8] {
    guard source.count > MarkupReader.longestSource else { return source }
    document.findings.append(
      Finding(
        stage: "markup", message: "only the first \(MarkupReader.longestSource) bytes were read"))
    return Array(source[..<MarkupReader.longestSource])
  }

  private func readPage(
    _ source: UnsafePointer<UInt8>, _ count: Int, from start: Int, _ scratch: inout Scratch
  ) {
    scratch.scanner.begin(at: start)
    scratch.builder.begin(size: count)
    scratch.parser.begin()
    var isLast = false
    while !isLast {
      scratch.scanner.scan(source, count, budget: 1 << 13)
      isLast = scratch.scanner.position >= count
      let events = scratch.parser.push(scratch.scanner.slim, last: isLast)
      scratch.builder.take(events, &scratch.scanner, source, classifier, entities)
      if isLast { scratch.builder.takeRest(scratch.scanner, source, entities) }
      scratch.builder.endChunk(
        &scratch.scanner, depth: scratch.parser.depth, position: scratch.parser.position, source,
        entities)
    }
    scratch.builder.finish()
  }

  private func report(_ scratch: Scratch, _ document: inout Document) {
    if scratch.scanner.droppedAttributes > 0 {
      document.findings.append(
        Finding(
          stage: "markup",
          message: "a tag has more than \(TagScanner.maximumAttributes) attributes of interest; "
            + "\(scratch.scanner.droppedAttributes) were left out"))
    }
    if scratch.builder.isCrowded {
      document.findings.append(
        Finding(
          stage: "markup",
          message: "the page has too many elements for its size; some lines were joined"))
    }
    if scratch.scanner.droppedDepth > 0 {
      document.findings.append(
        Finding(
          stage: "markup",
          message: "\(scratch.scanner.droppedDepth) elements are nested deeper than "
            + "\(TagScanner.maximumDepth); their text was read as their ancestors'"))
    }
  }

  private func blockRuns(_ page: Page, _ index: Int) -> Range<Int> {
    let next =
      index + 1 < page.blocks.count ? Int(page.blocks[index + 1].firstRun) : page.runs.count
    return Int(page.blocks[index].firstRun)..<next
  }

  /// Copies the chosen blocks with their runs into the document.
  private func assemble(
    _ scratch: Scratch, _ table: DecodeTable?, _ document: inout Document
  ) {
    let page = scratch.builder.page
    var size = 0
    for index in scratch.selector.chosen {
      size += Int(page.blocks[Int(index)].end - page.blocks[Int(index)].start) + 1
    }
    document.text.reserveCapacity(size)
    var runs: [OffsetRun] = []
    var runCount = 0
    for index in scratch.selector.chosen { runCount += blockRuns(page, Int(index)).count }
    runs.reserveCapacity(runCount)
    document.blocks.reserveCapacity(scratch.selector.chosen.count)
    var lastRow: Int32 = -1
    for index in scratch.selector.chosen {
      let block = page.blocks[Int(index)]
      if !document.text.isEmpty {
        let isSameRow = block.kind == .tableCell && block.row >= 0 && block.row == lastRow
        document.text.append(isSameRow ? 0x09 : 0x0A)
      }
      lastRow = block.kind == .tableCell ? block.row : -1
      let start = document.text.count
      document.text.append(contentsOf: page.text[Int(block.start)..<Int(block.end)])
      document.blocks.append(
        Block(span: Span(start, document.text.count), kind: block.kind, level: block.level))
      for run in page.runs[blockRuns(page, Int(index))] {
        var run = run
        run.textStart += Int32(start) - block.start
        runs.append(run)
      }
    }
    document.offsets = OffsetMap(runs: runs, decodeTable: table)
    document.metadata.textOrigin = scratch.selector.origin.rawValue
  }
}

/// Owns a libxml2 parser.
final class HTMLParser {
  private let context: OpaquePointer?

  init() { context = tally_html_open() }

  deinit { tally_html_close(context) }

  /// How many bytes it has used up since `begin`.
  var position: Int { context.map { Int(tally_html_position($0)) } ?? Int.max / 2 }

  var depth: Int { context.map { Int(tally_html_depth($0)) } ?? 0 }

  func begin() {
    if let context { _ = tally_html_begin(context) }
  }

  /// The events are valid until the next push. None at all come when memory is out; the text is
  /// then read without structure.
  func push(_ bytes: [UInt8], last: Bool) -> UnsafeBufferPointer<tally_html_event> {
    guard let context else { return UnsafeBufferPointer(start: nil, count: 0) }
    var count: Int32 = 0
    bytes.withUnsafeBufferPointer { buffer in
      count = tally_html_push(
        context, buffer.baseAddress, Int32(truncatingIfNeeded: buffer.count), last ? 1 : 0)
    }
    return UnsafeBufferPointer(start: tally_html_events(context), count: Int(max(0, count)))
  }
}
