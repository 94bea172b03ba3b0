import DocumentModel

/// What an abbreviation tells about the end of a sentence; see `abbreviations.txt`.
enum AbbreviationClass: UInt32, Sendable {
  case title = 1
  case number, month, inner, end, time

  init?(name: Substring) {
    switch name {
    case "title": self = .title
    case "number": self = .number
    case "month": self = .month
    case "inner": self = .inner
    case "end": self = .end
    case "time": self = .time
    default: return nil
    }
  }
}

/// A language table of the segmentation that cannot be read.
public struct SegmentationDataError: Error, Hashable, Sendable, CustomStringConvertible {
  public var file: String
  public var line: String

  public var description: String {
    "\(file): cannot read '\(line)'; the comment at the top of the file says how lines are written"
  }
}

/// The word lists of a language that the tokenizer needs.
struct TokenizerTables: Sendable {
  static let folder = "en/segmentation/"

  /// Folded word → cut positions in characters, one byte each.
  var contractions = ByteStringTable()
  /// Folded ending without its apostrophe → 1, or 2 where the letter before belongs to it.
  var clitics = ByteStringTable()
  var elisions = ByteStringTable()
  var prefixes = ByteStringTable()
  var whole = ByteStringTable()
  var units = ByteStringTable()
  var domains = ByteStringTable()
  var emoticons = ByteStringTable()
  /// Abbreviation as written → raw value of `AbbreviationClass`.
  var abbreviations = ByteStringTable()

  init(resources: ResourceFolder) throws {
    for line in try resources.lines(Self.folder + "contractions.txt") {
      var cuts: UInt32 = 0
      var word: [UInt8] = []
      for byte in line.utf8 {
        if byte == 0x7C { cuts = cuts << 8 | UInt32(word.count & 0xFF) } else { word.append(byte) }
      }
      contractions.insert(word, cuts)
    }
    for line in try resources.lines(Self.folder + "clitics.txt") {
      let bytes = Array(line.utf8)
      guard let mark = bytes.firstIndex(of: 0x27), mark <= 1 else {
        throw SegmentationDataError(file: Self.folder + "clitics.txt", line: line)
      }
      clitics.insert(bytes[(mark + 1)...], mark == 0 ? 1 : 2)
    }
    for line in try resources.lines(Self.folder + "abbreviations.txt") {
      let fields = line.fields
      guard fields.count == 2, let kind = AbbreviationClass(name: fields[1]) else {
        throw SegmentationDataError(file: Self.folder + "abbreviations.txt", line: line)
      }
      abbreviations.insert(fields[0].utf8, kind.rawValue)
    }
    elisions = try Self.words("elisions.txt", resources)
    prefixes = try Self.words("prefixes.txt", resources)
    whole = try Self.words("whole.txt", resources)
    units = try Self.words("units.txt", resources)
    domains = try Self.words("domains.txt", resources)
    emoticons = try Self.words("emoticons.txt", resources)
  }

  private static func words(
    _ file: String, _ resources: ResourceFolder
  ) throws -> ByteStringTable {
    var table = ByteStringTable()
    for line in try resources.lines(folder + file) { table.insert(line.utf8, 1) }
    return table
  }
}

/// A word in lower case (ASCII letters) with straight apostrophes, on the stack.
struct FoldedWord {
  private var bytes = InlineArray<32, UInt8>(repeating: 0)
  private(set) var count = 0

  /// nil when the word is longer than any entry of a table can be.
  init?(_ text: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) {
    if end - start > 40 { return nil }
    var i = start
    while i < end {
      var byte = text[i]
      if byte >= 0x41 && byte <= 0x5A {
        byte |= 0x20
      } else if byte == 0xE2 && i + 2 < end && text[i + 1] == 0x80
        && (text[i + 2] == 0x99 || text[i + 2] == 0x98)
      {
        byte = 0x27
        i += 2
      } else if byte == 0x60 {
        byte = 0x27
      }
      if count == 32 { return nil }
      bytes[count] = byte
      count += 1
      i += 1
    }
  }

  func value(in table: ByteStringTable) -> UInt32? {
    if count == 0 || count > table.longest { return nil }
    return withUnsafeBytes(of: bytes) { raw in
      table.value(
        of: UnsafeBufferPointer(rebasing: raw.bindMemory(to: UInt8.self)[0..<count]))
    }
  }
}
