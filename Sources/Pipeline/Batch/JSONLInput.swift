import DocumentModel
import TextProcessing

/// A line of jsonl input: `{"id", "text", "published"?}`; `reference_date` is read as `published`,
/// and `html` may stand in place of `text`.
enum JSONLInput {
  /// - Throws: `Failure` that names the line.
  static func source(_ line: [UInt8], place: String) throws(Failure) -> Source {
    let value: JSONValue
    do throws(JSONValue.ParseError) {
      value = try JSONValue.parse(line)
    } catch {
      throw Failure(place: place, stage: "read", reason: "not JSON: \(error)")
    }
    guard case .object = value else {
      throw Failure(place: place, stage: "read", reason: "expected an object with 'id' and 'text'")
    }
    let id: String
    switch value["id"] {
    case .string(let given): id = given
    case .number(let number):
      var text: [UInt8] = []
      NumberText.append(number, to: &text)
      id = String(decoding: text, as: UTF8.self)
    default: id = place
    }
    if let html = value["html"]?.string, value["text"] == nil {
      return Source(id: id, content: .html(Array(html.utf8)))
    }
    guard let text = value["text"]?.string else {
      throw Failure(place: place, stage: "read", reason: "no 'text' in this line")
    }
    var document = Document(id: id, text: Array(text.utf8))
    document.blocks = MarkupReader.blocks(of: document.text)
    for (key, field) in fields {
      if let given = value[key]?.string, !given.isEmpty {
        document.metadata.add(field, MetadataValue(value: given, origin: "input"))
      }
    }
    return Source(id: id, content: .given(document))
  }

  private static let fields: [(key: String, field: Metadata.Field)] = [
    ("published", .published), ("reference_date", .published), ("title", .title),
    ("author", .author), ("language", .language), ("url", .url), ("site", .site),
  ]
}
