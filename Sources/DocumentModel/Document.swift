/// What a piece of the page is.
public enum BlockKind: UInt8, Sendable {
  case paragraph, heading, listItem, tableCell, caption, quote, preformatted
}

/// A paragraph of the page or something like it. Blocks of a document are in order, do not
/// overlap, and are parted by one newline in the text (cells of one table row by a tab).
public struct Block: Hashable, Sendable {
  public var span: Span
  public var kind: BlockKind
  /// 1 to 6 for headings, nesting depth from 1 for list items, else 0.
  public var level: UInt8

  public init(span: Span, kind: BlockKind, level: UInt8 = 0) {
    self.span = span
    self.kind = kind
    self.level = level
  }
}

/// A run of the text and the bytes of the source file that it was read from.
public struct OffsetRun: Hashable, Sendable {
  public var textStart: Int32
  public var textLength: Int32
  /// -1 where the place in the source is not known.
  public var sourceStart: Int32
  public var sourceLength: Int32

  public init(textStart: Int, textLength: Int, sourceStart: Int, sourceLength: Int) {
    self.textStart = Int32(textStart)
    self.textLength = Int32(textLength)
    self.sourceStart = Int32(sourceStart)
    self.sourceLength = Int32(sourceLength)
  }
}

/// From offsets in the text to offsets in the source file.
///
/// Runs are sorted by text start and do not overlap. A run whose two lengths are equal maps byte
/// by byte when `isVerbatim` holds for the source (UTF-8); any other run maps as a whole.
public struct OffsetMap: Sendable {
  public var runs: [OffsetRun]
  /// Whether text and source are the same bytes (plain text input).
  public var isIdentity: Bool
  /// For sources that are not UTF-8: runs then hold offsets in their UTF-8 form, which this maps
  /// further. Filled by Markup.
  public var decodeTable: DecodeTable?

  public init(runs: [OffsetRun] = [], isIdentity: Bool = false, decodeTable: DecodeTable? = nil) {
    self.runs = runs
    self.isIdentity = isIdentity
    self.decodeTable = decodeTable
  }

  public static let identity = OffsetMap(isIdentity: true)

  /// The source span of a span of the text: from the source place of its first byte to that of
  /// its last. O(log runs).
  ///
  /// - Returns: half-open byte offsets in the source file, or nil where an end is not known.
  public func source(of span: Span) -> Span? {
    if isIdentity { return span }
    guard !span.isEmpty,
      let first = place(of: span.start), let last = place(of: span.end - 1)
    else { return nil }
    let start = first.start
    let end = last.end
    guard let table = decodeTable else { return Span(start, end) }
    return Span(table.source(of: start), table.source(of: end))
  }

  /// The bytes (in UTF-8 form of the source) that the text byte at `offset` was read from.
  private func place(of offset: Int) -> Span? {
    var low = 0
    var high = runs.count
    while low < high {
      let middle = (low + high) / 2
      if Int(runs[middle].textStart) <= offset { low = middle + 1 } else { high = middle }
    }
    guard low > 0 else { return nil }
    let run = runs[low - 1]
    let within = offset - Int(run.textStart)
    guard within < Int(run.textLength), run.sourceStart >= 0 else { return nil }
    if run.textLength == run.sourceLength {
      return Span(Int(run.sourceStart) + within, Int(run.sourceStart) + within + 1)
    }
    return Span(Int(run.sourceStart), Int(run.sourceStart) + Int(run.sourceLength))
  }
}

/// From offsets in the UTF-8 form of a file to offsets in the file itself: the text as stretches of
/// characters that are alike in both. Four bytes a stretch, so that a page in which every character
/// differs from the one before costs no more than a few times its size.
public struct DecodeTable: Sendable {
  /// So many characters (20 bits), the UTF-8 bytes of each (4 bits), the source bytes of each (8
  /// bits). A stretch of no UTF-8 bytes is a gap in the source.
  private var stretches: [UInt32] = []
  /// For each 64 stretches, where the first begins.
  private var anchors: [(utf8: Int32, source: Int32)] = []
  private var utf8Count: Int
  private var sourceCount: Int

  private static let longestStretch = 1 << 20 - 1
  private static let stretchesOfAnchor = 64

  /// - Parameter start: where the text begins in the source.
  public init(start: Int = 0) {
    utf8Count = 0
    sourceCount = start
  }

  /// Adds characters behind those that are there.
  ///
  /// - Parameters:
  ///   - utf8Width: UTF-8 bytes of each, up to 15.
  ///   - sourceWidth: source bytes of each, up to 255.
  public mutating func append(_ characters: Int, utf8Width: Int, sourceWidth: Int) {
    var left = characters
    while left > 0 {
      let count = min(left, Self.longestStretch)
      append(packed: UInt32(count) | UInt32(utf8Width) << 20 | UInt32(sourceWidth) << 24)
      left -= count
    }
  }

  /// Adds a stretch that is packed as they are here.
  public mutating func append(packed stretch: UInt32) {
    if stretches.count % Self.stretchesOfAnchor == 0 {
      anchors.append((Int32(utf8Count), Int32(sourceCount)))
    }
    stretches.append(stretch)
    let (count, utf8, source) = Self.unpacked(stretch)
    utf8Count += count * utf8
    sourceCount += count * source
  }

  public mutating func reserveCapacity(_ count: Int) { stretches.reserveCapacity(count) }

  private static func unpacked(_ stretch: UInt32) -> (count: Int, utf8: Int, source: Int) {
    (Int(stretch & 0xF_FFFF), Int(stretch >> 20 & 15), Int(stretch >> 24))
  }

  /// The offset in the file of an offset in its UTF-8 form; inside a character it is rounded up
  /// to the character's end. O(log stretches).
  public func source(of utf8: Int) -> Int {
    var low = 0
    var high = anchors.count
    while low < high {
      let middle = (low + high) / 2
      if Int(anchors[middle].utf8) <= utf8 { low = middle + 1 } else { high = middle }
    }
    guard low > 0 else { return utf8 }
    let anchor = anchors[low - 1]
    var (start, source) = (Int(anchor.utf8), Int(anchor.source))
    let first = (low - 1) * Self.stretchesOfAnchor
    for stretch in stretches[first..<min(stretches.count, first + Self.stretchesOfAnchor)] {
      let (count, width, sourceWidth) = Self.unpacked(stretch)
      let within = utf8 - start
      if within < count * width {
        return source + (within + width - 1) / width * sourceWidth
      }
      start += count * width
      source += count * sourceWidth
    }
    return source + max(0, utf8 - start)
  }
}

/// One value that was found for a metadata field.
public struct MetadataValue: Hashable, Sendable {
  public var value: String
  /// Where it comes from: `json-ld`, `og:title`, `h1`, `time`, `url`, `input`, ...
  public var origin: String
  /// Its bytes in the source file, nil where it has none.
  public var source: Span?

  public init(value: String, origin: String, source: Span? = nil) {
    self.value = value
    self.origin = origin
    self.source = source
  }
}

/// What is known about a document beside its text. For each field all candidates, best first.
public struct Metadata: Sendable {
  public enum Field: String, Sendable, CaseIterable {
    case title, author, published, modified, language, site, url
  }

  public private(set) var candidates: [Field: [MetadataValue]] = [:]
  /// Which step gave the text: `body`, `recovered`, `all-text`; `input` for plain text.
  public var textOrigin = "input"
  /// The encoding that the bytes were read in, such as `utf-8` or `windows-1251`.
  public var encoding = "utf-8"

  public init() {}

  public subscript(field: Field) -> String? { candidates[field]?.first?.value }

  /// Adds a candidate behind those that are there.
  public mutating func add(_ field: Field, _ value: MetadataValue) {
    candidates[field, default: []].append(value)
  }

  public mutating func set(_ field: Field, _ values: [MetadataValue]) {
    candidates[field] = values
  }
}

/// Something about one input that a user should know; never fatal.
public struct Finding: Hashable, Sendable {
  public var stage: String
  public var message: String

  public init(stage: String, message: String) {
    self.stage = stage
    self.message = message
  }
}

/// What stands before a part in the text of its document. Spans and sentences of the part count from
/// here; output counts from the start of the document.
public struct PartOrigin: Hashable, Sendable {
  /// UTF-8 bytes of the text.
  public var bytes = 0
  /// Unicode scalars of the text.
  public var scalars = 0
  public var sentences = 0

  public init() {}
}

/// An article on its way through the stages. Each stage only adds; the text never changes after
/// Markup.
public struct Document: Sendable {
  /// The `id` of jsonl input, else the path as given.
  public var id: String
  /// `XXHash64` of the bytes that it was read from; nil: of its text.
  public var sourceHash: UInt64?
  /// UTF-8, valid.
  public var text: [UInt8]
  public var blocks: [Block] = []
  public var metadata = Metadata()
  public var offsets = OffsetMap.identity
  public var findings: [Finding] = []
  /// Where the text begins in the whole, of a document that is read in parts.
  public var origin = PartOrigin()

  public var sentences: [Sentence] = []
  public var tokens = TokenTable()
  /// For each token, the index of its sentence.
  public var sentenceOfToken: [Int32] = []

  public var entities: [Entity] = []
  public var quantities: [Quantity] = []
  public var dates: [DateMention] = []
  public var lexiconHits: [LexiconHit] = []

  public init(id: String, text: [UInt8]) {
    self.id = id
    self.text = text
  }

  public func string(_ span: Span) -> String {
    String(decoding: text[span.start..<span.end], as: UTF8.self)
  }

  public func string(_ range: TokenRange) -> String {
    range.isEmpty ? "" : string(tokens.span(range))
  }
}
