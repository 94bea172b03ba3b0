import DocumentModel

/// A table for a person at a terminal: type, figure, what happened, where, when, who says so.
///
/// Columns have a fixed width in characters and what does not fit is cut with `…`, so that pieces
/// can be written as they come.
public struct TableWriter: RecordWriter {
  private let builder: RowBuilder
  private static let widths = [12, 34, 44, 10, 28]

  public init(schema: RecordSchema) { builder = RowBuilder(schema: schema) }

  public var prefix: [UInt8] {
    var bytes: [UInt8] = []
    Self.line(["type", "mention", "fields", "status", "claimed_by"], to: &bytes)
    Self.line(Self.widths.map { String(repeating: "-", count: $0) }, to: &bytes)
    return bytes
  }

  public func piece(_ records: [Record], of document: Document) -> [UInt8] {
    var bytes: [UInt8] = []
    for row in builder.rows(records, of: document) {
      var fields: [String] = []
      for (field, value) in zip(row.type.fields, row.values) {
        switch value {
        case .null: continue
        case .number(let number):
          var text: [UInt8] = []
          NumberText.append(number, to: &text)
          fields.append("\(field.name)=\(String(decoding: text, as: UTF8.self))")
        case .text(let text):
          if case .link = field.type {
            fields.append("\(field.name)=*")
          } else {
            fields.append("\(field.name)=\(text)")
          }
        case .bool: fields.append(field.name)
        }
      }
      Self.line(
        [
          row.type.name, row.mention, fields.joined(separator: " "), row.record.status.rawValue,
          row.record.claimedBy ?? "",
        ], to: &bytes)
    }
    return bytes
  }

  private static func line(_ cells: [String], to bytes: inout [UInt8]) {
    var text = ""
    for (cell, width) in zip(cells, widths) {
      let clean = VisibleText.line(
        String(String.UnicodeScalarView(cell.unicodeScalars.map { $0 == "\n" ? " " : $0 })))
      if clean.count > width {
        text += clean.prefix(width - 1) + "…"
      } else {
        text += clean + String(repeating: " ", count: width - clean.count)
      }
      text += "  "
    }
    while text.last == " " { text.removeLast() }
    bytes += Array(text.utf8)
    bytes.append(0x0A)
  }
}
