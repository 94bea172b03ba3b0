import DocumentModel
import Glibc
import TestSupport
import Testing

@testable import Pipeline

/// What a run makes of its inputs, up to the text: documents, findings and failures.
@Suite struct SourceReaderTests {
  /// A line for each outcome: `id|text`, behind it its findings as `? ` and its failure as `! `,
  /// with the folder's path cut off.
  static func run(
    _ paths: [String], format: InputFormat? = nil, limit: Int = 1 << 20, in folder: String = "\0",
    show: @escaping @Sendable (Document) -> String = {
      "\($0.id)|\(String(decoding: $0.text, as: UTF8.self))"
    }
  ) throws -> [String] {
    var limits = Limits()
    limits.documentBytes = limit
    let selection = InputSelection(paths: paths, format: format)
    nonisolated(unsafe) var lines = selection.failures.map { "! \($0)" }
    let pipeline = try StandardPipeline(readingOnly: .locate(), limits: limits)
    Batch(pipeline: pipeline, inputs: selection.inputs, threads: 2).run(
      annotate: false, produce: { document, _, _ in [Array(show(document).utf8)] },
      consume: { outcome in
        lines += outcome.output.map { String(decoding: $0, as: UTF8.self) }
        lines += outcome.findings.map { "? \(outcome.place): \($0.stage): \($0.message)" }
        if let failure = outcome.failure { lines.append("! \(failure)") }
        return true
      })
    return lines.map { $0.replacing(folder + "/", with: "") }
  }

  /// The outcome of one file.
  static func run(
    _ name: String, _ bytes: [UInt8], format: InputFormat? = nil, limit: Int = 1 << 20
  ) throws -> [String] {
    let folder = try TemporaryFolder()
    return try run(
      [try folder.write(name, bytes)], format: format, limit: limit, in: folder.path)
  }

  @Test func aDocumentOverTheLimitIsOneFailure() throws {
    let folder = try TemporaryFolder()
    for (name, size) in [("sparse.html", 1 << 40), ("sparse.txt", 1 << 40), ("over.html", 1001)] {
      let file = open(folder.path + "/" + name, O_CREAT | O_WRONLY, 0o600)
      ftruncate(file, off_t(size))
      close(file)
    }
    try folder.write("good.txt", [UInt8](repeating: 0x61, count: 1000))
    try folder.write("zipped.txt.gz", Gzip.member([UInt8](repeating: 0x61, count: 1001)))
    let zero = open("/dev/zero", O_RDONLY)
    defer { close(zero) }
    let tooLarge = "larger than 1000 bytes; --max-size sets the limit"
    #expect(
      try Self.run([folder.path, "/dev/fd/\(zero)"], limit: 1000, in: folder.path) == [
        "good.txt|" + String(repeating: "a", count: 1000),
        "! over.html: read: \(tooLarge)", "! sparse.html: read: \(tooLarge)",
        "! sparse.txt: read: \(tooLarge)", "! zipped.txt.gz: read: \(tooLarge)",
        "! /dev/fd/\(zero): read: \(tooLarge)",
      ])
  }

  @Test func aLineHasTheSameLimitAsAFile() throws {
    let long = #"{"text": "\#(String(repeating: "a", count: 1000))"}"#
    let lines = Array(
      "{\"id\": \"a\", \"text\": \"x\"}\n\(long)\n{\"id\": \"b\", \"text\": \"y\"}".utf8)
    for (name, bytes) in [("l.jsonl", lines), ("l.jsonl.gz", Gzip.member(lines))] {
      #expect(
        try Self.run(name, bytes, limit: 1000) == [
          "a|x", "! \(name):2: read: a line larger than 1000 bytes; --max-size sets the limit",
          "b|y",
        ])
    }
  }

  static let kinds: [(name: String, bytes: [UInt8], outcome: [String])] = [
    ("a.html", Gzip.member(Array("<p>x</p>".utf8)), ["a.html|x"]),
    ("a.html.gz", Gzip.member(Array("<p>x</p>".utf8)), ["a.html.gz|x"]),
    ("a.txt.gz", Gzip.member(Array("<p>x</p>".utf8)), ["a.txt.gz|<p>x</p>"]),
    ("a.html.gz", Array("<p>x</p>".utf8), ["a.html.gz|x"]),
    (
      "a.html.gz", Gzip.member(Gzip.member(Array("<p>x</p>".utf8))),
      ["! a.html.gz: read: looks like gzip inside gzip; unpack it first"]
    ),
    (
      "a.html.gz", Array(Gzip.member(Array("<p>x</p>".utf8)).dropLast()),
      ["! a.html.gz: read: the gzip data are cut short"]
    ),
    (
      "a.html", Array("%PDF-1.4".utf8),
      ["! a.html: read: looks like a PDF document; convert it to HTML or text first"]
    ),
    (
      "a.jsonl", Array("SQLite format 3\0".utf8),
      ["! a.jsonl: read: looks like an SQLite database; convert it to HTML or text first"]
    ),
    (
      "a.jsonl", [0xFF, 0xFE] + Array("{\0}\0".utf8),
      ["! a.jsonl: read: is utf-16le, but JSON lines are UTF-8; convert it first (iconv)"]
    ),
    ("a.html", [], ["a.html|", "? a.html: read: it is empty"]),
    ("a.txt", [], ["a.txt|", "? a.txt: read: it is empty"]),
    ("a.jsonl", [], []),
    ("a.html", Array("<p> </p>".utf8), ["a.html|", "? a.html: markup: no text was found in it"]),
    ("a.txt", Array(" \n".utf8), ["a.txt| \n", "? a.txt: markup: no text was found in it"]),
    (
      "a.txt", Array("<!DOCTYPE html><p>x</p>".utf8),
      [
        "a.txt|x",
        "? a.txt: read: is a page by its beginning and was read as one; --input-format text reads its "
          + "tags as text",
      ]
    ),
    ("a.txt", Array("x <!DOCTYPE html>".utf8), ["a.txt|x <!DOCTYPE html>"]),
  ]

  @Test(arguments: kinds)
  func filesOfAllKinds(name: String, bytes: [UInt8], outcome: [String]) throws {
    #expect(try Self.run(name, bytes) == outcome)
  }

  @Test func whoSaysTextGetsText() throws {
    #expect(
      try Self.run("a.txt", Array("<html>x".utf8), format: .text) == ["a.txt|<html>x"])
  }

  static let lines: [(line: String, outcome: [String])] = [
    (#"{"id": "a", "html": "<p>x</p>"}"#, ["a|x"]),
    (#"{"id": "a", "text": null, "html": "<p>x</p>"}"#, ["a|x"]),
    (#"{"id": 7, "text": "x"}"#, ["7|x"]),
    (
      #"{"id": 1e400, "text": "x"}"#,
      [
        "l.jsonl:1|x",
        "? l.jsonl:1: read: 'id' is too large for a number; the line's place is used; write it in "
          + "quotes",
      ]
    ),
    (
      #"{"id": 12345678901234567890, "text": "x"}"#,
      [
        "l.jsonl:1|x",
        "? l.jsonl:1: read: 'id' is too large for a number; the line's place is used; write it in "
          + "quotes",
      ]
    ),
    (
      #"{"id": "a\u0000b", "text": "x\u0000y"}"#,
      ["a\u{FFFD}b|x\u{FFFD}y", "? l.jsonl:1: markup: 1 NUL characters; read as U+FFFD"]
    ),
    (
      #"{"id": "a", "text": "x", "published": "soon"}"#,
      [
        "a|x",
        "? l.jsonl:1: read: 'published' is no date and was not used; expected one such as 2025-11-26",
      ]
    ),
    (#"{"id": "a", "text": ""}"#, ["a|", "? l.jsonl:1: read: it is empty"]),
  ]

  @Test(arguments: lines)
  func linesOfAllKinds(line: String, outcome: [String]) throws {
    #expect(try Self.run("l.jsonl", Array(line.utf8)) == outcome)
  }

  /// What the line says comes before what the page says.
  @Test func aLineWithAPageKeepsWhatItSays() throws {
    let page =
      "<title>Of the page</title><link rel=canonical href='https://p.example/1'>"
      + "<meta name=author content='Page'><p>x</p>"
    let line =
      #"{"id": "a", "html": "\#(page)", "title": "Of the\u0000line", "url": "https://l.example/2", "#
      + #""published": "20251126", "site": "Line"}"#
    let folder = try TemporaryFolder()
    let lines = try Self.run(
      [try folder.write("l.jsonl", line)],
      show: { document in
        Metadata.Field.allCases.map { field in
          "\(field)="
            + (document.metadata.candidates[field] ?? []).map(\.value).joined(separator: "|")
        }.joined(separator: " ")
      })
    #expect(
      lines == [
        "title=Of the\u{FFFD}line|Of the page author=Page published=2025-11-26 modified= language= "
          + "site=Line|p.example url=https://l.example/2|https://p.example/1"
      ])
  }

  @Test func equalSourcesHaveEqualHashes() throws {
    let folder = try TemporaryFolder()
    let page = Array("<p>x</p>".utf8)
    try folder.write("a.html", page)
    try folder.write("b.html.gz", Gzip.member(page))
    try folder.write("c.txt", page)
    try folder.write("d.jsonl", #"{"text": "<p>x</p>"}"# + "\n" + #"{"html": "<p>x</p>"}"#)
    try folder.write("e.html", "<p>y</p>")
    let hashes = try Self.run(
      [folder.path], show: { String($0.sourceHash ?? 0) })
    #expect(Set(hashes.prefix(5)) == [String(XXHash64.hash(page))])
    #expect(hashes.count == 6 && hashes[5] != hashes[0])
  }
}
