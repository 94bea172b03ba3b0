import DocumentModel
import TextProcessing

/// A line of jsonl input: `{"id", "text", "published"?}`; `reference_date` is read as `published`,
/// and `html` may stand in place of `text`. What the line says of the document comes before what
/// the page says.
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
    var source: Source
    if let text = value["text"]?.string {
      source = Source(id: place, content: .given(Array(text.utf8)))
    } else if value["text"] ?? .null == .null, let html = value["html"]?.string {
      source = Source(id: place, content: .html(Array(html.utf8)))
    } else {
      throw Failure(place: place, stage: "read", reason: "no 'text' in this line")
    }
    readID(value["id"], &source)
    for (key, field) in fields {
      guard var given = value[key]?.string, !given.isEmpty else { continue }
      if field == .published {
        guard let date = GivenDate.iso(given) else {
          source.findings.append(
            Finding(
              stage: "read",
              message: "'\(key)' is no date and was not used; expected one such as 2025-11-26"))
          continue
        }
        given = date
      }
      source.given.append((field, MetadataValue(value: withoutNUL(given), origin: "input")))
    }
    return source
  }

  /// An id that a line does not give, or that is no text and no plain number, is the line's place.
  private static func readID(_ value: JSONValue?, _ source: inout Source) {
    switch value {
    case .string(let given): source.id = withoutNUL(given)
    case .number(let number) where abs(number) < 9_007_199_254_740_992:
      var text: [UInt8] = []
      NumberText.append(number, to: &text)
      source.id = String(decoding: text, as: UTF8.self)
    case .number:
      source.findings.append(
        Finding(
          stage: "read",
          message: "'id' is too large for a number; the line's place is used; write it in quotes"))
    default: break
    }
  }

  /// A NUL ends the text for many readers of what we write.
  private static func withoutNUL(_ text: String) -> String {
    text.utf8.contains(0) ? text.replacing("\0", with: "\u{FFFD}") : text
  }

  private static let fields: [(key: String, field: Metadata.Field)] = [
    ("published", .published), ("reference_date", .published), ("title", .title),
    ("author", .author), ("language", .language), ("url", .url), ("site", .site),
  ]
}
