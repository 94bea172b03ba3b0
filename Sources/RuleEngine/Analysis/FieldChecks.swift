import DocumentModel

extension PackChecker {
  /// What type a field of a record has; the fields of every record too.
  func type(of field: String, in record: ResolvedRecord) -> RecordSchema.FieldType? {
    if let found = record.field(field) { return found.type }
    return PackChecker.envelope.first { $0.name == field }?.type
  }

  /// Marks a field as filled; reports it when the record has none of this name.
  mutating func use(_ field: Name, _ record: ResolvedRecord, verb: String = "") -> RecordSchema
    .FieldType?
  {
    if let found = record.field(field.text) {
      usedFields.insert(found.owner + "." + field.text)
      return found.type
    }
    if let type = type(of: field.text, in: record) { return type }
    let known = record.fields.map(\.name.text) + PackChecker.envelope.map(\.name)
    log.report(
      .unknownField, "the record '\(record.name.text)' has no field '\(field.text)'",
      at: field.place,
      suggestion: suggest(
        field.text, among: known,
        else: "it has \(record.fields.map(\.name.text).joined(separator: ", "))"))
    return nil
  }

  /// The captures of patterns that are matched together: names, types, and whether one is made
  /// twice on one way.
  mutating func checkCaptures(in parts: [PatternSyntax], _ record: ResolvedRecord) {
    var opened: Set<String> = []
    for part in parts { checkCaptures(part, record, via: nil, &opened) }
    var taken: Set<String> = []
    for part in parts {
      checkTwice(part, record)
      let fields = facts.possible(part)
      for field in taken.intersection(fields).sorted() {
        reportTwice(field, in: part, "'\(field)' is captured in two parts of the event")
      }
      taken.formUnion(fields)
    }
  }

  private mutating func checkCaptures(
    _ pattern: PatternSyntax, _ record: ResolvedRecord, via reference: Name?,
    _ opened: inout Set<String>
  ) {
    switch pattern {
    case .capture(let field, let inner):
      if let reference, type(of: field.text, in: record) == nil {
        log.report(
          .unknownField,
          "the phrase '<\(reference.text)>' fills '\(field.text)', which the record "
            + "'\(record.name.text)' does not have", at: reference.place,
          suggestion: "declare the field, or use a phrase without this capture")
      } else if let type = use(field, record) {
        checkType(field, inner, type, record)
      }
      checkCaptures(inner, record, via: reference, &opened)
    case .reference(let name):
      guard opened.insert(name.text).inserted, let phrase = facts.phrases[name.text],
        !facts.possible(pattern).isEmpty
      else { return }
      checkCaptures(phrase, record, via: reference ?? name, &opened)
    default:
      for child in pattern.children { checkCaptures(child, record, via: reference, &opened) }
    }
  }

  /// Reports a field that one way through the pattern captures twice.
  private mutating func checkTwice(_ pattern: PatternSyntax, _ record: ResolvedRecord) {
    switch pattern {
    case .sequence(let parts):
      var taken: Set<String> = []
      for part in parts {
        let fields = facts.possible(part)
        for field in taken.intersection(fields).sorted() {
          reportTwice(field, in: part, "'\(field)' is captured twice on one way")
        }
        taken.formUnion(fields)
      }
    case .capture(let field, let inner):
      if facts.possible(inner).contains(field.text) {
        log.report(
          .capturedTwice, "'\(field.text)' is captured inside its own capture", at: field.place,
          suggestion: "delete one of them")
      }
    case .repetition(let inner, _, let most, let place):
      if most != 1, let field = facts.possible(inner).sorted().first {
        log.report(
          .capturedTwice, "'\(field)' is captured again by every repetition", at: place,
          suggestion:
            "write each(…) for one record an item, or put the capture around the repetition")
      }
    default: break
    }
    for child in pattern.children { checkTwice(child, record) }
  }

  private mutating func reportTwice(_ field: String, in part: PatternSyntax, _ message: String) {
    var place = part.place
    part.visit {
      if case .capture(let name, _) = $0, name.text == field { place = name.place }
    }
    guard let place else { return }
    log.report(
      .capturedTwice, message, at: place,
      suggestion: "put the ways that exclude each other on either side of '|'")
  }

  private mutating func checkType(
    _ field: Name, _ inner: PatternSyntax, _ type: RecordSchema.FieldType, _ record: ResolvedRecord
  ) {
    let place = inner.place ?? field.place
    switch type {
    case .text, .bool: break
    case .link(let target):
      log.report(
        .typeClash, "'\(field.text)' is a record '\(target)', and words cannot be one", at: place,
        suggestion: "fill it by 'link \(field.text) to \(target)'")
    case .quantity(let kind):
      let kinds = PatternVocabulary.kindTags.filter { kind == nil || $0.value == kind }
      let names = kinds.keys.sorted() + (kind == nil ? PatternVocabulary.countTags : [])
      let every = facts.everyPath(inner, "quantity \(kind?.rawValue ?? "")") {
        guard case .tag(let name, _) = $0 else { return false }
        return names.contains(name.text) || !PatternVocabulary.tags.contains(name.text)
      }
      if !every {
        clash(
          field, kind.map { "is \($0.rawValue)" } ?? "is a quantity", "a number", inner, place,
          kind == nil
            ? "such as \(field.text):Quantity" : "such as \(field.text):\(names.first ?? "")")
      }
    case .date:
      let every = facts.everyPath(inner, "date") {
        if case .tag(let name, _) = $0 { name.text == "Date" } else { false }
      }
      if !every { clash(field, "is a date", "a date", inner, place, "such as \(field.text):Date") }
    case .entity(let kind):
      let some = facts.somePath(inner, kind.tag) {
        if case .tag(let name, _) = $0 { name.text == kind.tag } else { false }
      }
      if !some {
        clash(
          field, "wants a name tagged \(kind.tag)", "one", inner, place,
          "such as \(field.text):\(kind.tag)")
      }
    case .code(let tag): checkCode(field, inner, tag, place)
    case .enumeration(let values): checkEnumeration(field, inner, values, place, record)
    }
  }

  private mutating func clash(
    _ field: Name, _ what: String, _ lacking: String, _ inner: PatternSyntax, _ place: SourcePlace,
    _ suggestion: String
  ) {
    log.report(
      .typeClash, "'\(field.text)' \(what), and this capture need not hold \(lacking)", at: place,
      suggestion: suggestion)
  }

  private mutating func checkCode(
    _ field: Name, _ inner: PatternSyntax, _ tag: String, _ place: SourcePlace
  ) {
    let tagged = lexiconsByTag[tag] ?? []
    let known = lexiconsByName
    let every = facts.everyPath(inner, "code \(tag)") {
      guard case .lexicon(let name) = $0 else { return false }
      return tagged.contains(name.text) || known[name.text] == nil
    }
    if !every {
      clash(
        field, "is a '\(tag)'", "an entry of a lexicon with that tag", inner, place,
        "such as \(field.text):$\(tagged.min() ?? tag)")
    }
  }

  private mutating func checkEnumeration(
    _ field: Name, _ inner: PatternSyntax, _ values: [String], _ place: SourcePlace,
    _ record: ResolvedRecord
  ) {
    let every = facts.everyPath(inner, "lexicon") {
      if case .lexicon = $0 { true } else { false }
    }
    if !every {
      clash(
        field, "takes the code of a lexicon's entry", "one", inner, place,
        "make a lexicon whose entries give \(values.prefix(3).joined(separator: ", ")), or use 'set'"
      )
      return
    }
    for case .lexicon(let name) in facts.leaves(inner) {
      guard let index = lexiconsByName[name.text],
        let (first, count) = foreignCodes(of: index, values, in: record, field.text)
      else { continue }
      let more = count > 1 ? " and \(count - 1) more" : ""
      log.report(
        .undeclaredValue,
        "'$\(name.text)' gives '\(first)'\(more), which '\(record.name.text).\(field.text)' does not declare",
        at: name.place,
        suggestion: suggest(first, among: values, else: "it has \(values.joined(separator: ", "))"))
    }
  }

  private mutating func codes(ofTag tag: String) -> Set<String> {
    if let known = codesByTag[tag] { return known }
    let codes = Set(lexicons.filter { $0.tag == tag }.flatMap(\.codes))
    codesByTag[tag] = codes
    return codes
  }

  /// The first code of a lexicon that a field does not declare, and how many there are.
  private mutating func foreignCodes(
    of lexicon: Int, _ values: [String], in record: ResolvedRecord, _ field: String
  ) -> (first: String, count: Int)? {
    let key = "\(lexicon) \(record.field(field)?.owner ?? "")\n\(field)"
    if let known = foreignCodes[key] { return known }
    let declared = Set(values)
    var found: (first: String, count: Int)?
    for code in lexicons[lexicon].codes where !declared.contains(code) {
      found = (found?.first ?? code, (found?.count ?? 0) + 1)
    }
    foreignCodes[key] = .some(found)
    return found
  }

  mutating func checkSet(_ field: Name, _ value: Name, _ record: ResolvedRecord) {
    guard let type = use(field, record) else { return }
    checkConstant(value, type, field: field.text)
  }

  /// A constant for a field, in `set` and in conditions.
  mutating func checkConstant(_ value: Name, _ type: RecordSchema.FieldType, field: String) {
    switch type {
    case .text, .entity: break
    case .quantity:
      if TestValue.number(value.text) == nil {
        log.report(
          .typeClash, "'\(field)' is a quantity, and '\(value.text)' is no number", at: value.place,
          suggestion: "write digits, such as 1")
      }
    case .date:
      let isDate = value.text.utf8.allSatisfy { LineCursor.isDigit($0) || $0 == 0x2D || $0 == 0x2F }
      if !isDate {
        log.report(
          .typeClash, "'\(field)' is a date, and '\(value.text)' is none", at: value.place,
          suggestion: "write it as in 2025-11-26")
      }
    case .bool:
      if value.text != "true" {
        log.report(
          .typeClash, "'\(field)' is true or empty, never '\(value.text)'", at: value.place,
          suggestion: "write 'true', or delete the line")
      }
    case .link(let target):
      log.report(
        .typeClash, "'\(field)' is a record '\(target)'", at: value.place,
        suggestion: "fill it by 'link \(field) to \(target)'")
    case .code(let tag):
      let codes = codes(ofTag: tag)
      if !codes.contains(value.text) {
        log.report(
          .undeclaredValue, "no lexicon of '\(tag)' has the code '\(value.text)'", at: value.place,
          suggestion: suggest(
            value.text, among: log.looksForNames ? codes.sorted() : [],
            else: "such as '\(codes.min() ?? tag)'"))
      }
    case .enumeration(let values):
      if !values.contains(value.text) {
        log.report(
          .undeclaredValue, "'\(field)' does not declare '\(value.text)'", at: value.place,
          suggestion: suggest(
            value.text, among: values, else: "it has \(values.joined(separator: ", "))"))
      }
    }
  }

  /// The record and conditions of `take` and `link`.
  mutating func checkReference(_ reference: RecordReference) {
    guard let record = records.byName[reference.type.text] else {
      log.report(
        .unknownRecord, "unknown record '\(reference.type.text)'", at: reference.type.place,
        suggestion: suggest(reference.type.text, among: recordNames))
      return
    }
    for condition in reference.conditions {
      guard let type = type(of: condition.field.text, in: record) else {
        _ = use(condition.field, record)
        continue
      }
      if condition.value.text != "none" {
        checkConstant(condition.value, type, field: condition.field.text)
      }
    }
  }

  mutating func checkTaken(
    _ field: Name, from reference: RecordReference, _ record: ResolvedRecord
  ) {
    guard let type = use(field, record), let source = records.byName[reference.type.text] else {
      return
    }
    guard let theirs = self.type(of: field.text, in: source) else {
      log.report(
        .unknownField, "the record '\(source.name.text)' has no field '\(field.text)' to take",
        at: field.place,
        suggestion: suggest(
          field.text, among: source.fields.map(\.name.text),
          else: "it has \(source.fields.map(\.name.text).joined(separator: ", "))"))
      return
    }
    if type != theirs, type != .text {
      log.report(
        .typeClash, "'\(field.text)' has another type in '\(source.name.text)'", at: field.place,
        suggestion: "take fields that both records have from a common one")
    }
  }

  mutating func checkLink(_ field: Name, to reference: RecordReference, _ record: ResolvedRecord) {
    guard let type = use(field, record) else { return }
    guard case .link(let target) = type else {
      log.report(
        .typeClash, "'\(field.text)' is no record, and 'link' fills it with one", at: field.place,
        suggestion: "give the field a record type, or use 'take'")
      return
    }
    guard records.byName[reference.type.text] != nil else { return }
    if !extends(reference.type.text, target) {
      log.report(
        .typeClash, "'\(field.text)' takes a '\(target)', and '\(reference.type.text)' is none",
        at: reference.type.place, suggestion: "link to '\(target)' or a record that extends it")
    }
  }

  /// Whether a record is another or extends it.
  func extends(_ name: String, _ base: String) -> Bool {
    var next: String? = name
    var steps = 0
    while let current = next, steps < 1_000 {
      if current == base { return true }
      next = records.byName[current]?.base
      steps += 1
    }
    return false
  }

  /// The keys and values of a test; `record` is nil for an `ignore`.
  mutating func checkTest(_ test: TestSyntax, _ record: ResolvedRecord?) {
    let figureKeys = ["figure", "value", "low", "high", "qualifier", "unit", "noun"]
    let always = ["claimed_by", "mention", "pack", "rule", "status", "type"]
    for expectation in test.records.flatMap({ $0 }) {
      let key = expectation.key
      let value = expectation.value
      let hasFigure = record.map { $0.field("figure") != nil } ?? true
      let isFigureKey = hasFigure && figureKeys.contains(key.text)
      let type = record.flatMap { self.type(of: key.text, in: $0) }
      if !isFigureKey && type == nil && !always.contains(key.text) {
        guard let record else { continue }
        let known =
          record.fields.map(\.name.text) + always + (hasFigure ? figureKeys : [])
        log.report(
          .unknownExpectation, "a '\(record.name.text)' has no '\(key.text)' to test",
          at: key.place,
          suggestion: suggest(
            key.text, among: known, else: "it has \(Set(known).sorted().joined(separator: ", "))"))
        continue
      }
      checkExpected(expectation, isFigureKey ? nil : type)
      if value.text == "none" { continue }
      if isFigureKey || key.text == "status" { continue }
      if let type { checkExpectedConstant(value, type, key.text) }
    }
  }

  private mutating func checkExpected(
    _ expectation: TestSyntax.Expectation, _ type: RecordSchema.FieldType?
  ) {
    let key = expectation.key.text
    let value = expectation.value
    var isNumber = ["value", "low", "high"].contains(key)
    if case .quantity = type { isNumber = true }
    if key == "figure" { isNumber = true }
    if expectation.operation == "~" && key != "figure" || expectation.operation != "=" && !isNumber
    {
      log.report(
        .typeClash, "'\(key)' cannot be tested by '\(expectation.operation)'",
        at: expectation.key.place, suggestion: "write '\(key)=…'")
      return
    }
    if value.text == "none" { return }
    if isNumber, TestValue.number(value.text) == nil, TestValue.range(value.text) == nil {
      log.report(
        .typeClash, "'\(key)' is a number, and '\(value.text)' is none", at: value.place,
        suggestion: "write digits, such as \(key)=12, or 15..20")
    }
    let known: [String]
    switch key {
    case "status": known = Status.allCases.map(\.rawValue)
    case "qualifier": known = Qualifier.allCases.map(\.rawValue)
    default: return
    }
    if !known.contains(value.text) {
      log.report(
        .undeclaredValue, "unknown \(key) '\(value.text)'", at: value.place,
        suggestion: suggest(
          value.text, among: known, else: "one of \(known.joined(separator: ", "))"))
    }
  }

  private mutating func checkExpectedConstant(
    _ value: Name, _ type: RecordSchema.FieldType, _ key: String
  ) {
    switch type {
    case .enumeration, .code, .bool: checkConstant(value, type, field: key)
    default: break
    }
  }
}
