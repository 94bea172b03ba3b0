import DocumentModel

/// Finds title, author, dates, language, site and address of a page, with all candidates.
///
/// Reads what the scanner kept of the page's head and the page's elements. Ranks order candidates
/// of one field; `html/metadata.txt` lists them.
struct MetadataReader {
  let source: UnsafePointer<UInt8>
  let page: Page
  let scanner: TagScanner
  let entities: EntityTable
  let table: DecodeTable?
  let rules: MetadataRules

  struct Found {
    var field: Metadata.Field
    var rank: Int
    var value: MetadataValue
  }

  private enum Rank {
    static let address = 10
    static let json = 15
    static let page = 50
    static let titleElement = 60
    static let heading = 70
    static let place = 80
    static let last = 90
  }

  /// Fills `document.metadata` and takes what repeats the title out of the chosen blocks.
  ///
  /// - Returns: the best article text that the page gives in JSON-LD, as bytes of the source.
  func read(_ document: inout Document, _ selector: inout ContentSelector) -> ArticleBody? {
    var found: [Found] = []
    var body: ArticleBody?
    readTags(&found, &body)
    let zone = HeaderZone(page, selector)
    readHeadings(&found, selector)
    readBylines(&found, zone)
    readTimes(&found, zone)
    readAddressDate(&found)
    readPlace(&found)
    normalizeDates(&found, zone)
    for field in Metadata.Field.allCases {
      document.metadata.set(field, Self.ordered(found, field))
    }
    if document.metadata[.published] == nil {
      for value in document.metadata.candidates[.modified] ?? [] {
        var value = value
        value.origin += " modified"
        document.metadata.add(.published, value)
      }
    }
    cutTitles(&document, found)
    settleLanguage(&document, selector)
    if let title = document.metadata[.title] { dropTitle(title, &selector) }
    return body
  }

  private static func ordered(_ found: [Found], _ field: Metadata.Field) -> [MetadataValue] {
    var seen: Set<String> = []
    return found.enumerated().filter { $0.element.field == field }
      .sorted { ($0.element.rank, $0.offset) < ($1.element.rank, $1.offset) }
      .map { $0.element.value }
      .filter { seen.insert($0.value + "\n" + $0.origin).inserted }
  }

  func span(_ start: Int32, _ end: Int32) -> Span {
    guard let table else { return Span(Int(start), Int(end)) }
    return Span(table.source(of: Int(start)), table.source(of: Int(end)))
  }

  /// A stretch of the source with character references decoded and white space made one space.
  func text(_ start: Int32, _ end: Int32) -> String {
    var bytes: [UInt8] = []
    var i = Int(start)
    let end = min(Int(end), i + (1 << 14))
    while i < end {
      if source[i] == 0x26 {
        let length = entities.decode(source, i, end, inAttribute: true, into: &bytes)
        if length > 0 {
          i += length
          continue
        }
      }
      bytes.append(source[i])
      i += 1
    }
    return Self.collapse(bytes)
  }

  static func collapse(_ bytes: [UInt8]) -> String {
    var output: [UInt8] = []
    bytes.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return }
      var i = 0
      var space = false
      while i < buffer.count {
        let byte = base[i]
        var length = 1
        var isSpace = byte <= 0x20
        var isInvisible = false
        if byte >= 0x80 {
          let (kind, count) = TextMeasure.special(base, i, buffer.count)
          length = count
          isSpace = kind == .space
          isInvisible = kind == .invisible
        }
        if isSpace {
          space = !output.isEmpty
        } else if !isInvisible {
          if space { output.append(0x20) }
          space = false
          output.append(contentsOf: UnsafeBufferPointer(start: base + i, count: length))
        }
        i += length
      }
    }
    return String(decoding: output, as: UTF8.self)
  }

  private func add(
    _ found: inout [Found], _ field: Metadata.Field, _ rank: Int, _ value: String,
    _ origin: String, _ source: Span?
  ) {
    guard !value.isEmpty, value.utf8.count < 2000 else { return }
    found.append(
      Found(
        field: field, rank: rank,
        value: MetadataValue(value: value, origin: origin, source: source)))
  }

  // The head of the page.

  private func readTags(_ found: inout [Found], _ body: inout ArticleBody?) {
    for tag in scanner.metadata {
      switch tag.tag {
      case .title:
        add(
          &found, .title, Rank.titleElement, text(tag.start, tag.end), "title",
          span(tag.start, tag.end))
      case .html:
        if let lang = attribute(tag, .lang) {
          add(
            &found, .language, Rank.address, text(lang.start, lang.end), "lang",
            span(lang.start, lang.end))
        }
      case .link:
        guard let rel = attribute(tag, .rel), let href = attribute(tag, .href) else { continue }
        if HTMLBytes.contains(source, Int(rel.start), Int(rel.end), "canonical") {
          add(
            &found, .url, Rank.address, text(href.start, href.end), "canonical",
            span(href.start, href.end))
        }
      case .meta:
        readMeta(tag, &found)
      case .script:
        let reader = ArticleData(source: source, start: Int(tag.start), end: Int(tag.end))
        for item in reader.read(rules) {
          let rank = Rank.json + (item.isArticle ? 0 : 40)
          var value = item.value
          value.source = item.span.map { span(Int32($0.start), Int32($0.end)) }
          guard !value.value.isEmpty else { continue }
          found.append(Found(field: item.field, rank: rank, value: value))
        }
        if let candidate = reader.body(rules), candidate.length > body?.length ?? 0 {
          body = candidate
        }
      default: break
      }
    }
  }

  private func attribute(_ tag: MetadataTag, _ name: HTMLAttribute) -> ScannedAttribute? {
    for i in 0..<Int(tag.attributeCount) {
      let attribute = scanner.metadataAttributes[Int(tag.firstAttribute) + i]
      if attribute.name == name { return attribute }
    }
    return nil
  }

  private func readMeta(_ tag: MetadataTag, _ found: inout [Found]) {
    guard let content = attribute(tag, .content) else { return }
    for (place, name) in [HTMLAttribute.property, .name, .itemprop, .httpEquiv].enumerated() {
      guard let key = attribute(tag, name), key.end - key.start < 256 else { continue }
      for word in text(key.start, key.end).lowercased().split(separator: " ") {
        guard let (field, rank) = rules.metaKeys[String(word)] else { continue }
        let value = text(content.start, content.end)
        if field == .author, Self.isAddress(value) { continue }
        // Of the same key as `property` and as `name`, the first is the newer form.
        add(
          &found, field, rank + (place > 0 ? 1 : 0), value, String(word),
          span(content.start, content.end))
      }
    }
  }

  static func isAddress(_ value: String) -> Bool {
    value.hasPrefix("http:") || value.hasPrefix("https:") || value.hasPrefix("//")
      || value.hasPrefix("www.")
  }

  // The page itself.

  /// The text of an element, its blocks parted by a space; nil if it is empty or long.
  private func elementText(_ element: Int, limit: Int) -> String? {
    var bytes: [UInt8] = []
    let start = page.textStart[element]
    let end = page.textEnd[element]
    guard end > start, Int(end - start) <= limit * 4 else { return nil }
    for index in Int(page.firstBlock[element])..<Int(page.lastBlock[element]) {
      let block = page.blocks[index]
      let first = max(block.start, start)
      let last = min(block.end, end)
      guard last > first else { continue }
      if !bytes.isEmpty { bytes.append(0x20) }
      bytes.append(contentsOf: page.bytes(first, last))
    }
    let text = Self.collapse(bytes)
    return text.isEmpty || text.unicodeScalars.count > limit ? nil : text
  }

  /// The bytes of the source that a stretch of the page's text was read from.
  private func source(of start: Int32, _ end: Int32) -> Span? {
    var first: Int32?
    var last: Int32 = 0
    var low = 0
    var high = page.runs.count
    while low < high {
      let middle = (low + high) / 2
      if page.runs[middle].textStart + page.runs[middle].textLength <= start {
        low = middle + 1
      } else {
        high = middle
      }
    }
    while low < page.runs.count, page.runs[low].textStart < end {
      let run = page.runs[low]
      let isVerbatim = run.textLength == run.sourceLength
      let before = isVerbatim ? max(0, start - run.textStart) : 0
      let after = isVerbatim ? max(0, run.textStart + run.textLength - end) : 0
      if first == nil { first = run.sourceStart + before }
      last = run.sourceStart + run.sourceLength - after
      low += 1
    }
    return first.map { span($0, last) }
  }

  private func readHeadings(_ found: inout [Found], _ selector: ContentSelector) {
    let (heading, _) = selector.mainHeading(page)
    var count = 0
    for (i, block) in page.blocks.enumerated()
    where block.kind == .heading && block.level == 1 && count < 8 {
      count += 1
      add(
        &found, .title, Int32(i) == heading ? Rank.heading : Rank.last,
        String(decoding: page.bytes(block.start, block.end), as: UTF8.self), "h1",
        source(of: block.start, block.end))
    }
  }

  private func readBylines(_ found: inout [Found], _ zone: HeaderZone) {
    var count = 0
    for element in page.tag.indices {
      let flags = page.flags[element]
      let isMarked = flags.contains(.relAuthor) || flags.contains(.itempropAuthor)
      guard isMarked || page.names[element].contains(.byline), count < 8,
        zone.mayHoldByline(page, element), let line = elementText(element, limit: 100)
      else { continue }
      guard !Self.isAddress(line), Self.words(line).count > 0 else { continue }
      count += 1
      let place = source(of: page.textStart[element], page.textEnd[element])
      let origin = isMarked ? "author" : "byline"
      add(&found, .author, Rank.page, line, origin, place)
      let name = rules.name(inByline: line)
      if name != line { add(&found, .author, Rank.page + 1, name, origin + " name", place) }
    }
  }

  private func readTimes(_ found: inout [Found], _ zone: HeaderZone) {
    for element in page.tag.indices {
      let flags = page.flags[element]
      let isDate = flags.contains(.itempropDate)
      let isModified = flags.contains(.itempropModified)
      guard page.tag[element] == .time || isDate || isModified else { continue }
      let hasValue = page.valueEnd[element] > page.valueStart[element]
      let value =
        hasValue
        ? text(page.valueStart[element], page.valueEnd[element]) : elementText(element, limit: 60)
      let place =
        hasValue
        ? span(page.valueStart[element], page.valueEnd[element])
        : source(of: page.textStart[element], page.textEnd[element])
      guard let value else { continue }
      if isModified {
        add(&found, .modified, Rank.page, value, "itemprop", place)
      } else if isDate {
        add(&found, .published, Rank.page, value, "itemprop", place)
      } else if zone.contains(page.firstBlock[element]) {
        add(&found, .published, Rank.page + 5, value, "time", place)
      }
    }
  }

  /// `/2024/03/05/` in the page's address.
  private func readAddressDate(_ found: inout [Found]) {
    for item in found where item.field == .url {
      let parts = item.value.value.split(separator: "/")
      for i in parts.indices.dropLast(2) {
        guard parts[i].count == 4, parts[i].allSatisfy({ $0.isASCII && $0.isNumber }),
          parts[i + 1].count == 2, parts[i + 2].count == 2,
          let date = rules.dates.read("\(parts[i])-\(parts[i + 1])-\(parts[i + 2])")
        else { continue }
        add(&found, .published, Rank.page + 10, date, "url", item.value.source)
        return
      }
    }
  }

  /// The site by the address's host, where nothing names it.
  private func readPlace(_ found: inout [Found]) {
    for item in found where item.field == .url {
      let parts = item.value.value.split(separator: "/", omittingEmptySubsequences: false)
      guard parts.count > 2, parts[0].hasSuffix(":") else { continue }
      let host = parts[2].hasPrefix("www.") ? parts[2].dropFirst(4) : parts[2]
      add(&found, .site, Rank.last, String(host), "host", item.value.source)
      return
    }
  }

  private func normalizeDates(_ found: inout [Found], _ zone: HeaderZone) {
    let language = found.first { $0.field == .language }?.value.value.lowercased() ?? ""
    let monthFirst = language == "en-us" || language == "en"
    for i in found.indices.reversed()
    where found[i].field == .published || found[i].field == .modified {
      if let date = rules.dates.read(
        found[i].value.value, monthFirst: monthFirst, anywhere: found[i].rank >= Rank.page)
      {
        found[i].value.value = date
      } else {
        found.remove(at: i)
      }
    }
    for index in zone.blocks {
      let block = page.blocks[index]
      guard block.weight < 160 else { continue }
      let line = String(decoding: page.bytes(block.start, block.end), as: UTF8.self)
      guard let date = rules.dates.read(line, monthFirst: monthFirst, anywhere: true) else {
        continue
      }
      add(
        &found, .published, Rank.place, date, "text", source(of: block.start, block.end))
    }
  }

  /// Puts the title element's part that is the title before the whole of it.
  private func cutTitles(_ document: inout Document, _ found: [Found]) {
    var values = document.metadata.candidates[.title] ?? []
    guard let index = values.firstIndex(where: { $0.origin == "title" }) else { return }
    let headings = page.blocks.filter { $0.kind == .heading && $0.level <= 2 }.prefix(16).map {
      String(decoding: page.bytes($0.start, $0.end), as: UTF8.self)
    }
    let sites = (document.metadata.candidates[.site] ?? []).map { $0.value }
    let cut = TitleCutter.cut(values[index].value, headings: headings, sites: sites)
    if cut != values[index].value {
      var part = values[index]
      part.value = cut
      part.origin = "title part"
      values.insert(part, at: index)
      document.metadata.set(.title, values)
    }
  }

  /// Puts the detector's language first where the page's own word for it cannot be right.
  private func settleLanguage(_ document: inout Document, _ selector: ContentSelector) {
    var sample: [UInt8] = []
    for index in selector.chosen where sample.count < 1 << 14 {
      let block = page.blocks[Int(index)]
      sample.append(contentsOf: page.bytes(block.start, block.end))
      sample.append(0x20)
    }
    guard let (language, confidence) = rules.languages.detect(sample[...]) else { return }
    var values = document.metadata.candidates[.language] ?? []
    let detected = MetadataValue(value: language, origin: "detected")
    let declared = values.first.map { String($0.value.lowercased().prefix(2)) }
    if declared != nil, declared == language || confidence < 0.6 {
      values.append(detected)
    } else if let agreed = values.firstIndex(where: {
      $0.value.lowercased().hasPrefix(language)
    }) {
      values.insert(values.remove(at: agreed), at: 0)
      values.append(detected)
    } else {
      values.insert(detected, at: 0)
    }
    document.metadata.set(.language, values)
  }

  /// Takes the headline out of the text: it is the document's title.
  private func dropTitle(_ title: String, _ selector: inout ContentSelector) {
    let whole = Self.comparable(title)
    let words = Set(Self.words(title))
    var seen = 0
    var stop = false
    selector.remove { index in
      let block = page.blocks[index]
      guard !stop, seen < 8 else { return false }
      seen += 1
      if block.kind != .heading, block.weight > 300 {
        stop = true
        return false
      }
      guard Int(block.end - block.start) < 2 * title.utf8.count + 16 else { return false }
      let text = String(decoding: page.bytes(block.start, block.end), as: UTF8.self)
      if Self.comparable(text) == whole { return true }
      guard block.kind == .heading, block.level <= 2 else { return false }
      let own = Self.words(text)
      let foreign = own.filter { !words.contains($0) }
      let length = own.reduce(0) { $0 + $1.utf8.count }
      return length > 0 && foreign.reduce(0) { $0 + $1.utf8.count } * 4 < length && own.count > 2
    }
  }

  /// The words of a text in lower case.
  static func words(_ text: String) -> [String] {
    var list: [String] = []
    var word = ""
    for scalar in text.lowercased().unicodeScalars {
      let isWord =
        scalar.isASCII
        ? HTMLBytes.isAlphanumeric(UInt8(truncatingIfNeeded: scalar.value))
        : scalar.properties.isAlphabetic || scalar.properties.numericType != nil
      if isWord {
        word.unicodeScalars.append(scalar)
      } else if !word.isEmpty {
        list.append(word)
        word = ""
      }
    }
    if !word.isEmpty { list.append(word) }
    return list
  }

  /// A word in lower case without punctuation at its ends.
  static func bare(_ word: String) -> String {
    var scalars = Substring(word.lowercased()).unicodeScalars
    while let last = scalars.last, !last.properties.isAlphabetic { scalars.removeLast() }
    while let first = scalars.first, !first.properties.isAlphabetic { scalars.removeFirst() }
    return String(scalars)
  }

  /// Letters and digits only, lower case.
  static func comparable(_ text: String) -> String { words(text).joined() }
}

/// The part of a page where headline, byline and date stand: around the main heading, before the
/// first good paragraph of the article.
struct HeaderZone {
  private(set) var blocks: Range<Int> = 0..<0
  private var lastChosen = 0

  init(_ page: Page, _ selector: ContentSelector) {
    guard let first = selector.chosen.first, let last = selector.chosen.last else { return }
    lastChosen = Int(last)
    var firstGood = Int(first)
    for index in selector.chosen
    where page.blocks[Int(index)].weight > 80 && page.blocks[Int(index)].kind != .heading {
      firstGood = Int(index)
      break
    }
    let heading = Int(selector.mainHeading(page).block)
    var start = heading >= 0 && heading <= firstGood ? heading - 4 : firstGood - 12
    start = max(0, min(start, firstGood))
    blocks = max(start, firstGood - 40)..<min(page.blocks.count, firstGood + 1)
  }

  func contains(_ block: Int32) -> Bool { blocks.contains(Int(block)) }

  /// Whether a byline may stand in an element: before the article's end, and not among what
  /// readers or other articles wrote.
  func mayHoldByline(_ page: Page, _ element: Int) -> Bool {
    guard Int(page.firstBlock[element]) <= lastChosen else { return false }
    var ancestor = element
    while ancestor > 0 {
      if page.names[ancestor].contains(.comments) || page.tag[ancestor] == .nav { return false }
      ancestor = Int(page.parent[ancestor])
    }
    return true
  }
}
