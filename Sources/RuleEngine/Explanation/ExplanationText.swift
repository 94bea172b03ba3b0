import DocumentModel

/// What the rules did to a text, in words.
public enum Explanation {
  /// Every sentence in which a rule matched, with its records (`+`) and the matches that became
  /// none (`-`), each with its rule and the step that removed it. Empty when nothing matched.
  ///
  /// - Parameters:
  ///   - records: as `RuleSet.traced` gives them.
  ///   - trace: of the same run.
  public static func text(
    of document: Document, records: [Record], trace: MatchTrace, schema: RecordSchema
  ) -> String {
    let view = RecordView(records: records, schema: schema, document: document)
    var made: [Int: [Record]] = [:]
    for record in records { made[record.sentence, default: []].append(record) }
    var lost: [Int: [MatchTrace.Event]] = [:]
    for event in trace.events where event.removed != nil {
      lost[event.sentence, default: []].append(event)
    }
    var lines: [String] = []
    for sentence in Set(made.keys).union(lost.keys).sorted() {
      guard document.sentences.indices.contains(sentence) else { continue }
      if !lines.isEmpty { lines.append("") }
      lines.append(
        "sentence \(sentence): \(flat(document.string(document.sentences[sentence].span)))")
      for record in made[sentence] ?? [] {
        let type =
          schema.types.indices.contains(record.type) ? schema.types[record.type].name : "record"
        lines.append(
          "  + \(type) \"\(flat(document.string(record.mention)))\"  \(view.summary(record))"
            + "  (rule \(record.rule))")
        for capture in record.captures {
          lines.append("      \(capture.field): \"\(flat(document.string(capture.span)))\"")
        }
        if let span = record.claimedBySpan {
          lines.append("      claimed_by: \"\(flat(document.string(span)))\"")
        }
      }
      for event in lost[sentence] ?? [] {
        lines.append(
          "  - \(event.type) \"\(flat(document.string(event.span)))\"  (rule \(event.rule)): "
            + (event.removed ?? ""))
      }
    }
    return lines.isEmpty ? "" : lines.joined(separator: "\n") + "\n"
  }

  /// Why a rule makes no record of a text, or which it makes: the tokens as tagged, what became of
  /// its matches, and its nearest misses with the element that failed and what stood there.
  ///
  /// Tokens count from 1 in each sentence.
  ///
  /// - Parameters:
  ///   - attempts: from `RuleSet.attempts`.
  ///   - lexicons: names, by the index of hits.
  public static func why(
    rule: String, document: Document, words: Vocabulary, attempts: [RuleSet.Attempt],
    trace: MatchTrace, lexicons: [String]
  ) -> String {
    var lines: [String] = []
    for sentence in document.sentences {
      lines += tokens(of: sentence, document, words, lexicons)
      lines.append("")
    }
    let events = trace.events.filter { $0.rule == rule }
    for event in events {
      let words = "\"\(flat(document.string(event.span)))\""
      if let reason = event.removed {
        lines.append("matched \(words), but made no \(event.type): \(reason)")
      } else {
        lines.append("made a \(event.type) from \(words)")
      }
    }
    let matches = attempts.filter(\.isMatch)
    if events.isEmpty {
      lines.append(
        matches.isEmpty
          ? "rule \(rule): no match" : "rule \(rule): a pattern matches, and a longer match won")
    }
    for attempt in attempts.filter({ !$0.isMatch }).prefix(5) {
      lines.append(miss(attempt, document))
    }
    if attempts.isEmpty {
      lines.append("no pattern of the rule gets past its first element anywhere in the text")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// The nearest miss in one line, for a failed test; nil when the rule matched or never began.
  public static func nearest(_ attempts: [RuleSet.Attempt], _ document: Document) -> String? {
    guard !attempts.contains(where: \.isMatch), let best = attempts.first,
      let sentence = sentence(of: best, document)
    else { return nil }
    let before = document.string(TokenRange(best.start, best.failed))
    let what = expected(best)
    if best.failed >= sentence.tokens.end {
      return "after \"\(flat(before))\" the sentence ends; expected \(what)"
    }
    let saw = document.string(TokenRange(best.failed, best.failed + 1))
    return "after \"\(flat(before))\", \(what) was tried at \"\(saw)\" "
      + "(token \(best.failed - sentence.tokens.start + 1))"
  }

  private static func sentence(
    of attempt: RuleSet.Attempt, _ document: Document
  ) -> Sentence? {
    guard document.sentences.indices.contains(attempt.sentence) else { return nil }
    let sentence = document.sentences[attempt.sentence]
    return attempt.start >= sentence.tokens.start && attempt.failed >= attempt.start
      && attempt.failed <= sentence.tokens.end ? sentence : nil
  }

  private static func expected(_ attempt: RuleSet.Attempt) -> String {
    if attempt.expected.isEmpty { return "the end of the pattern" }
    return attempt.expected.prefix(6).joined(separator: " or ")
      + (attempt.expected.count > 6 ? " or …" : "")
  }

  private static func miss(_ attempt: RuleSet.Attempt, _ document: Document) -> String {
    guard let sentence = sentence(of: attempt, document) else { return "" }
    let before = flat(document.string(TokenRange(attempt.start, attempt.failed)))
    var line = "pattern \(attempt.pattern + 1): matched "
    line +=
      before.isEmpty
      ? "nothing" : "\"\(before)\" from token \(attempt.start - sentence.tokens.start + 1)"
    line += ", then expected \(expected(attempt)) and saw "
    guard attempt.failed < sentence.tokens.end else { return line + "the end of the sentence" }
    let token = attempt.failed
    line += "\"\(document.string(TokenRange(token, token + 1)))\" "
    line += "(token \(token - sentence.tokens.start + 1), \(document.tokens.pos[token].name))"
    return line
  }

  /// A table of the sentence's tokens: number, word, part of speech, lemma, tags.
  private static func tokens(
    of sentence: Sentence, _ document: Document, _ words: Vocabulary, _ lexicons: [String]
  ) -> [String] {
    var rows: [[String]] = []
    for token in sentence.tokens.start..<sentence.tokens.end {
      var tags: [String] = []
      for entity in document.entities where entity.tokens.contains(token) {
        tags.append(entity.kind.tag)
      }
      for quantity in document.quantities where quantity.tokens.contains(token) {
        let kind =
          quantity.kind == .count || quantity.kind == .fraction
          ? "quantity" : quantity.kind.rawValue
        tags.append(PatternWords.capitalized(kind))
      }
      for date in document.dates where date.tokens.contains(token) {
        tags.append("Date" + (date.iso.map { "(\($0))" } ?? ""))
      }
      for hit in document.lexiconHits
      where hit.tokens.contains(token) && lexicons.indices.contains(Int(hit.lexicon)) {
        tags.append("$" + lexicons[Int(hit.lexicon)])
      }
      rows.append([
        String(token - sentence.tokens.start + 1), document.string(TokenRange(token, token + 1)),
        document.tokens.pos[token].name, words.string(document.tokens.lemma[token]),
        tags.joined(separator: " "),
      ])
    }
    let widths = (0..<4).map { column in
      rows.map { $0[column].unicodeScalars.count }.max() ?? 0
    }
    return rows.map { row in
      var line = ""
      for column in 0..<4 {
        let padding = String(
          repeating: " ", count: widths[column] - row[column].unicodeScalars.count)
        line += column == 0 ? padding + row[column] + "  " : row[column] + padding + "  "
      }
      line += row[4]
      while line.hasSuffix(" ") { line.removeLast() }
      return line
    }
  }

  /// On one line.
  private static func flat(_ text: String) -> String {
    String(decoding: text.utf8.map { $0 < 0x20 ? 0x20 : $0 }, as: UTF8.self)
  }
}
