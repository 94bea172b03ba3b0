import DocumentModel

/// Everything the stages before the rules found in a document, as one JSON line; offsets are
/// Unicode scalars of the text, half-open.
public struct TagWriter: Sendable {
  /// For each lexicon of the rule pack, the label of its hits; nil leaves them out.
  private let lexiconLabels: [String?]

  public init(lexicons: [Lexicon] = []) {
    lexiconLabels = lexicons.map { $0.tag?.uppercased() }
  }

  public func line(_ document: Document, words: Vocabulary) -> [UInt8] {
    let index = ScalarIndex(document.text)
    var json = JSONWriter()
    func span(_ span: Span) {
      let (start, end) = index.scalars(span)
      json.int(start)
      json.int(end)
    }
    json.beginObject()
    json.key("id")
    json.string(document.id)
    json.key("text")
    json.string(utf8: document.text[...])
    json.key("sentences")
    json.beginArray()
    for sentence in document.sentences {
      json.beginArray()
      span(sentence.span)
      json.endArray()
    }
    json.endArray()
    json.key("tokens")
    json.beginArray()
    for token in 0..<document.tokens.count {
      let (start, end) = index.scalars(document.tokens.span(token))
      json.beginObject()
      json.key("start")
      json.int(start)
      json.key("end")
      json.int(end)
      json.key("pos")
      json.string(document.tokens.pos[token].name)
      json.key("lemma")
      json.string(words.string(document.tokens.lemma[token]))
      json.endObject()
    }
    json.endArray()
    json.key("entities")
    json.beginArray()
    var labelled: [(span: Span, label: String)] = document.entities.map {
      (document.tokens.span($0.tokens), $0.kind.label)
    }
    for hit in document.lexiconHits {
      if let label = lexiconLabels[Int(hit.lexicon)] {
        labelled.append((document.tokens.span(hit.tokens), label))
      }
    }
    labelled.sort { ($0.span, $0.label) < ($1.span, $1.label) }
    for (place, label) in labelled {
      json.beginArray()
      span(place)
      json.string(label)
      json.endArray()
    }
    json.endArray()
    json.key("quantities")
    json.beginArray()
    for quantity in document.quantities {
      let (start, end) = index.scalars(quantity.span)
      json.beginObject()
      json.key("start")
      json.int(start)
      json.key("end")
      json.int(end)
      json.key("kind")
      json.string(quantity.kind.rawValue)
      json.key("value")
      json.number(quantity.value)
      json.key("low")
      json.number(quantity.low)
      json.key("high")
      json.number(quantity.high)
      json.key("qualifier")
      json.string(quantity.qualifier.rawValue)
      json.key("unit")
      json.string(quantity.unit)
      json.key("noun")
      json.string(quantity.noun)
      json.endObject()
    }
    json.endArray()
    json.key("dates")
    json.beginArray()
    for date in document.dates {
      let (start, end) = index.scalars(date.span)
      json.beginObject()
      json.key("start")
      json.int(start)
      json.key("end")
      json.int(end)
      json.key("kind")
      json.string(date.kind.rawValue)
      json.key("value")
      if date.isRange, date.value != nil || date.end != nil {
        json.beginArray()
        json.string(date.value)
        json.string(date.end)
        json.endArray()
      } else {
        json.string(date.value)
      }
      json.endObject()
    }
    json.endArray()
    json.endObject()
    json.newline()
    return json.bytes
  }
}
