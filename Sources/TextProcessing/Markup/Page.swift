import DocumentModel

/// A piece of text between two line breaks of the page, with what the choice of content needs.
struct PageBlock {
  /// The nearest element that breaks lines.
  var element: Int32
  var start: Int32
  var end: Int32
  var firstRun: Int32
  /// Characters, with ideographs counted twice; the same of those inside links.
  var weight: Int32
  var linkWeight: Int32
  var commas: Int32
  var sentenceEnds: Int32
  var kind: BlockKind
  var level: UInt8
  /// The element of the table row, or -1.
  var row: Int32
}

/// The elements and blocks of one page as flat arrays; reused from page to page.
struct Page {
  /// What an element is or says, beside its names.
  struct Flags: OptionSet {
    let rawValue: UInt16
    init(rawValue: UInt16) { self.rawValue = rawValue }
    static let hidden = Flags(rawValue: 1)
    static let articleBody = Flags(rawValue: 2)
    static let roleMain = Flags(rawValue: 4)
    static let roleSide = Flags(rawValue: 8)
    static let itempropAuthor = Flags(rawValue: 16)
    static let itempropDate = Flags(rawValue: 32)
    static let relAuthor = Flags(rawValue: 64)
    static let itempropHeadline = Flags(rawValue: 128)
    static let itempropModified = Flags(rawValue: 256)
    static let breaksLine = Flags(rawValue: 512)
    static let itempropName = Flags(rawValue: 1024)
    static let roleHeading = Flags(rawValue: 2048)
  }

  var parent: [Int32] = []
  var tag: [HTMLTag] = []
  var names: [NameBits] = []
  var flags: [Flags] = []
  /// The blocks inside an element, half-open.
  var firstBlock: [Int32] = []
  var lastBlock: [Int32] = []
  /// The bytes of text inside an element, half-open; exact for inline elements too.
  var textStart: [Int32] = []
  var textEnd: [Int32] = []
  /// The value of `datetime` or `content` in the source, or an empty range.
  var valueStart: [Int32] = []
  var valueEnd: [Int32] = []

  var blocks: [PageBlock] = []
  var runs: [OffsetRun] = []
  /// The text of all blocks, one behind the other without separators.
  var text: [UInt8] = []

  mutating func removeAll() {
    parent.removeAll(keepingCapacity: true)
    tag.removeAll(keepingCapacity: true)
    names.removeAll(keepingCapacity: true)
    flags.removeAll(keepingCapacity: true)
    firstBlock.removeAll(keepingCapacity: true)
    lastBlock.removeAll(keepingCapacity: true)
    textStart.removeAll(keepingCapacity: true)
    textEnd.removeAll(keepingCapacity: true)
    valueStart.removeAll(keepingCapacity: true)
    valueEnd.removeAll(keepingCapacity: true)
    blocks.removeAll(keepingCapacity: true)
    runs.removeAll(keepingCapacity: true)
    text.removeAll(keepingCapacity: true)
  }

  /// The bytes of the text, a copy.
  func bytes(_ start: Int32, _ end: Int32) -> ArraySlice<UInt8> {
    text[Int(start)..<Int(max(start, end))]
  }
}
