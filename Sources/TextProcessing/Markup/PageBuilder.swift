import CShim
import DocumentModel

/// Puts what the scanner read into the tree that the parser reports: elements, blocks, runs.
struct PageBuilder {
  /// What an open element hands down to what stands in it.
  private struct Level {
    var element: Int32
    /// The nearest element that breaks lines.
    var block: Int32
    var row: Int32 = -1
    var isSkipped = false
    var isPreformatted = false
    var listDepth: UInt8 = 0
    var kind = BlockKind.paragraph
    var level: UInt8 = 0
  }

  var page = Page()
  private var stack: [Level] = []
  private var tagsDone = 0
  private var piecesDone = 0

  private var blockStart = 0
  private var blockFirstRun = 0
  private var blockLevel = Level(element: 0, block: 0)
  private var linkWeight = 0
  private var inLink = false
  /// Whether a space is due before the next character, and the white space of the source that it
  /// stands for: empty if it stands for a line break.
  private var spaceIsDue = false
  private var spaceStart = 0
  private var spaceEnd = 0
  /// `br` since the last visible character.
  private var breaks = 0
  private var decoded: [UInt8] = []
  private var mostElements = 0
  private var mostRuns = 0
  /// Whether elements or blocks were not kept apart because there are too many.
  private(set) var isCrowded = false

  init() {}

  /// - Parameter size: of the source. What is kept of a page is bounded by it: a page of nothing
  ///   but tags or character references would else take thirty times its size.
  mutating func begin(size: Int) {
    page.removeAll()
    mostElements = 10_000 + size / 24
    mostRuns = 10_000 + size / 16
    isCrowded = false
    stack.removeAll(keepingCapacity: true)
    tagsDone = 0
    piecesDone = 0
    blockStart = 0
    blockFirstRun = 0
    linkWeight = 0
    inLink = false
    spaceIsDue = false
    spaceStart = 0
    spaceEnd = 0
    breaks = 0
    open(.body, names: [], flags: [.breaksLine])
  }

  /// Closes what is open.
  mutating func finish() {
    while !stack.isEmpty { close() }
    unmarkLayoutCells()
  }

  /// Cells that hold running text are how old pages are laid out; their blocks are paragraphs.
  private mutating func unmarkLayoutCells() {
    for element in page.tag.indices
    where page.tag[element] == .td || page.tag[element] == .th {
      let range = Int(page.firstBlock[element])..<Int(page.lastBlock[element])
      let isText = range.contains { index in
        let block = page.blocks[index]
        return block.weight > 100 && block.sentenceEnds > (range.count > 1 ? 0 : 1)
      }
      guard isText else { continue }
      for index in range where page.blocks[index].kind == .tableCell {
        page.blocks[index].kind = .paragraph
        page.blocks[index].row = -1
      }
    }
  }

  /// Takes in what the parser said about the scanner's last chunk.
  mutating func take(
    _ events: UnsafeBufferPointer<tally_html_event>, _ scanner: inout TagScanner,
    _ source: UnsafePointer<UInt8>, _ classifier: NameClassifier, _ entities: EntityTable
  ) {
    for event in events {
      let place = Int64(event.position)
      switch event.kind {
      case UInt32(TALLY_HTML_TEXT):
        takePieces(below: place, scanner, source, entities)
      case UInt32(TALLY_HTML_START):
        // `html` and `body` are never passed on: the parser makes them up, and they are open
        // here from the start.
        if event.name == PageBuilder.html || event.name == PageBuilder.body { continue }
        while tagsDone < scanner.tags.count,
          Int64(scanner.tags[tagsDone].slimEnd) < place
            || scanner.tags[tagsDone].isEnd
              && Int64(scanner.tags[tagsDone].slimEnd) <= place
        {
          tagsDone += 1
        }
        if tagsDone < scanner.tags.count, Int64(scanner.tags[tagsDone].slimEnd) == place {
          let tag = scanner.tags[tagsDone]
          takePieces(below: Int64(tag.slimStart) + 1, scanner, source, entities)
          tagsDone += 1
          open(tag, scanner, source, classifier)
        } else {
          // An element that the parser made up, which is a paragraph around loose text.
          open(.p, names: [], flags: [.breaksLine])
        }
      default:
        if event.name == PageBuilder.html || event.name == PageBuilder.body { continue }
        var i = tagsDone
        while i < scanner.tags.count, Int64(scanner.tags[i].slimEnd) + 1 < place { i += 1 }
        if i < scanner.tags.count, Int64(scanner.tags[i].slimStart) < place {
          takePieces(below: Int64(scanner.tags[i].slimStart) + 1, scanner, source, entities)
        }
        if stack.count > 1 { close() }
      }
    }
  }

  /// Drops what is done from the scanner's lists; `depth` is the parser's, `position` how many
  /// bytes of the slim form it has used up.
  mutating func endChunk(
    _ scanner: inout TagScanner, depth: Int, position: Int, _ source: UnsafePointer<UInt8>,
    _ entities: EntityTable
  ) {
    // The parser keeps text back until a tag follows; where nothing else waits, its pieces stand
    // in the element that is open now.
    if position + (scanner.lastIsText ? 1 : 0) >= scanner.slimBase + scanner.slim.count {
      takePieces(below: Int64.max, scanner, source, entities)
    }
    // Without attributes of tags that the parser has not reached, the lists begin anew.
    scanner.nextChunk(tagsDone: tagsDone, piecesDone: piecesDone, depth: depth)
    tagsDone = 0
    piecesDone = 0
  }

  /// Takes in text that the parser never got to.
  mutating func takeRest(
    _ scanner: TagScanner, _ source: UnsafePointer<UInt8>, _ entities: EntityTable
  ) {
    takePieces(below: Int64.max, scanner, source, entities)
  }

  private static let html = pack("html")
  private static let body = pack("body")

  private static func pack(_ name: StaticString) -> UInt64 {
    var packed: UInt64 = 0
    for i in 0..<name.utf8CodeUnitCount {
      packed |= UInt64(name.utf8Start[i]) << (8 * UInt64(i))
    }
    return packed
  }

  private mutating func takePieces(
    below place: Int64, _ scanner: TagScanner, _ source: UnsafePointer<UInt8>,
    _ entities: EntityTable
  ) {
    while piecesDone < scanner.pieces.count {
      let piece = scanner.pieces[piecesDone]
      if Int64(piece.slim) >= place { return }
      piecesDone += 1
      if piece.kind == .linkStart { inLink = true }
      if piece.kind == .linkEnd { inLink = false }
      guard let top = stack.last, !top.isSkipped else { continue }
      switch piece.kind {
      case .text:
        addText(source, Int(piece.start), Int(piece.end), top, entities)
      case .space:
        addSpace(Int(piece.start), Int(piece.end))
      case .lineBreak:
        breaks += 1
        if breaks > 1 { endBlock() }
        spaceIsDue = true
      case .paragraphBreak:
        endBlock()
      case .linkStart, .linkEnd: break
      }
    }
  }

  private mutating func open(
    _ tag: ScannedTag, _ scanner: TagScanner, _ source: UnsafePointer<UInt8>,
    _ classifier: NameClassifier
  ) {
    var names: NameBits = []
    var flags: Page.Flags = []
    var value: (Int32, Int32) = (0, 0)
    for i in 0..<Int(tag.attributeCount) {
      let attribute = scanner.attributes[Int(tag.firstAttribute) + i]
      let start = Int(attribute.start)
      let end = Int(attribute.end)
      func has(_ word: StaticString) -> Bool {
        HTMLBytes.contains(source, start, end, word)
      }
      switch attribute.name {
      case .className, .id:
        names.formUnion(classifier.classify(source, start, end))
      case .itemprop:
        if has("articlebody") { flags.insert(.articleBody) }
        if has("author") { flags.insert(.itempropAuthor) }
        if has("datepublished") { flags.insert(.itempropDate) }
        if has("datemodified") { flags.insert(.itempropModified) }
        if has("headline") { flags.insert(.itempropHeadline) }
        if has("name") { flags.insert(.itempropName) }
      case .role:
        if has("main") || has("article") { flags.insert(.roleMain) }
        if has("navigation") || has("banner") || has("contentinfo") || has("complementary")
          || has("search") || has("dialog") || has("menu") || has("alert")
        {
          flags.insert(.roleSide)
        }
        if has("heading") { flags.insert(.roleHeading) }
      case .hidden:
        flags.insert(.hidden)
      case .ariaHidden:
        if has("true") { flags.insert(.hidden) }
      case .style:
        if HTMLBytes.hidesByStyle(source, start, end) { flags.insert(.hidden) }
      case .rel:
        if has("author") { flags.insert(.relAuthor) }
      case .datetime, .content:
        value = (attribute.start, attribute.end)
      default: break
      }
    }
    if tag.tag.breaksLine { flags.insert(.breaksLine) }
    open(tag.tag, names: names, flags: flags, value: value)
  }

  private mutating func open(
    _ tag: HTMLTag, names: NameBits, flags: Page.Flags, value: (Int32, Int32) = (0, 0)
  ) {
    let breaks = flags.contains(.breaksLine)
    if breaks { endBlock() }
    let index = Int32(truncatingIfNeeded: page.parent.count)
    var level = stack.last ?? Level(element: 0, block: 0)
    if page.parent.count >= mostElements {
      isCrowded = true
      if tag.treatment == .hiddenContent { level.isSkipped = true }
      stack.append(level)
      return
    }
    page.parent.append(stack.isEmpty ? -1 : level.element)
    page.tag.append(tag)
    page.names.append(names)
    page.flags.append(flags)
    page.firstBlock.append(Int32(page.blocks.count))
    page.lastBlock.append(Int32(page.blocks.count))
    page.textStart.append(Int32(page.text.count))
    page.textEnd.append(Int32(page.text.count))
    page.valueStart.append(value.0)
    page.valueEnd.append(value.1)
    level.element = index
    if breaks { level.block = index }
    switch tag {
    case .h1, .h2, .h3, .h4, .h5, .h6:
      level.kind = .heading
      level.level = tag.headingLevel
    case .ul, .ol, .menu, .dir, .dl:
      level.listDepth = min(level.listDepth + 1, 15)
    case .li, .dt, .dd:
      level.kind = .listItem
      level.level = max(1, level.listDepth)
    case .tr: level.row = index
    case .td, .th:
      level.kind = .tableCell
      level.level = 0
    case .figcaption, .caption:
      level.kind = .caption
      level.level = 0
    case .blockquote:
      level.kind = .quote
      level.level = 0
    case .pre, .listing:
      level.kind = .preformatted
      level.level = 0
      level.isPreformatted = true
    default: break
    }
    if tag.treatment == .hiddenContent
      || tag.treatment == .inline
        && (flags.contains(.hidden) || names.contains(.hidden))
    {
      level.isSkipped = true
    }
    stack.append(level)
  }

  private mutating func close() {
    guard let level = stack.popLast() else { return }
    let element = Int(level.element)
    if page.flags[element].contains(.breaksLine) { endBlock() }
    // An inline element lies in the block that is still open.
    let isOpen = page.text.count > blockStart
    page.lastBlock[element] = Int32(page.blocks.count + (isOpen ? 1 : 0))
    page.textEnd[element] = Int32(page.text.count)
  }

  private mutating func addSpace(_ start: Int, _ end: Int) {
    spaceIsDue = true
    if spaceEnd <= spaceStart {
      spaceStart = start
      spaceEnd = end
    }
  }

  private mutating func endBlock() {
    breaks = 0
    let end = page.text.count
    if page.blocks.count >= mostElements, end > blockStart, !stack.isEmpty {
      isCrowded = true
      spaceIsDue = true
      return
    }
    spaceIsDue = false
    spaceEnd = spaceStart
    guard end > blockStart else { return }
    var block = PageBlock(
      element: blockLevel.block, start: Int32(blockStart), end: Int32(end),
      firstRun: Int32(blockFirstRun), weight: 0, linkWeight: Int32(linkWeight), commas: 0,
      sentenceEnds: 0, kind: blockLevel.kind, level: blockLevel.level, row: blockLevel.row)
    TextMeasure.measure(page.text, blockStart, end, &block)
    page.blocks.append(block)
    blockStart = end
    blockFirstRun = page.runs.count
    linkWeight = 0
  }

  /// Adds a stretch of page text: character references decoded, white space made one space,
  /// invisible characters left out.
  private mutating func addText(
    _ source: UnsafePointer<UInt8>, _ start: Int, _ end: Int, _ level: Level,
    _ entities: EntityTable
  ) {
    let before = page.text.count
    var i = start
    TextMeasure.classes.withUnsafeBufferPointer { classes in
      while i < end {
        switch classes[Int(source[i])] {
        case TextMeasure.plain:
          var j = i + 1
          while j < end {
            let next = classes[Int(source[j])]
            if next == TextMeasure.plain {
              j += 1
            } else if source[j] == 0x20, j + 1 < end,
              classes[Int(source[j + 1])] == TextMeasure.plain
            {
              j += 2
            } else {
              break
            }
          }
          addVerbatim(source, i, j, level)
          i = j
        case TextMeasure.space:
          var j = i + 1
          var newlines = source[i] == 0x0A ? 1 : 0
          while j < end, classes[Int(source[j])] == TextMeasure.space {
            if source[j] == 0x0A { newlines += 1 }
            j += 1
          }
          if newlines > 1 && level.isPreformatted {
            endBlock()
          } else {
            addSpace(i, j)
          }
          i = j
        case TextMeasure.ampersand:
          decoded.removeAll(keepingCapacity: true)
          let length = entities.decode(source, i, end, into: &decoded)
          if length == 0 {
            addVerbatim(source, i, i + 1, level)
            i += 1
          } else {
            addDecoded(i, i + length, level)
            i += length
          }
        default:
          let (kind, length) = TextMeasure.special(source, i, end)
          switch kind {
          case .visible: addVerbatim(source, i, i + length, level)
          case .space: addSpace(i, i + length)
          case .invisible: break
          case .joiner:
            if let last = page.text.last, last >= 0x80 {
              addVerbatim(source, i, i + length, level)
            }
          }
          i += length
        }
      }
    }
    if inLink {
      linkWeight += TextMeasure.weight(page.text, max(before, blockStart), page.text.count)
    }
  }

  /// Makes sure that a block is open and writes the white space that is due.
  @inline(__always)
  private mutating func prepare(_ level: Level) {
    if page.text.count == blockStart {
      blockLevel = level
      blockFirstRun = page.runs.count
    } else if spaceIsDue {
      page.text.append(0x20)
      if spaceEnd > spaceStart {
        addRun(page.text.count - 1, 1, spaceStart, spaceEnd - spaceStart)
      }
    }
    spaceIsDue = false
    spaceEnd = spaceStart
    breaks = 0
  }

  @inline(__always)
  private mutating func addVerbatim(
    _ source: UnsafePointer<UInt8>, _ start: Int, _ end: Int, _ level: Level
  ) {
    prepare(level)
    let place = page.text.count
    page.text.append(contentsOf: UnsafeBufferPointer(start: source + start, count: end - start))
    addRun(place, end - start, start, end - start)
  }

  private mutating func addDecoded(_ start: Int, _ end: Int, _ level: Level) {
    let kind = decoded.withUnsafeBufferPointer { bytes -> TextMeasure.Special in
      guard let base = bytes.baseAddress else { return .invisible }
      if bytes.count == 1, bytes[0] <= 0x20 { return .space }
      let (kind, length) = TextMeasure.special(base, 0, bytes.count)
      return length == bytes.count ? kind : .visible
    }
    switch kind {
    case .space: addSpace(start, end)
    case .invisible: break
    case .joiner, .visible:
      if kind == .joiner, (page.text.last ?? 0) < 0x80 { return }
      prepare(level)
      let place = page.text.count
      page.text.append(contentsOf: decoded)
      addRun(place, decoded.count, start, end - start)
    }
  }

  /// Adds a run, or lengthens the last one when both go on where it ends.
  @inline(__always)
  private mutating func addRun(_ place: Int, _ length: Int, _ source: Int, _ sourceLength: Int) {
    let last = page.runs.count - 1
    if last >= blockFirstRun, last >= mostRuns {
      // One run for all that follows in the block; it maps as a whole.
      page.runs[last].textLength = Int32(place + length) - page.runs[last].textStart
      page.runs[last].sourceLength = Int32(source + sourceLength) - page.runs[last].sourceStart
      return
    }
    if last >= blockFirstRun, length == sourceLength {
      let run = page.runs[last]
      if run.textLength == run.sourceLength,
        Int(run.sourceStart) + Int(run.sourceLength) == source,
        Int(run.textStart) + Int(run.textLength) == place
      {
        page.runs[last].textLength += Int32(truncatingIfNeeded: length)
        page.runs[last].sourceLength += Int32(truncatingIfNeeded: length)
        return
      }
    }
    page.runs.append(
      OffsetRun(
        textStart: place, textLength: length, sourceStart: source, sourceLength: sourceLength))
  }
}
