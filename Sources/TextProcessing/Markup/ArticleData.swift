import DocumentModel

/// The text of an article as JSON-LD gives it: the bytes of a JSON string in the source.
struct ArticleBody {
  var start: Int
  var end: Int
  var length: Int { end - start }
}

/// Reads the schema.org description of an article in a JSON-LD script.
struct ArticleData {
  struct Item {
    var field: Metadata.Field
    var value: MetadataValue
    /// The value's bytes in the page's UTF-8 form.
    var span: Span?
    /// Whether an article is described, and not the page or site.
    var isArticle: Bool
  }

  private let source: UnsafePointer<UInt8>
  private let json: LooseJSON

  init(source: UnsafePointer<UInt8>, start: Int, end: Int) {
    self.source = source
    json = LooseJSON(source, start, end)
  }

  /// The articles that are described, the main one first: not those of lists inside others.
  private func articles(_ rules: MetadataRules) -> [Int] {
    json.nodes.indices.filter { index in
      guard json.nodes[index].kind == .object, let type = json.member(index, "@type") else {
        return false
      }
      if json.nodes[type].kind == .array {
        return json.children(type).contains { rules.isArticle(string($0)) }
      }
      return rules.isArticle(string(type))
    }
  }

  /// What the script says about the page, in its order.
  func read(_ rules: MetadataRules) -> [Item] {
    var items: [Item] = []
    let articles = articles(rules)
    // Several articles on one level are a list of others.
    if let article = articles.first, articles.count < 4 {
      readArticle(article, &items)
    }
    for index in json.nodes.indices where json.nodes[index].kind == .object {
      guard let type = json.member(index, "@type") else { continue }
      let name = string(type)
      if name == "WebSite", let name = json.member(index, "name") {
        add(.site, name, false, &items)
      }
      if name == "WebPage" {
        if let date = json.member(index, "datepublished") { add(.published, date, false, &items) }
        if let date = json.member(index, "datemodified") { add(.modified, date, false, &items) }
        if let language = json.member(index, "inlanguage") {
          add(.language, language, false, &items)
        }
      }
    }
    return items
  }

  private func readArticle(_ article: Int, _ items: inout [Item]) {
    if let title = json.member(article, "headline") ?? json.member(article, "name") {
      add(.title, title, true, &items)
    }
    if let date = json.member(article, "datepublished") ?? json.member(article, "datecreated") {
      add(.published, date, true, &items)
    }
    if let date = json.member(article, "datemodified") { add(.modified, date, true, &items) }
    if let language = json.member(article, "inlanguage") { add(.language, language, true, &items) }
    if let publisher = json.member(article, "publisher"),
      let name = json.member(publisher, "name")
    {
      add(.site, name, true, &items)
    }
    if let page = json.member(article, "mainentityofpage") {
      add(.url, json.member(page, "@id") ?? page, true, &items)
    } else if let url = json.member(article, "url") {
      add(.url, url, true, &items)
    }
    readAuthors(article, &items)
  }

  private func readAuthors(_ article: Int, _ items: inout [Item]) {
    guard let author = json.member(article, "author") ?? json.member(article, "creator") else {
      return
    }
    let nodes = json.nodes[author].kind == .array ? json.children(author) : [author]
    var names: [String] = []
    var span: Span?
    for node in nodes {
      guard let value = json.nodes[node].kind == .object ? json.member(node, "name") : node else {
        continue
      }
      let values = json.nodes[value].kind == .array ? json.children(value) : [value]
      for value in values {
        let name = string(value)
        guard !name.isEmpty, !MetadataReader.isAddress(name), !names.contains(name) else {
          continue
        }
        names.append(name)
        let place = json.nodes[value]
        span = Span(min(span?.start ?? place.start, place.start), place.end)
      }
    }
    guard !names.isEmpty else { return }
    items.append(
      Item(
        field: .author,
        value: MetadataValue(value: names.joined(separator: ", "), origin: "json-ld"),
        span: span, isArticle: true))
  }

  /// The longest `articleBody` of the script.
  func body(_ rules: MetadataRules) -> ArticleBody? {
    var best: ArticleBody?
    for article in articles(rules) {
      guard let body = json.member(article, "articlebody"), json.nodes[body].kind == .string else {
        continue
      }
      let node = json.nodes[body]
      if node.end - node.start > best?.length ?? 0 {
        best = ArticleBody(start: node.start, end: node.end)
      }
    }
    return best
  }

  private func add(
    _ field: Metadata.Field, _ node: Int, _ isArticle: Bool, _ items: inout [Item]
  ) {
    var node = node
    if json.nodes[node].kind == .array {
      guard let first = json.children(node).first else { return }
      node = first
    }
    let text = string(node)
    guard !text.isEmpty else { return }
    items.append(
      Item(
        field: field, value: MetadataValue(value: text, origin: "json-ld"),
        span: Span(json.nodes[node].start, json.nodes[node].end), isArticle: isArticle))
  }

  /// A string value, escapes read and white space made one space; empty for other values.
  private func string(_ node: Int) -> String {
    guard json.nodes[node].kind == .string else { return "" }
    var bytes: [UInt8] = []
    json.decode(node) { code, _, _ in
      if bytes.count < 4096 { HTMLBytes.append(code, to: &bytes) }
    }
    return MetadataReader.collapse(bytes)
  }
}
