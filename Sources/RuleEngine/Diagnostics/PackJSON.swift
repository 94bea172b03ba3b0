import DocumentModel

extension RulePack {
  /// The pack as one JSON object, for programs: everything that was read, names resolved, each
  /// thing with its place. Patterns are given as trees and as text.
  public func json() -> [UInt8] {
    var writer = PackWriter(files: files)
    writer.write(self)
    return writer.json.bytes
  }
}

/// Writes a pack. A place is `{"path","line","column"}`, line and column from 1, the column in
/// Unicode scalars.
private struct PackWriter {
  var json = JSONWriter()
  var locator: Locator
  let files: [RuleFile]

  init(files: [RuleFile]) {
    self.files = files
    locator = Locator(files: files)
  }

  mutating func write(_ pack: RulePack) {
    json.beginObject()
    text("name", pack.name)
    text("version", pack.version)
    text("language", pack.language)
    list("files", pack.files.map(\.path)) { $0.json.string($1) }
    list("records", pack.records) { $0.write($1) }
    list("lexicons", pack.lexicons) { $0.write($1) }
    list("phrases", pack.phrases.sorted { $0.key < $1.key }) { writer, phrase in
      writer.json.beginObject()
      writer.text("name", phrase.key)
      writer.pattern("pattern", phrase.value)
      writer.json.endObject()
    }
    list("rules", pack.rules) { $0.write($1) }
    list("ignores", pack.ignores) { $0.write($1) }
    list("attribution", pack.attribution) { $0.write($1) }
    json.endObject()
    json.newline()
  }

  private mutating func text(_ key: StaticString, _ value: String?) {
    json.key(key)
    json.string(value)
  }

  private mutating func list<Item>(
    _ key: StaticString, _ items: [Item], _ write: (inout PackWriter, Item) -> Void
  ) {
    json.key(key)
    json.beginArray()
    for item in items { write(&self, item) }
    json.endArray()
  }

  private mutating func place(_ place: SourcePlace?) {
    json.key("place")
    guard let place, files.indices.contains(place.file) else { return json.null() }
    let (line, column) = locator.position(file: place.file, offset: place.start)
    json.beginObject()
    text("path", files[place.file].path)
    json.key("line")
    json.int(line)
    json.key("column")
    json.int(column)
    json.endObject()
  }

  private mutating func write(_ record: RulePack.RecordType) {
    json.beginObject()
    text("name", record.name.text)
    place(record.name.place)
    text("pack", record.pack)
    text("is", record.base)
    text("summary", record.summary)
    json.key("made")
    json.bool(record.isMade)
    var fields = record.fields
    if record.hasFigure {
      fields.insert(
        RecordSchema.Field(
          name: "figure", type: record.figureType ?? .quantity(nil),
          required: record.figureRequired), at: 0)
    }
    list("fields", fields) { writer, field in
      writer.json.beginObject()
      writer.text("name", field.name)
      writer.text("type", PackWriter.name(of: field.type))
      if case .enumeration(let values) = field.type {
        writer.list("values", values) { $0.json.string($1) }
      }
      writer.json.key("required")
      writer.json.bool(field.required)
      writer.json.endObject()
    }
    json.endObject()
  }

  /// A type as rule files write it.
  private static func name(of type: RecordSchema.FieldType) -> String {
    switch type {
    case .quantity(let kind): kind?.rawValue ?? "quantity"
    case .date: "date"
    case .text: "text"
    case .entity(.person): "person"
    case .entity(.organization): "organization"
    case .entity(.place): "place"
    case .entity(.demonym): "demonym"
    case .code(let tag): tag
    case .enumeration: "enum"
    case .bool: "bool"
    case .link(let record): record
    }
  }

  private mutating func write(_ lexicon: Lexicon) {
    json.beginObject()
    text("name", lexicon.name)
    text("tag", lexicon.tag)
    json.key("inflects")
    json.bool(lexicon.inflects)
    text("override", lexicon.override.map { $0 == .always ? "always" : "never" })
    list("entries", lexicon.entries) { writer, entry in
      writer.json.beginObject()
      writer.text("term", entry.term)
      writer.text(
        "code", lexicon.codes.indices.contains(entry.code) ? lexicon.codes[entry.code] : nil)
      writer.place(entry.place)
      writer.json.endObject()
    }
    json.endObject()
  }

  private mutating func write(_ rule: RulePack.Rule) {
    json.beginObject()
    text("name", rule.syntax.name.text)
    place(rule.syntax.name.place)
    text("pack", rule.pack)
    text("record", rule.syntax.record?.text)
    list("lines", rule.syntax.lines) { $0.write($1) }
    list("tests", rule.syntax.tests) { writer, test in
      writer.json.beginObject()
      writer.text("text", test.text.text)
      writer.text("published", test.published?.text)
      writer.place(test.place)
      writer.list("records", test.records) { writer, expectations in
        writer.json.beginArray()
        for expectation in expectations { writer.json.string(expectation.printed) }
        writer.json.endArray()
      }
      writer.json.endObject()
    }
    json.endObject()
  }

  private mutating func write(_ line: RuleLine) {
    json.beginObject()
    switch line {
    case .match(let pattern):
      text("line", "match")
      self.pattern("pattern", pattern)
    case .event(let event):
      text("line", "event")
      place(event.place)
      if let subject = event.subject { pattern("subject", subject) }
      pattern("verb", event.verb)
      if let object = event.object { pattern("object", object) }
    case .also(let also):
      text("line", "also")
      place(also.place)
      pattern("pattern", also.pattern)
      json.key("within")
      json.int(also.within)
      text("direction", also.direction?.rawValue)
    case .unless(let unless):
      text("line", "unless")
      place(unless.place)
      pattern("pattern", unless.pattern)
      json.key("within")
      if let within = unless.within { json.int(within) } else { json.null() }
    case .set(let field, let value):
      text("line", "set")
      place(field.place)
      text("field", field.text)
      text("value", value.text)
    case .skip(let names):
      text("line", "skip")
      list("spans", names.map(\.text)) { $0.json.string($1) }
    case .take(let fields, let reference, let place):
      text("line", "take")
      self.place(place)
      list("fields", fields.map(\.text)) { $0.json.string($1) }
      write(reference)
    case .link(let field, let reference, let place):
      text("line", "link")
      self.place(place)
      text("field", field.text)
      write(reference)
    case .yields(let name):
      text("line", "yields")
      place(name.place)
      text("to", name.text)
    }
    json.endObject()
  }

  private mutating func write(_ reference: RecordReference) {
    text("record", reference.type.text)
    list("conditions", reference.conditions) { writer, condition in
      writer.json.string("\(condition.field.text)=\(condition.value.text)")
    }
    text("direction", reference.direction?.rawValue)
  }

  private mutating func write(_ attribution: AttributionSyntax) {
    json.beginObject()
    place(attribution.place)
    list("statuses", attribution.statuses) { writer, status in
      writer.json.beginObject()
      writer.text("status", status.status.text)
      writer.pattern("pattern", status.pattern)
      writer.json.endObject()
    }
    if let source = attribution.source { pattern("source", source) }
    json.endObject()
  }

  /// A pattern: its text, and its tree.
  private mutating func pattern(_ key: StaticString, _ pattern: PatternSyntax) {
    json.key(key)
    json.beginObject()
    text("text", PatternPrinter.text(pattern))
    json.key("tree")
    tree(pattern)
    json.endObject()
  }

  private mutating func tree(_ pattern: PatternSyntax) {
    json.beginObject()
    switch pattern {
    case .word(let name): leaf("word", name.text)
    case .exact(let name): leaf("exact", name.text)
    case .phrase(let name): leaf("phrase", name.text)
    case .lemma(let name, let particle):
      leaf("lemma", name.text)
      if let particle { text("particle", particle.text) }
    case .lexicon(let name): leaf("lexicon", name.text)
    case .tag(let name, let conditions):
      leaf("tag", name.text)
      if let conditions { text("condition", PatternPrinter.text(conditions)) }
    case .token(let condition, _): leaf("token", PatternPrinter.text(condition))
    case .regex(let name): leaf("regex", name.text)
    case .reference(let name): leaf("reference", name.text)
    case .any: leaf("any", nil)
    case .gap(let most, let excluding, _):
      leaf("gap", nil)
      json.key("max")
      json.int(most)
      if let excluding {
        json.key("excluding")
        tree(excluding)
      }
    case .sentenceStart: leaf("start", nil)
    case .sentenceEnd: leaf("end", nil)
    case .sequence(let parts):
      leaf("sequence", nil)
      list("parts", parts) { $0.tree($1) }
    case .choice(let parts):
      leaf("choice", nil)
      list("parts", parts) { $0.tree($1) }
    case .repetition(let inner, let least, let most, _):
      leaf("repetition", nil)
      json.key("min")
      json.int(least)
      json.key("max")
      if let most { json.int(most) } else { json.null() }
      json.key("of")
      tree(inner)
    case .capture(let name, let inner):
      leaf("capture", name.text)
      json.key("of")
      tree(inner)
    case .each(let inner, _):
      leaf("each", nil)
      json.key("of")
      tree(inner)
    }
    place(pattern.place)
    json.endObject()
  }

  private mutating func leaf(_ kind: String, _ value: String?) {
    text("kind", kind)
    if let value { text("value", value) }
  }
}
