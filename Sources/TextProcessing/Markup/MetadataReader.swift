import DocumentModel

/// Finds title, author, dates, language, site and address of a page, with all candidates.
struct MetadataReader {
  let source: UnsafePointer<UInt8>
  let page: Page
  let scanner: TagScanner
  let entities: EntityTable
  let table: DecodeTable?

  private struct Found {
    var field: Metadata.Field
    var rank: Int
    var value: MetadataValue
  }

  /// Fills `document.metadata` and takes what repeats the title out of the chosen blocks.
  func read(_ document: inout Document, _ selector: inout ContentSelector) {
    var found: [Found] = []
    readTags(&found)
    readHeadings(&found, selector)
    for field in Metadata.Field.allCases {
      let values = found.enumerated().filter { $0.element.field == field }
        .sorted { ($0.element.rank, $0.offset) < ($1.element.rank, $1.offset) }
        .map { $0.element.value }
      document.metadata.set(field, values)
    }
    if let title = document.metadata[.title] { dropTitle(title, &selector) }
  }

  private func span(_ start: Int32, _ end: Int32) -> Span {
    guard let table else { return Span(Int(start), Int(end)) }
    return Span(table.source(of: Int(start)), table.source(of: Int(end)))
  }

  /// A stretch of the source with character references decoded and white space made one space.
  func text(_ start: Int32, _ end: Int32) -> String {
    var bytes: [UInt8] = []
    var i = Int(start)
    while i < Int(end) {
      if source[i] == 0x26 {
        let length = entities.decode(source, i, Int(end), inAttribute: true, into: &bytes)
        if length > 0 {
          i += length
          continue
        }
      }
      bytes.append(source[i])
      i += 1
    }
    return MetadataReader.collapse(bytes)
  }

  static func collapse(_ bytes: [UInt8]) -> String {
    var output: [UInt8] = []
    var i = 0
    bytes.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return }
      var space = false
      while i < buffer.count {
        let byte = base[i]
        var length = 1
        var isSpace = HTMLBytes.isSpace(byte) || byte < 0x20
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

  private func readTags(_ found: inout [Found]) {
    for tag in scanner.metadata {
      switch tag.tag {
      case .title:
        add(&found, .title, 60, text(tag.start, tag.end), "title", span(tag.start, tag.end))
      case .html:
        if let lang = attribute(tag, .lang) {
          add(&found, .language, 10, text(lang.start, lang.end), "lang", span(lang.start, lang.end))
        }
      case .link:
        guard let rel = attribute(tag, .rel), let href = attribute(tag, .href) else { continue }
        if HTMLBytes.contains(source, Int(rel.start), Int(rel.end), "canonical") {
          add(
            &found, .url, 10, text(href.start, href.end), "canonical", span(href.start, href.end))
        }
      case .meta: readMeta(tag, &found)
      case .script: readJSON(tag, &found)
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
    for name in [HTMLAttribute.property, .name, .itemprop, .httpEquiv] {
      guard let key = attribute(tag, name) else { continue }
      for word in text(key.start, key.end).lowercased().split(separator: " ") {
        guard let (field, rank) = MetadataReader.metaKeys[String(word)] else { continue }
        add(
          &found, field, rank, text(content.start, content.end), String(word),
          span(content.start, content.end))
      }
    }
  }

  private static let metaKeys: [String: (Metadata.Field, Int)] = [
    "og:title": (.title, 30), "dc:title": (.title, 20), "dc.title": (.title, 20),
    "dcterms.title": (.title, 21), "twitter:title": (.title, 50), "parsely-title": (.title, 52),
    "author": (.author, 30), "dc:creator": (.author, 20), "dc.creator": (.author, 20),
    "parsely-author": (.author, 40), "article:author": (.author, 35),
    "article:published_time": (.published, 20), "datepublished": (.published, 22),
    "dc.date.issued": (.published, 25), "dc.date": (.published, 27), "date": (.published, 28),
    "parsely-pub-date": (.published, 24), "sailthru.date": (.published, 29),
    "article:modified_time": (.modified, 20), "datemodified": (.modified, 22),
    "og:site_name": (.site, 10), "og:url": (.url, 20), "og:locale": (.language, 30),
    "content-language": (.language, 20),
  ]

  private func add(
    _ found: inout [Found], _ field: Metadata.Field, _ rank: Int, _ value: String,
    _ origin: String, _ source: Span?
  ) {
    guard !value.isEmpty else { return }
    found.append(
      Found(
        field: field, rank: rank,
        value: MetadataValue(value: value, origin: origin, source: source)))
  }

  private func readJSON(_ tag: MetadataTag, _ found: inout [Found]) {
    let json = LooseJSON(source, Int(tag.start), Int(tag.end))
    for (index, node) in json.nodes.enumerated() where node.kind == .object {
      guard let type = json.member(index, "@type") else { continue }
      let name = string(json, type)
      guard name.hasSuffix("Article") || name.hasSuffix("Posting") else { continue }
      if let date = json.member(index, "datepublished") {
        add(&found, .published, 10, string(json, date), "json-ld", place(json, date))
      }
      if let date = json.member(index, "datemodified") {
        add(&found, .modified, 10, string(json, date), "json-ld", place(json, date))
      }
      if let headline = json.member(index, "headline") {
        add(&found, .title, 10, string(json, headline), "json-ld", place(json, headline))
      }
      if let author = json.member(index, "author") {
        let node = json.nodes[author].kind == .array ? json.children(author).first ?? author : author
        if let name = json.nodes[node].kind == .object ? json.member(node, "name") : node {
          add(&found, .author, 10, string(json, name), "json-ld", place(json, name))
        }
      }
    }
  }

  private func place(_ json: LooseJSON, _ node: Int) -> Span {
    span(Int32(json.nodes[node].start), Int32(json.nodes[node].end))
  }

  private func string(_ json: LooseJSON, _ node: Int) -> String {
    guard json.nodes[node].kind == .string else { return "" }
    var bytes: [UInt8] = []
    json.decode(node) { code, _, _ in HTMLBytes.append(code, to: &bytes) }
    return MetadataReader.collapse(bytes)
  }

  private func readHeadings(_ found: inout [Found], _ selector: ContentSelector) {
    let (heading, _) = selector.mainHeading(page)
    if heading >= 0 {
      let block = page.blocks[Int(heading)]
      add(
        &found, .title, 40, String(decoding: page.bytes(block.start, block.end), as: UTF8.self),
        "h1", nil)
    }
    for element in page.tag.indices where page.tag[element] == .time {
      guard page.valueEnd[element] > page.valueStart[element] else { continue }
      add(
        &found, .published, 50, text(page.valueStart[element], page.valueEnd[element]), "time",
        span(page.valueStart[element], page.valueEnd[element]))
      break
    }
  }

  /// Takes the headline out of the text: it is the document's title.
  private func dropTitle(_ title: String, _ selector: inout ContentSelector) {
    let whole = MetadataReader.comparable(title)
    let words = Set(MetadataReader.words(title))
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
      let text = String(decoding: page.bytes(block.start, block.end), as: UTF8.self)
      if MetadataReader.comparable(text) == whole { return true }
      guard block.kind == .heading, block.level <= 2 else { return false }
      let own = MetadataReader.words(text)
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
      if scalar.properties.isAlphabetic || scalar.properties.numericType != nil {
        word.unicodeScalars.append(scalar)
      } else if !word.isEmpty {
        list.append(word)
        word = ""
      }
    }
    if !word.isEmpty { list.append(word) }
    return list
  }

  /// Letters and digits only, lower case.
  static func comparable(_ text: String) -> String {
    var result = ""
    for scalar in text.lowercased().unicodeScalars
    where scalar.properties.isAlphabetic || scalar.properties.numericType != nil {
      result.unicodeScalars.append(scalar)
    }
    return result
  }
}
