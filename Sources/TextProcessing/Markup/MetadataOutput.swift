import DocumentModel

/// The metadata of a document as one JSON object, for `tally text`.
///
/// - Parameter all: with `candidates`: for each field every value that was found, best first, each
///   with its origin and the bytes of the source file that hold it.
/// - Returns: UTF-8, ended by a newline. Keys: the fields, `date` (the same as `published`),
///   `text_origin`, `encoding`; a field without a value is null.
public func metadataJSON(_ document: Document, all: Bool) -> [UInt8] {
  var writer = JSONWriter()
  writer.beginObject()
  for field in Metadata.Field.allCases {
    writer.key(field.rawValue)
    writer.string(document.metadata[field])
    if field == .published {
      writer.key("date")
      writer.string(document.metadata[field])
    }
  }
  writer.key("text_origin")
  writer.string(document.metadata.textOrigin)
  writer.key("encoding")
  writer.string(document.metadata.encoding)
  if all {
    writer.key("candidates")
    writer.beginObject()
    for field in Metadata.Field.allCases {
      guard let values = document.metadata.candidates[field] else { continue }
      writer.key(field.rawValue)
      writer.beginArray()
      for value in values {
        writer.beginObject()
        writer.key("value")
        writer.string(value.value)
        writer.key("origin")
        writer.string(value.origin)
        writer.key("source_start")
        if let source = value.source { writer.int(source.start) } else { writer.null() }
        writer.key("source_end")
        if let source = value.source { writer.int(source.end) } else { writer.null() }
        writer.endObject()
      }
      writer.endArray()
    }
    writer.endObject()
  }
  writer.endObject()
  writer.newline()
  return writer.bytes
}

/// The text of a document with its blocks marked as in Markdown: `#` before headings, `-` before
/// list items, `>` before quotes, `|` around the cells of a row; an empty line between blocks.
///
/// - Returns: UTF-8, ended by a newline. The words are the text's; nothing is escaped.
public func markdownText(_ document: Document) -> [UInt8] {
  var output: [UInt8] = []
  var last: Block?
  for block in document.blocks {
    let isSameRow =
      block.kind == .tableCell && last?.kind == .tableCell && block.span.start > 0
      && document.text[block.span.start - 1] == 0x09
    if last?.kind == .tableCell, !isSameRow { output.append(contentsOf: " |\n".utf8) }
    if let last, !isSameRow {
      let isTight =
        last.kind == block.kind && (block.kind == .listItem || block.kind == .tableCell)
      if last.kind != .tableCell { output.append(0x0A) }
      if !isTight { output.append(0x0A) }
    }
    switch block.kind {
    case .heading:
      output.append(contentsOf: repeatElement(0x23, count: Int(max(1, block.level))))
      output.append(0x20)
    case .listItem:
      output.append(contentsOf: repeatElement(0x20, count: 2 * Int(max(1, block.level) - 1)))
      output.append(contentsOf: "- ".utf8)
    case .quote: output.append(contentsOf: "> ".utf8)
    case .caption: output.append(contentsOf: "*".utf8)
    case .tableCell: output.append(contentsOf: (isSameRow ? " | " : "| ").utf8)
    case .paragraph, .preformatted: break
    }
    output.append(contentsOf: document.text[block.span.start..<block.span.end])
    if block.kind == .caption { output.append(contentsOf: "*".utf8) }
    last = block
  }
  if last?.kind == .tableCell { output.append(contentsOf: " |".utf8) }
  if !output.isEmpty { output.append(0x0A) }
  return output
}
