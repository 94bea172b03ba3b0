import DocumentModel

/// A record type with the places of its fields, for checks.
struct ResolvedRecord {
  struct Field {
    var name: Name
    var type: RecordSchema.FieldType
    var required: Bool
    /// Index into the packs of the record that declares it.
    var pack: Int
    /// The record that declares it.
    var owner: String
  }

  var name: Name
  var pack: Int
  var base: String?
  /// With `figure` and those of the base; the base's first.
  let fields: [Field]

  /// Indices into `fields`, for records with many.
  private let numbers: [String: Int]

  init(name: Name, pack: Int, base: String?, fields: [Field]) {
    self.name = name
    self.pack = pack
    self.base = base
    self.fields = fields
    numbers =
      fields.count <= 16
      ? [:]
      : Dictionary(
        fields.enumerated().map { ($1.name.text, $0) }, uniquingKeysWith: { first, _ in first })
  }

  func field(_ name: String) -> Field? {
    if fields.count <= 16 { return fields.first { $0.name.text == name } }
    return numbers[name].map { fields[$0] }
  }
}

struct ResolvedRecords {
  var types: [RulePack.RecordType] = []
  var byName: [String: ResolvedRecord] = [:]
}

/// Finds the types of fields and what records inherit.
struct RecordResolver {
  /// Keys that every record has; no field may be named so.
  static let reserved: Set<String> = [
    "record_id", "type", "document", "title", "published", "source_url", "language", "sentence",
    "evidence", "start", "end", "source_start", "source_end", "rule", "pack", "status",
    "claimed_by", "mention", "value", "low", "high", "qualifier", "unit", "noun", "captures",
  ]

  static let builtinTypes: [(name: String, type: RecordSchema.FieldType)] = [
    ("quantity", .quantity(nil)), ("money", .quantity(.money)), ("percent", .quantity(.percent)),
    ("measure", .quantity(.measure)), ("duration", .quantity(.duration)),
    ("age", .quantity(.age)), ("ordinal", .quantity(.ordinal)), ("date", .date), ("text", .text),
    ("bool", .bool), ("person", .entity(.person)), ("organization", .entity(.organization)),
    ("place", .entity(.place)), ("demonym", .entity(.demonym)),
  ]

  static func resolve(
    _ declarations: Declarations, lexicons: [Lexicon], log: inout DiagnosticLog
  ) -> ResolvedRecords {
    let tags = Set(lexicons.compactMap(\.tag))
    let names = Set(declarations.records.map(\.syntax.name.text))
    let builtin = Dictionary(builtinTypes.map { ($0.name, $0.type) }) { first, _ in first }
    for record in declarations.records where builtin[record.syntax.name.text] != nil {
      log.report(
        .duplicateName, "a record named like the field type '\(record.syntax.name.text)'",
        at: record.syntax.name.place, suggestion: "choose another name")
    }
    for lexicon in declarations.lexicons {
      guard let tag = lexicon.syntax.tag else { continue }
      let isAlways = lexicon.syntax.options.contains { $0.text == "always" }
      // Such a lexicon's entries are names of this kind; the tag makes no field type of its own.
      if isAlways && EntityKind.allCases.contains(where: { $0.tag.lowercased() == tag.text }) {
        continue
      }
      if builtin[tag.text] != nil || tag.text == "enum" {
        log.report(
          .duplicateName, "a tag named like the field type '\(tag.text)'", at: tag.place,
          suggestion: "choose another tag, such as '\(tag.text)-word'")
      } else if names.contains(tag.text) {
        log.report(
          .duplicateName, "a tag named like the record '\(tag.text)'", at: tag.place,
          suggestion: "choose another tag")
      }
    }
    func type(_ syntax: FieldTypeSyntax) -> RecordSchema.FieldType {
      switch syntax {
      case .enumeration(let values, _):
        var seen: Set<String> = []
        for value in values where !seen.insert(value.text).inserted {
          log.report(
            .duplicateName, "the value '\(value.text)' stands twice", at: value.place,
            suggestion: "delete one")
        }
        return .enumeration(values.map(\.text))
      case .named(let name):
        if let type = builtin[name.text] { return type }
        if tags.contains(name.text) { return .code(name.text) }
        if names.contains(name.text) { return .link(name.text) }
        let near = log.nearest(
          to: name.text,
          among: log.looksForNames
            ? builtinTypes.map(\.name) + tags.sorted() + names.sorted() + ["enum"] : [])
        log.report(
          .unknownFieldType, "unknown field type '\(name.text)'", at: name.place,
          suggestion: near.map { "did you mean '\($0)'?" }
            ?? "a field has a built-in type, a lexicon's tag, a record, or enum(…)")
        return .text
      }
    }
    var own: [String: [ResolvedRecord.Field]] = [:]
    var syntaxes: [String: Declarations.Declared<RecordSyntax>] = [:]
    for record in declarations.records {
      syntaxes[record.syntax.name.text] = record
      var fields: [ResolvedRecord.Field] = []
      for field in record.syntax.fields {
        if reserved.contains(field.name.text) {
          log.report(
            .duplicateName, "every record has '\(field.name.text)' already", at: field.name.place,
            suggestion: "delete the line, or choose another name")
          continue
        }
        fields.append(
          ResolvedRecord.Field(
            name: field.name, type: type(field.type), required: field.required, pack: record.pack,
            owner: record.syntax.name.text))
      }
      own[record.syntax.name.text] = fields
    }
    var result = ResolvedRecords()
    let made = Set(declarations.rules.compactMap { $0.syntax.record?.text })
    var inherited = 0
    for record in declarations.records {
      let name = record.syntax.name.text
      var chain = [name]
      var next = record.syntax.base
      while let base = next {
        guard let found = syntaxes[base.text] else {
          if chain.count == 1 {
            let near = log.nearest(
              to: base.text,
              among: log.looksForNames ? names.subtracting([name]).sorted() : [])
            log.report(
              .unknownRecord, "unknown record '\(base.text)'", at: base.place,
              suggestion: near.map { "did you mean '\($0)'?" })
          }
          break
        }
        if chain.contains(base.text) {
          if base.text == name {
            log.report(
              .recursion, "the record '\(name)' extends itself", at: base.place,
              suggestion: "delete 'is \(base.text)'")
          }
          break
        }
        chain.append(base.text)
        next = found.syntax.base
        if chain.count > PackLimits.recordDepth {
          // Of a longer chain this is said once.
          if next == nil, let base = record.syntax.base {
            log.report(
              .nestedTooDeep,
              "records extend each other more than \(PackLimits.recordDepth) deep",
              at: base.place, suggestion: "put fields that many records share into one of them")
          }
          break
        }
      }
      var fields: [ResolvedRecord.Field] = []
      var firsts: [String: ResolvedRecord.Field] = [:]
      for owner in chain.reversed() where inherited <= PackLimits.allElements {
        for field in own[owner] ?? [] {
          if let first = firsts[field.name.text] {
            if owner == name {
              log.report(
                .duplicateName, "a second field '\(field.name.text)'", at: field.name.place,
                suggestion: first.owner == name
                  ? "delete one" : "the record has it from '\(first.owner)'")
            }
            continue
          }
          if fields.count == PackLimits.fields {
            log.report(
              .tooLarge, "the record '\(name)' has more than \(PackLimits.fields) fields",
              at: owner == name ? field.name.place : record.syntax.name.place,
              suggestion: "make several records of it")
            break
          }
          firsts[field.name.text] = field
          fields.append(field)
        }
      }
      if inherited <= PackLimits.allElements {
        inherited += fields.count
        if inherited > PackLimits.allElements {
          log.report(
            .tooLarge, "the pack is too large: more than \(PackLimits.allElements) fields",
            at: record.syntax.name.place, suggestion: "let fewer records extend large ones")
        }
      }
      let resolved = ResolvedRecord(
        name: record.syntax.name, pack: record.pack, base: record.syntax.base?.text, fields: fields)
      result.byName[name] = resolved
      let figure = resolved.field("figure")
      if let figure, case .quantity = figure.type {
      } else if let figure {
        log.report(
          .typeClash, "the field 'figure' is no quantity", at: figure.name.place,
          suggestion: "'figure' is the record's main quantity; choose another name")
      }
      result.types.append(
        RulePack.RecordType(
          name: record.syntax.name, base: record.syntax.base?.text,
          summary: record.syntax.summary, hasFigure: figure != nil, figureType: figure?.type,
          figureRequired: figure?.required ?? false,
          fields: fields.filter { $0.name.text != "figure" }.map {
            RecordSchema.Field(name: $0.name.text, type: $0.type, required: $0.required)
          },
          pack: declarations.packs[record.pack].name,
          isMade: made.contains(name)))
    }
    return result
  }
}
