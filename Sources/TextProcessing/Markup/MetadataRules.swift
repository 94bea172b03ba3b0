import DocumentModel

/// The data that the reading of metadata is steered by: `html/metadata.txt`, `html/months.txt`.
struct MetadataRules: Sendable {
  private(set) var metaKeys: [String: (field: Metadata.Field, rank: Int)] = [:]
  private(set) var articleTypes: [String] = []
  private(set) var bylineWords: [[String]] = []
  private(set) var joiningWords: Set<String> = []
  let dates: PageDates
  let languages: LanguageDetector

  /// - Throws: `FileError`, also for a line that is none of those that the file describes.
  init(resources: ResourceFolder) throws(FileError) {
    let file = "html/metadata.txt"
    for line in try resources.lines(file) {
      let fields = line.fields.map { String($0) }
      switch fields[0] {
      case "meta":
        guard fields.count > 3, let field = Metadata.Field(rawValue: fields[1]),
          let rank = Int(fields[2])
        else { throw FileError(path: file, reason: "not 'meta FIELD RANK KEY...': '\(line)'") }
        for key in fields.dropFirst(3) { metaKeys[key] = (field, rank) }
      case "type": articleTypes += fields.dropFirst()
      case "byline":
        bylineWords += fields.dropFirst().map { $0.split(separator: "_").map { String($0) } }
      case "and": joiningWords.formUnion(fields.dropFirst())
      default: throw FileError(path: file, reason: "unknown line '\(line)'")
      }
    }
    dates = try PageDates(resources: resources)
    languages = try LanguageDetector(resources: resources)
  }

  /// Whether a schema.org type is that of an article.
  func isArticle(_ type: String) -> Bool { articleTypes.contains { type.hasSuffix($0) } }

  /// A byline without the words before the name, and without a date behind it.
  func name(inByline line: String) -> String {
    var words = line.split(separator: " ").map { String($0) }
    var again = true
    while again {
      again = false
      for byline in bylineWords where words.count > byline.count {
        let head = words.prefix(byline.count).map { MetadataReader.bare($0) }
        if head == byline {
          words.removeFirst(byline.count)
          again = true
        }
      }
    }
    if let first = words.indices.dropFirst().first(where: { index in
      words[index].utf8.contains { HTMLBytes.isDigit($0) } || dates.isMonth(words[index])
    }) {
      words.removeLast(words.count - first)
    }
    var name = words.joined(separator: " ")
    while let last = name.unicodeScalars.last,
      ",|-–—·•:".unicodeScalars.contains(last) || last == " "
    {
      name.unicodeScalars.removeLast()
    }
    return name
  }
}
