import DocumentModel

extension PackChecker {
  mutating func checkLexicons() {
    for lexicon in declarations.lexicons { checkCodes(lexicon.syntax) }
    // Where an entry of a type was first declared; only types of several lexicons can clash.
    var owners: [String: EntryIndex] = [:]
    for (tag, names) in lexiconsByTag where names.count > 1 { owners[tag] = EntryIndex() }
    for (number, lexicon) in lexicons.enumerated() {
      var own = EntryIndex()
      for (index, entry) in lexicon.entries.enumerated() {
        let term = PackChecker.comparable(entry.term)
        let here = EntryIndex.Place(lexicon: Int32(number), entry: Int32(index))
        if let first = own.first(term, here, in: lexicons) {
          reportRepeated(entry, lexicon.entries[Int(first.entry)], lexicon)
          continue
        }
        checkTokens(entry)
        guard let tag = lexicon.tag else { continue }
        if let found = owners[tag]?.first(term, here, in: lexicons),
          found.lexicon != here.lexicon, let place = entry.place
        {
          let other = lexicons[Int(found.lexicon)]
          let where_ =
            other.entries[Int(found.entry)].place.map { " (\(locator.short($0)))" } ?? ""
          log.report(
            .entryInTwoLexicons,
            "'\(entry.term)' is also in the lexicon '\(other.name)'\(where_), "
              + "which is a '\(tag)' too", at: place, suggestion: "keep it in one of them")
        }
      }
    }
  }

  /// A long line of entries without code right above one with a code: most likely its beginning.
  private mutating func checkCodes(_ lexicon: LexiconSyntax) {
    guard case .inline(let entries) = lexicon.source else { return }
    var length = 0
    for (index, entry) in entries.enumerated() {
      if entry.code == nil {
        // Behind a shorter line nobody would have had to begin a new one.
        length += entry.term.text.utf8.count + 3
        continue
      }
      if length > 70 {
        let last = entries[index - 1].term
        log.report(
          .lineWithoutCode, "'\(last.text)' has no code, and the line below it has one",
          at: last.place,
          suggestion: "indent the line below deeper if it goes on with this one, or write '->' here"
        )
      }
      length = 0
    }
  }

  private mutating func reportRepeated(
    _ entry: LexiconEntry, _ first: LexiconEntry, _ lexicon: Lexicon
  ) {
    guard let place = entry.place else { return }
    let before = first.place.map { locator.short($0) } ?? "above"
    let codes =
      first.code == entry.code
      ? "" : ": as '\(lexicon.codes[first.code])' and '\(lexicon.codes[entry.code])'"
    log.report(
      .repeatedEntry, "'\(entry.term)' stands twice in the lexicon '\(lexicon.name)'\(codes)",
      at: place, suggestion: "the first is in \(before)")
  }

  /// Lower case, dashes and quotes as the matcher compares them.
  static func comparable(_ text: String) -> String {
    var text = text
    return text.withUTF8 { bytes in
      guard !bytes.isEmpty, let form = WordForm.comparable(bytes).form else {
        return String(decoding: bytes, as: UTF8.self)
      }
      return String(decoding: form, as: UTF8.self)
    }
  }

  /// Whether the words of an entry come out of running text as they come out alone.
  private mutating func checkTokens(_ entry: LexiconEntry) {
    guard let tokenizer, let place = entry.place else { return }
    let bytes = Array(entry.term.utf8).filter { $0 != UInt8(ascii: "~") }
    // Letters and spaces are never cut differently; this leaves out nearly all entries.
    let plain = bytes.allSatisfy {
      ($0 | 0x20) >= 0x61 && ($0 | 0x20) <= 0x7A || $0 == 0x20
    }
    if plain && !bytes.isEmpty { return }
    let alone = tokenizer.tokenize(bytes)
    if alone.isEmpty {
      log.report(
        .neverTokenized, "'\(entry.term)' holds no word", at: place, suggestion: "delete it")
      return
    }
    let before = Array("the ".utf8)
    let inside = tokenizer.tokenize(before + bytes + Array(" and".utf8))
      .map { Span($0.start - before.count, $0.end - before.count) }
      .filter { $0.start >= 0 && $0.start < bytes.count }
    if inside == alone { return }
    let pieces = inside.map {
      "'" + String(decoding: bytes[max(0, $0.start)..<min(bytes.count, $0.end)], as: UTF8.self)
        + "'"
    }
    log.report(
      .neverTokenized,
      "'\(entry.term)' is never found in running text, which is cut as \(pieces.joined(separator: " "))",
      at: place, suggestion: "write it as it stands inside a sentence")
  }

  /// What nothing refers to, in the pack that was asked for; a library of phrases and lexicons
  /// without rules is left alone.
  mutating func checkUnused() {
    guard declarations.rules.contains(where: { $0.pack == 0 }) else { return }
    let fieldTags = Set(
      records.byName.values.flatMap(\.fields).compactMap { field -> String? in
        if case .code(let tag) = field.type { tag } else { nil }
      })
    let replaced = Set(declarations.replacedLexicons.map(\.syntax.name.text))
    for lexicon in declarations.lexicons where lexicon.pack == 0 {
      let name = lexicon.syntax.name
      let overrides = lexicon.syntax.options.contains { $0.text == "always" || $0.text == "never" }
      if usedLexicons.contains(name.text) || overrides || replaced.contains(name.text) { continue }
      if PackChecker.lexiconsOfStages.contains(name.text) { continue }
      let tag = lexicon.syntax.tag.map { fieldTags.contains($0.text) ? " in a pattern" : "" } ?? ""
      log.report(
        .unusedLexicon, "nothing uses the lexicon '\(name.text)'\(tag)", at: name.place,
        suggestion: "write '$\(name.text)' in a pattern, or delete it")
    }
    for phrase in declarations.phrases where phrase.pack == 0 {
      let name = phrase.syntax.name
      if usedPhrases.contains(name.text) { continue }
      log.report(
        .unusedPhrase, "nothing uses the phrase '\(name.text)'", at: name.place,
        suggestion: "write '<\(name.text)>' in a pattern, or delete it")
    }
    let made = Set(declarations.rules.compactMap { $0.syntax.record?.text })
    // With all that they extend, and what is linked to.
    var needed: Set<String> = []
    var linked: Set<String> = []
    for start in made where records.byName[start] != nil {
      var next: String? = start
      while let name = next, needed.insert(name).inserted { next = records.byName[name]?.base }
    }
    for record in records.byName.values {
      for field in record.fields { if case .link(let name) = field.type { linked.insert(name) } }
    }
    for record in declarations.records where record.pack == 0 {
      let name = record.syntax.name
      if !needed.contains(name.text), !linked.contains(name.text) {
        log.report(
          .unusedRecord, "no rule makes the record '\(name.text)'", at: name.place,
          suggestion: "add 'rule NAME -> \(name.text)', or delete it")
        continue
      }
      guard needed.contains(name.text) else { continue }
      for field in record.syntax.fields
      where records.byName[name.text]?.field(field.name.text)?.owner == name.text
        && !usedFields.contains(name.text + "." + field.name.text)
      {
        log.report(
          .unusedField, "nothing fills the field '\(name.text).\(field.name.text)'",
          at: field.name.place,
          suggestion: "capture it: \(field.name.text):…, or delete it")
      }
    }
  }

  /// Lexicons that a stage before the rules reads by name.
  static let lexiconsOfStages: Set<String> = ["vague-amounts"]
}

/// Entries by their comparable words, each by the first that has them.
private struct EntryIndex {
  struct Place {
    var lexicon: Int32
    var entry: Int32
  }

  /// Lexicon -1 where none is; a power of two.
  private var slots = [Place](repeating: Place(lexicon: -1, entry: 0), count: 16)
  /// Half of the hash of each.
  private var marks = [UInt32](repeating: 0, count: 16)
  private var count = 0

  /// The place at which the same words stood first; nil when it is this one, which is then kept.
  mutating func first(_ term: String, _ place: Place, in lexicons: [Lexicon]) -> Place? {
    if count * 4 >= slots.count * 3 { grow() }
    let mark = UInt32(truncatingIfNeeded: term.hashValue)
    var slot = Int(mark) & (slots.count - 1)
    while slots[slot].lexicon >= 0 {
      if marks[slot] == mark {
        let other = lexicons[Int(slots[slot].lexicon)].entries[Int(slots[slot].entry)]
        if PackChecker.comparable(other.term) == term { return slots[slot] }
      }
      slot = (slot + 1) & (slots.count - 1)
    }
    slots[slot] = place
    marks[slot] = mark
    count += 1
    return nil
  }

  private mutating func grow() {
    let (oldSlots, oldMarks) = (slots, marks)
    slots = [Place](repeating: Place(lexicon: -1, entry: 0), count: oldSlots.count * 2)
    marks = [UInt32](repeating: 0, count: slots.count)
    for (place, mark) in zip(oldSlots, oldMarks) where place.lexicon >= 0 {
      var slot = Int(mark) & (slots.count - 1)
      while slots[slot].lexicon >= 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = place
      marks[slot] = mark
    }
  }
}
