import Glibc

/// A start or end tag that was passed on to the parser.
struct ScannedTag {
  /// Where its `<` and `>` stand in the slim form.
  var slimStart: Int32
  var slimEnd: Int32
  /// Where its `<` stands in the source.
  var source: Int32
  var firstAttribute: Int32
  var attributeCount: UInt8
  var tag: HTMLTag
  var isEnd: Bool
}

/// An attribute value in the source, without its quotes, character references not decoded.
struct ScannedAttribute {
  var name: HTMLAttribute
  var start: Int32
  var end: Int32
}

/// What stands between two tags.
struct ScannedPiece {
  enum Kind: UInt8 { case text, space, lineBreak, paragraphBreak, linkStart, linkEnd }
  var kind: Kind
  /// The length of the slim form at this place.
  var slim: Int32
  var start: Int32
  var end: Int32
}

/// A tag that says something about the page, with what it holds: the text of `title`, the script
/// of `application/ld+json`.
struct MetadataTag {
  var tag: HTMLTag
  var firstAttribute: Int32
  var attributeCount: UInt8
  var start: Int32
  var end: Int32
}

/// Reads a page in UTF-8 byte by byte and cuts it down to what the parser needs: tags without
/// attributes, and one byte for each run of text.
///
/// Everything else is kept aside with its place in the source: text runs, the attributes that are
/// of interest, metadata. libxml2 therefore sees a few percent of the bytes, all of them ASCII;
/// nothing in a page can reach the paths in which it is slow or drops text (long runs, many
/// attributes, NUL, deep nesting), and the place of a run in the source is known and not computed.
struct TagScanner {
  static let maximumAttributes = 64
  /// As deep as browsers nest; the text of deeper elements stays, with the last ancestor. Within
  /// one chunk the depth is an estimate, which unclosed elements drive up: twice that is let pass.
  static let maximumDepth = 512

  private(set) var position = 0
  /// What was passed on before the bytes in `slim`.
  private(set) var slimBase = 0
  var slim: [UInt8] = []
  var tags: [ScannedTag] = []
  var attributes: [ScannedAttribute] = []
  var pieces: [ScannedPiece] = []
  var metadata: [MetadataTag] = []
  var metadataAttributes: [ScannedAttribute] = []
  private(set) var droppedAttributes = 0
  private(set) var droppedDepth = 0

  /// Whether the last byte of the slim form stands for text.
  private(set) var lastIsText = false
  /// How many elements are open: at the start of the chunk, and by now.
  private var depthBefore = 0
  private var depth = 0
  private var open = [Int32](repeating: 0, count: 256)
  private var kept = [UInt64](repeating: 0, count: 256)
  private var tooDeep = [Int32](repeating: 0, count: 256)
  /// Elements whose end tag is known not to follow, so that nobody looks for it again.
  private var unclosed = [Bool](repeating: false, count: 256)
  private var noCommentEnd = false
  private var titleSeen = false
  private var selfClosing = false
  /// By tag: the name that the parser is given, and the tag's own.
  private let names = TagScanner.parserNames
  private let ownNames = TagScanner.tagNames

  private static let tagNames = (0..<256).map { raw in
    HTMLTag(rawValue: UInt8(raw)).map { Array("\($0)".utf8) } ?? []
  }
  private static let parserNames = (0..<256).map { raw in
    let tag = HTMLTag(rawValue: UInt8(raw)) ?? .other
    return Array(tag.parserName.withUTF8Buffer { Array($0) })
  }

  mutating func begin(at start: Int) {
    position = start
    slimBase = 0
    slim.removeAll(keepingCapacity: true)
    tags.removeAll(keepingCapacity: true)
    attributes.removeAll(keepingCapacity: true)
    pieces.removeAll(keepingCapacity: true)
    metadata.removeAll(keepingCapacity: true)
    metadataAttributes.removeAll(keepingCapacity: true)
    droppedAttributes = 0
    droppedDepth = 0
    lastIsText = false
    depth = 0
    depthBefore = 0
    for i in 0..<256 {
      open[i] = 0
      kept[i] = 0
      tooDeep[i] = 0
      unclosed[i] = false
    }
    noCommentEnd = false
    titleSeen = false
  }

  /// Forgets what was scanned before, but for the tags and pieces from the given ones on, which
  /// the parser has not come to yet.
  mutating func nextChunk(tagsDone: Int, piecesDone: Int, depth: Int) {
    slimBase += slim.count
    slim.removeAll(keepingCapacity: true)
    if tagsDone == tags.count {
      tags.removeAll(keepingCapacity: true)
      attributes.removeAll(keepingCapacity: true)
    } else {
      tags.removeFirst(tagsDone)
    }
    if piecesDone == pieces.count {
      pieces.removeAll(keepingCapacity: true)
    } else {
      pieces.removeFirst(piecesDone)
    }
    self.depth = depth
    depthBefore = depth
  }

  /// Scans until the slim form has about `budget` bytes; ends behind a tag, or at the end.
  mutating func scan(_ source: UnsafePointer<UInt8>, _ count: Int, budget: Int) {
    while position < count {
      let start = position
      let found = memchr(source + start, 0x3C, count - start)
      let end =
        found.map { UnsafeRawPointer($0) - UnsafeRawPointer(source) } ?? count
      if end > start { addText(source, start, end) }
      position = end
      if end == count { return }
      let next = end + 1 < count ? source[end + 1] : 0
      if HTMLBytes.isLetter(next) {
        startTag(source, count)
      } else if next == 0x2F {
        endTag(source, count)
      } else if next == 0x21 {
        declaration(source, count)
      } else if next == 0x3F {
        position = after(0x3E, source, end + 2, count)
      } else {
        addText(source, end, end + 1)
        position = end + 1
        if pieces.count >= budget * 4 { return }
        continue
      }
      if slim.count >= budget || tags.count >= budget || pieces.count >= budget * 4 { return }
    }
  }

  private mutating func addText(_ source: UnsafePointer<UInt8>, _ start: Int, _ end: Int) {
    var first = start
    while first < end && HTMLBytes.isSpace(source[first]) { first += 1 }
    let slimLength = Int32(truncatingIfNeeded: slimBase + slim.count)
    // While the parser's last byte stands for text already, this piece belongs to it.
    let slimPlace = lastIsText ? slimLength - 1 : slimLength
    if first == end {
      if let last = pieces.last, last.kind == .space, last.slim == slimPlace { return }
      pieces.append(
        ScannedPiece(kind: .space, slim: slimPlace, start: Int32(start), end: Int32(end)))
      return
    }
    pieces.append(
      ScannedPiece(kind: .text, slim: slimPlace, start: Int32(start), end: Int32(end)))
    if !lastIsText {
      slim.append(0x78)
      lastIsText = true
    }
  }

  private mutating func addBreak(_ kind: ScannedPiece.Kind, at place: Int) {
    let slimLength = Int32(truncatingIfNeeded: slimBase + slim.count)
    pieces.append(
      ScannedPiece(
        kind: kind, slim: lastIsText ? slimLength - 1 : slimLength, start: Int32(place),
        end: Int32(place)))
  }

  /// The place behind the next `byte`, or the end.
  private func after(
    _ byte: UInt8, _ source: UnsafePointer<UInt8>, _ start: Int, _ count: Int
  ) -> Int {
    guard start < count, let found = memchr(source + start, Int32(byte), count - start) else {
      return count
    }
    return UnsafeRawPointer(found) - UnsafeRawPointer(source) + 1
  }

  private mutating func declaration(_ source: UnsafePointer<UInt8>, _ count: Int) {
    let start = position
    if start + 3 < count, source[start + 2] == 0x2D, source[start + 3] == 0x2D, !noCommentEnd {
      // `<!-->` and `<!--->` are whole comments.
      var i = start + 4
      if i < count, source[i] == 0x3E {
        position = i + 1
        return
      }
      if i + 1 < count, source[i] == 0x2D, source[i + 1] == 0x3E {
        position = i + 2
        return
      }
      while i < count {
        i = after(0x3E, source, i, count)
        if i - 3 >= start + 4, source[i - 1] == 0x3E {
          if source[i - 2] == 0x2D && source[i - 3] == 0x2D
            || i - 4 >= start + 4 && source[i - 2] == 0x21 && source[i - 3] == 0x2D
              && source[i - 4] == 0x2D
          {
            position = i
            return
          }
        }
      }
      // No end follows: what HTML would swallow to the end of the page is read on after the `>`.
      noCommentEnd = true
    }
    position = after(0x3E, source, start + 2, count)
  }

  private mutating func endTag(_ source: UnsafePointer<UInt8>, _ count: Int) {
    let start = position
    var i = start + 2
    guard i < count, HTMLBytes.isLetter(source[i]) else {
      position = after(0x3E, source, i, count)
      return
    }
    let nameStart = i
    while i < count, source[i] != 0x3E, source[i] != 0x2F, !HTMLBytes.isSpace(source[i]) { i += 1 }
    let raw = NameTable.tags.find(source + nameStart, i - nameStart)
    let tag = HTMLTag(rawValue: raw) ?? .other
    position = after(0x3E, source, i, count)
    switch tag.treatment {
    case .block, .hiddenContent:
      closeBlock(tag, start)
    case .inline:
      if tag == .a { addBreak(.linkEnd, at: start) }
      let slot = Int(raw)
      let wasKept = kept[slot] & 1 == 1
      kept[slot] >>= 1
      if wasKept { closeBlock(tag, start) }
    case .tagOnly:
      if tag == .br { addBreak(.lineBreak, at: start) }
    case .rawContent:
      break
    }
  }

  private mutating func closeBlock(_ tag: HTMLTag, _ start: Int) {
    let slot = Int(tag.rawValue)
    if tooDeep[slot] > 0 {
      tooDeep[slot] -= 1
      return
    }
    guard open[slot] > 0 else {
      // The end tag of any heading ends one.
      if tag.headingLevel > 0 {
        for other in [HTMLTag.h1, .h2, .h3, .h4, .h5, .h6] where open[Int(other.rawValue)] > 0 {
          closeBlock(other, start)
          return
        }
      }
      if tag == .p { addBreak(.paragraphBreak, at: start) }
      return
    }
    open[slot] -= 1
    if !tag.isClosedByItsLike { depth -= 1 }
    let slimStart = slimBase + slim.count
    slim.append(0x3C)
    slim.append(0x2F)
    slim.append(contentsOf: names[slot])
    slim.append(0x3E)
    lastIsText = false
    tags.append(
      ScannedTag(
        slimStart: Int32(truncatingIfNeeded: slimStart),
        slimEnd: Int32(truncatingIfNeeded: slimBase + slim.count - 1), source: Int32(start),
        firstAttribute: 0, attributeCount: 0, tag: tag, isEnd: true))
  }

  private mutating func startTag(_ source: UnsafePointer<UInt8>, _ count: Int) {
    let start = position
    var i = start + 1
    while i < count, source[i] != 0x3E, source[i] != 0x2F, source[i] != 0x3C,
      !HTMLBytes.isSpace(source[i])
    {
      i += 1
    }
    let raw = NameTable.tags.find(source + start + 1, i - start - 1)
    let tag = HTMLTag(rawValue: raw) ?? .other
    let firstAttribute = attributes.count
    position = scanAttributes(source, i, count)
    let attributeCount = attributes.count - firstAttribute
    switch tag.treatment {
    case .block, .hiddenContent:
      openBlock(tag, start, firstAttribute, attributeCount)
      return
    case .inline:
      let slot = Int(raw)
      var keep = attributeCount > 0 && !selfClosing
      if tag == .a { keep = openLink(start, firstAttribute) && keep }
      if !selfClosing { kept[slot] = kept[slot] << 1 | (keep ? 1 : 0) }
      if keep {
        openBlock(tag, start, firstAttribute, attributeCount)
        return
      }
    case .tagOnly:
      if tag == .br { addBreak(.lineBreak, at: start) }
      if tag == .html || tag == .meta || tag == .link || tag == .base || tag == .body {
        addMetadata(tag, firstAttribute, position, position)
      }
    case .rawContent:
      skipContent(tag, source, count, firstAttribute)
    }
    attributes.removeLast(attributes.count - firstAttribute)
  }

  /// Links are noted beside the tree: an `a` that is never closed would else hold the rest of the
  /// page. Only those whose names may say something stand in the tree as well.
  private mutating func openLink(_ start: Int, _ firstAttribute: Int) -> Bool {
    var isNamed = false
    for attribute in attributes[firstAttribute...] {
      if attribute.name == .href { addBreak(.linkStart, at: start) }
      if attribute.name == .rel || attribute.name == .itemprop || attribute.name == .className {
        isNamed = true
      }
    }
    return isNamed
  }

  private mutating func openBlock(
    _ tag: HTMLTag, _ start: Int, _ firstAttribute: Int, _ attributeCount: Int
  ) {
    let slot = Int(tag.rawValue)
    if tag != .hr, depthBefore >= TagScanner.maximumDepth || depth >= TagScanner.maximumDepth * 2 {
      tooDeep[slot] += 1
      droppedDepth += 1
      attributes.removeLast(attributeCount)
      return
    }
    if tag != .hr {
      open[slot] = tag == .p ? 1 : open[slot] + 1
      if !tag.isClosedByItsLike { depth += 1 }
    }
    let slimStart = slimBase + slim.count
    slim.append(0x3C)
    slim.append(contentsOf: names[slot])
    slim.append(0x3E)
    lastIsText = false
    tags.append(
      ScannedTag(
        slimStart: Int32(truncatingIfNeeded: slimStart),
        slimEnd: Int32(truncatingIfNeeded: slimBase + slim.count - 1), source: Int32(start),
        firstAttribute: Int32(firstAttribute), attributeCount: UInt8(attributeCount), tag: tag,
        isEnd: false))
  }

  private mutating func addMetadata(
    _ tag: HTMLTag, _ firstAttribute: Int, _ start: Int, _ end: Int
  ) {
    guard metadata.count < 4096 else { return }
    let first = metadataAttributes.count
    metadataAttributes.append(contentsOf: attributes[firstAttribute...])
    metadata.append(
      MetadataTag(
        tag: tag, firstAttribute: Int32(first),
        attributeCount: UInt8(metadataAttributes.count - first), start: Int32(start),
        end: Int32(end)))
  }

  /// Steps over an element whose content is not text of the page. Without an end tag only the
  /// start tag is dropped, else the rest of the page would be lost.
  private mutating func skipContent(
    _ tag: HTMLTag, _ source: UnsafePointer<UInt8>, _ count: Int, _ firstAttribute: Int
  ) {
    if selfClosing, tag == .svg || tag == .math { return }
    let slot = Int(tag.rawValue)
    if unclosed[slot] { return }
    let contentStart = position
    var i = position
    var end = -1
    while let found = memchr(source + i, 0x3C, count - i) {
      let place = UnsafeRawPointer(found) - UnsafeRawPointer(source)
      i = place + 1
      if i < count, source[i] == 0x2F, isName(source, i + 1, count, slot) {
        end = place
        break
      }
      if i >= count { break }
    }
    guard end >= 0 else {
      unclosed[slot] = true
      return
    }
    position = after(0x3E, source, end + 2, count)
    if tag == .title {
      if !titleSeen { addMetadata(tag, firstAttribute, contentStart, end) }
      titleSeen = true
    } else if tag == .script {
      for attribute in attributes[firstAttribute...] where attribute.name == .type {
        let length = Int(attribute.end - attribute.start)
        if length >= 19, length < 64,
          HTMLBytes.matches(
            source, Int(attribute.start), Int(attribute.end), "application/ld+json")
        {
          addMetadata(tag, firstAttribute, contentStart, end)
        }
      }
    }
  }

  private func isName(
    _ source: UnsafePointer<UInt8>, _ start: Int, _ count: Int, _ slot: Int
  ) -> Bool {
    var i = start
    for byte in ownNames[slot] {
      guard i < count, HTMLBytes.lower(source[i]) == byte else { return false }
      i += 1
    }
    return i == count || source[i] == 0x3E || source[i] == 0x2F || HTMLBytes.isSpace(source[i])
  }

  /// Reads the attributes of a tag and returns the place behind its `>`.
  private mutating func scanAttributes(
    _ source: UnsafePointer<UInt8>, _ start: Int, _ count: Int
  ) -> Int {
    selfClosing = false
    let first = attributes.count
    var i = start
    while i < count {
      let byte = source[i]
      if byte == 0x3E { return i + 1 }
      if byte == 0x2F {
        i += 1
        selfClosing = i < count && source[i] == 0x3E
        continue
      }
      if HTMLBytes.isSpace(byte) {
        i += 1
        continue
      }
      // A name; a `<` inside a tag means that its `>` is missing.
      if byte == 0x3C, i + 1 < count, HTMLBytes.isLetter(source[i + 1]) || source[i + 1] == 0x2F {
        return i
      }
      let nameStart = i
      i += 1
      while i < count {
        let c = source[i]
        if c == 0x3D || c == 0x3E || c == 0x2F || HTMLBytes.isSpace(c) { break }
        i += 1
      }
      let nameEnd = i
      while i < count, HTMLBytes.isSpace(source[i]) { i += 1 }
      var valueStart = i
      var valueEnd = i
      if i < count, source[i] == 0x3D {
        i += 1
        while i < count, HTMLBytes.isSpace(source[i]) { i += 1 }
        (valueStart, valueEnd, i) = scanValue(source, i, count)
      }
      let raw = NameTable.attributes.find(source + nameStart, nameEnd - nameStart)
      if raw != 0, let name = HTMLAttribute(rawValue: raw) {
        if attributes.count - first < TagScanner.maximumAttributes {
          attributes.append(
            ScannedAttribute(name: name, start: Int32(valueStart), end: Int32(valueEnd)))
        } else {
          droppedAttributes += 1
        }
      }
    }
    return count
  }

  /// The bounds of a value that begins at `start`, and the place behind it and its quote.
  private func scanValue(
    _ source: UnsafePointer<UInt8>, _ start: Int, _ count: Int
  ) -> (Int, Int, Int) {
    guard start < count else { return (start, start, start) }
    let quote = source[start]
    guard quote == 0x22 || quote == 0x27 else {
      var i = start
      while i < count, source[i] != 0x3E, !HTMLBytes.isSpace(source[i]) { i += 1 }
      return (start, i, i)
    }
    let first = start + 1
    let end = after(quote, source, first, count) - 1
    let isClosed = end >= first && end < count && source[end] == quote
    if isClosed {
      if end + 1 >= count { return (first, end, end + 1) }
      let next = source[end + 1]
      if next == 0x3E || next == 0x2F || HTMLBytes.isSpace(next) { return (first, end, end + 1) }
    }
    // The quote is not closed, or what closes it opens the next tag's value: if markup stands
    // before it, the value ends with its own tag.
    let limit = min(isClosed ? end : count, first + 2048)
    guard first < limit, let found = memchr(source + first, 0x3E, limit - first) else {
      return isClosed ? (first, end, end + 1) : (first, limit, limit)
    }
    let close = UnsafeRawPointer(found) - UnsafeRawPointer(source)
    let rest = limit - close
    guard memchr(source + close, 0x3C, rest) != nil else {
      return isClosed ? (first, end, end + 1) : (first, close, close)
    }
    return (first, close, close)
  }
}
