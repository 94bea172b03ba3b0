import DocumentModel
import Glibc
import RecordOutput
import RuleEngine
import TextProcessing

@testable import Pipeline

/// Everything from a file to NDJSON, with the rules of Rules/conflict.
struct DocumentRun {
  let pipeline: StandardPipeline
  let writer: NDJSONWriter
  let worker: Worker
  let path: String
  let format: InputFormat

  init(_ format: InputFormat, suffix: String, resources: ResourceFolder, root: String) throws {
    let tools = try LanguageTools(resources: resources)
    let loaded = RulePackLoader.load(
      path: root + "/Rules/conflict", tokenizer: tools.tokenizer, inflection: tools.inflection)
    var diagnostics: [Diagnostic] = []
    pipeline = try StandardPipeline(
      resources: resources, pack: loaded.pack, diagnostics: &diagnostics)
    guard let rules = pipeline.rules else { fail("no rules") }
    writer = NDJSONWriter(schema: rules.schema)
    worker = pipeline.makeWorker()
    self.format = format
    // A file in memory: reading is a part of what is fuzzed.
    path = "/dev/shm/tally-fuzz-\(getpid())\(suffix)"
  }

  /// - Returns: the bytes of all records.
  func run(_ input: [UInt8]) -> Int {
    do {
      try FileSystem.write(input, to: path)
    } catch {
      fail("\(error)")
    }
    let reader = SourceReader(limit: pipeline.limits.documentBytes)
    let feed = SourceFeed([Input(path: path, format: format)], reader)
    var output = 0
    while let item = feed.next() {
      let outcome = Batch.outcome(of: item, reader, worker, annotate: true, inParts: true) {
        document, records, _ in
        check(document, nil)
        for record in records { check(record, document) }
        let bytes = writer.piece(records, of: document)
        checkLines(bytes, records.count)
        _ = metadataJSON(document, all: true)
        return [bytes]
      } pass: {
        output += $0.output.reduce(0) { $0 + $1.count }
      }
      output += outcome.output.reduce(0) { $0 + $1.count }
    }
    return output
  }
}

private func check(_ record: Record, _ document: Document) {
  for span in [record.mention, record.claimedBySpan].compactMap({ $0 })
    + record.captures.map(\.span)
  where span.start < 0 || span.end < span.start || span.end > document.text.count
    || !isBorder(span.start, document.text) || !isBorder(span.end, document.text)
  {
    fail("record of \(record.rule): \(span) of \(document.text.count)")
  }
}

private func isBorder(_ at: Int, _ text: [UInt8]) -> Bool {
  at == text.count || text[at] & 0xC0 != 0x80
}

/// Each line is one JSON object, in UTF-8 and without raw control characters.
private func checkLines(_ bytes: [UInt8], _ count: Int) {
  if String(validating: bytes, as: UTF8.self) == nil { fail("output is not UTF-8") }
  var lines = 0
  for line in bytes.split(separator: 0x0A) {
    lines += 1
    if line.contains(where: { $0 < 0x20 }) { fail("a control character in the output") }
    guard let value = try? JSONValue.parse(line), case .object = value else {
      fail("no JSON: \(String(decoding: line.prefix(200), as: UTF8.self))")
    }
    guard let start = value["start"]?.number, let end = value["end"]?.number, start <= end else {
      fail("no offsets: \(String(decoding: line.prefix(200), as: UTF8.self))")
    }
  }
  if lines != count { fail("\(count) records gave \(lines) lines") }
}

private let words = [
  "12 ", "people ", "were killed ", "said ", "and ", ", ", ". ", "\" ", "“", "”", "'", "that ",
  "Kyiv ", "Officials said ", "according to ", "at least ", "more than ", "of ", "in May 2024 ",
  "on Monday ", "5-10 ", "between 3 and 4 ", "$3 million ", "40% ", "two thirds ", "dozens ",
  "not ", "no one ", "(", ")", "[", "]", "- ", "1. ", "\n", "\n\n", "\t", "A. ", "U.S. ",
  "John Smith ", "tanks ", "drones ", "wounded ", "the death toll rose to ", "million ", "May ",
  "1,000", "7", "a-", "/", ":", "http://a.example/", "@", "#", "é", "\u{301}", "\u{200B}",
  "\u{202E}", "死亡。", "👩‍👩‍👧", "\u{0}", "\u{1B}", "another ", "each ", "including ", "three of them ",
  "days ago ", "km ", "years old ", "half ", "who ", "had ", "to ", "from ", "; ", "... ", "? ",
]

private let tags = [
  "<p>", "</p>", "<div>", "</div>", "<td>", "<tr>", "<table>", "<li>", "<ul>", "<br>", "<h1>",
  "<h2>", "<title>", "<b>", "</b>", "<a href=x>", "</a>", "<script>", "</script>", "<!--", "-->",
  "<style>", "<article>", "<time datetime=\"2024-05-12\">",
  "<meta property=\"og:title\" content=\"",
  "\">", "<meta charset=\"windows-1251\">", "<script type=\"application/ld+json\">",
  "{\"@type\":\"NewsArticle\",\"articleBody\":\"", "\"}", " class=\"article-body\"", "<", "&amp;",
  "&#49;", "&", " hidden", "<blockquote>", "</blockquote>", "<pre>", "<svg>", "<![CDATA[", "]]>",
]

struct PageTarget: FuzzTarget {
  static var pieces: [String] { words + tags + tags }
  private var reader: MarkupReader
  private var scratch: MarkupReader.Scratch
  private let document: DocumentRun

  init(resources: ResourceFolder, root: String) throws {
    document = try DocumentRun(.html, suffix: ".html", resources: resources, root: root)
    reader = try MarkupReader(resources: resources)
    scratch = reader.makeScratch()
  }

  mutating func run(_ input: [UInt8]) -> Int {
    // By itself, so that the offsets can be compared with the bytes.
    let page = reader.html(input, id: "fuzz", &scratch)
    check(page, input)
    _ = markdownText(page)
    return document.run(input)
  }
}

struct TextTarget: FuzzTarget {
  static var pieces: [String] { words }
  private let document: DocumentRun

  init(resources: ResourceFolder, root: String) throws {
    document = try DocumentRun(.text, suffix: ".txt", resources: resources, root: root)
  }

  mutating func run(_ input: [UInt8]) -> Int { document.run(input) }
}

struct LineTarget: FuzzTarget {
  static var pieces: [String] {
    words.filter { !$0.contains("\"") && !$0.contains("\n") } + [
      "{\"text\":\"", "\"}\n", "{\"id\":\"a\",\"text\":\"12 people died.\"}\n", "{\"html\":\"<p>",
      "\",\"published\":\"2024-05-12", "\",\"title\":\"", "\",\"url\":\"http://a.example/", "\\n",
      "\\u0031", "\\ud83d", "\\ude00", "\\u0000", "{\"a\":", "[", "]", "}", ",", "1e400", "-",
      "null",
      "true", "{\"text\":\"x\"}\n", "\r\n", " ", "\\\"", "\\", "<p>",
    ]
  }
  private let document: DocumentRun

  init(resources: ResourceFolder, root: String) throws {
    document = try DocumentRun(.jsonl, suffix: ".jsonl", resources: resources, root: root)
  }

  mutating func run(_ input: [UInt8]) -> Int { document.run(input) }
}
