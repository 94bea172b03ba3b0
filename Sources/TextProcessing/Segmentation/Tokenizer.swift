import DocumentModel

/// Splits text into tokens as the treebanks UD English EWT and GUM do.
///
/// Clitics ("do" "n't"), hyphens ("28" "-" "point", but "co-founder"), currency signs and units
/// ("$" "3.5" "m") are tokens of their own; numbers ("1,200", "10:30"), abbreviations ("U.S."),
/// addresses, and names of letters and a number ("F-16") stay whole. The word lists are data in
/// `en/segmentation/`. Works on any valid UTF-8; other languages are split at spaces and
/// punctuation.
///
///     let tokenizer = try Tokenizer(resources: folder)
///     tokenizer.tokenize(Array("Russia's 28-point plan".utf8))  // Russia 's 28 - point plan
///
/// A class because its tables are some 900 bytes, which a struct would copy from call to call.
public final class Tokenizer: PhraseTokenizer {
  let tables: TokenizerTables
  let kinds: InlineArray<128, UInt32>

  /// - Throws: `FileError` or `SegmentationDataError` when a word list is missing or damaged.
  public init(resources: ResourceFolder) throws {
    tables = try TokenizerTables(resources: resources)
    kinds = CharacterKind.ascii()
  }

  /// The byte ranges of the tokens, in order, not overlapping, white space left out.
  /// O(length).
  public func tokenize(_ phrase: [UInt8]) -> [Span] {
    var ends = TokenCuts()
    phrase.withUnsafeBufferPointer { text in
      tokenize(text, from: 0, to: text.count, into: &ends)
    }
    return ends.spans
  }

  /// The same for a part of a text; offsets are those of the text.
  func tokenize(
    _ text: UnsafeBufferPointer<UInt8>, from start: Int, to end: Int, into cuts: inout TokenCuts
  ) {
    var scan = TokenScan(text: text, end: end)
    var i = start
    while i < end {
      let (first, length) = kind(&scan, i)
      if first == CharacterKind.space {
        i += length
        continue
      }
      var mask = first
      var stop = i + length
      while stop < end {
        let (next, length) = kind(&scan, stop)
        if next == CharacterKind.space { break }
        mask |= next
        stop += length
      }
      if mask == CharacterKind.letter {
        word(&scan, i, stop, &cuts)
      } else {
        chunk(&scan, i, stop, mask, &cuts)
      }
      i = stop
    }
  }

  @inline(__always)
  func kind(_ scan: inout TokenScan, _ i: Int) -> (kind: UInt32, length: Int) {
    let byte = scan.text[i]
    if byte < 0x80 { return (kinds[Int(byte)], 1) }
    return scan.wide(i)
  }

  /// A run of letters alone: one token unless the contraction list parts it.
  @inline(__always)
  private func word(_ scan: inout TokenScan, _ start: Int, _ end: Int, _ cuts: inout TokenCuts) {
    if end - start <= tables.contractions.longest, end - start > 1,
      let positions = FoldedWord(scan.text, start, end)?.value(in: tables.contractions)
    {
      cut(&scan, start, end, positions, &cuts)
    } else {
      cuts.append(start, end)
    }
  }

  /// Parts a contraction at character positions (a byte each, the first cut in the highest).
  func cut(
    _ scan: inout TokenScan, _ start: Int, _ end: Int, _ positions: UInt32,
    _ cuts: inout TokenCuts
  ) {
    var from = start
    for byte in 0..<4 {
      let position = Int(positions >> (24 - 8 * UInt32(byte)) & 0xFF)
      if position == 0 { continue }
      var at = start
      for _ in 0..<position where at < end { at += kind(&scan, at).length }
      if at > from && at < end {
        cuts.append(from, at)
        from = at
      }
    }
    cuts.append(from, end)
  }
}

/// Token boundaries as they are found.
struct TokenCuts {
  var starts: [Int32] = []
  var ends: [Int32] = []

  @inline(__always)
  mutating func append(_ start: Int, _ end: Int) {
    starts.append(Int32(truncatingIfNeeded: start))
    ends.append(Int32(truncatingIfNeeded: end))
  }

  mutating func removeAll() {
    starts.removeAll(keepingCapacity: true)
    ends.removeAll(keepingCapacity: true)
  }

  var spans: [Span] { zip(starts, ends).map { Span(Int($0), Int($1)) } }
}

/// The text that is being split, with the reading of characters beyond ASCII.
struct TokenScan {
  let text: UnsafeBufferPointer<UInt8>
  /// No character at or behind this offset is read.
  let end: Int
  /// No mark of an address stands before it, from where one was last looked for.
  var addressReach = 0

  func wide(_ i: Int) -> (kind: UInt32, length: Int) {
    let byte = text[i]
    var length = 1
    var scalar = UInt32(byte)
    switch byte {
    case 0xC2...0xDF: (length, scalar) = (2, UInt32(byte & 0x1F))
    case 0xE0...0xEF: (length, scalar) = (3, UInt32(byte & 0x0F))
    case 0xF0...0xF4: (length, scalar) = (4, UInt32(byte & 0x07))
    default: return (CharacterKind.letter, 1)
    }
    guard i + length <= end else { return (CharacterKind.letter, end - i) }
    for k in 1..<length { scalar = scalar << 6 | UInt32(text[i + k] & 0x3F) }
    return (CharacterKind.of(scalar: scalar), length)
  }
}
