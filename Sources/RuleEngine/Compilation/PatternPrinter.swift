/// Patterns as the rule language writes them.
enum PatternPrinter {
  static func text(of pattern: PatternSyntax) -> String { text(pattern, level: 0) }

  /// - Parameter level: 0 where a choice may stand bare, 1 inside a sequence, 2 before a suffix.
  private static func text(_ pattern: PatternSyntax, level: Int) -> String {
    switch pattern {
    case .word(let name): return name.text
    case .exact(let name): return "'\(name.text)'"
    case .phrase(let name): return "\"\(name.text)\""
    case .lemma(let name, let particle):
      return "~\(name.text)" + (particle.map { " \($0.text)" } ?? "")
    case .lexicon(let name): return "$\(name.text)"
    case .tag(let name, let condition):
      guard let condition else { return name.text }
      return "\(name.text)[\(text(condition, isInner: false))]"
    case .token(let condition, _): return "[\(text(condition, isInner: false))]"
    case .regex(let name): return "/\(name.text)/"
    case .reference(let name): return "<\(name.text)>"
    case .any: return "_"
    case .gap(let most, let excluded, _):
      guard let excluded else { return "..\(most)" }
      return "..\(most)!(\(text(excluded, level: 0)))"
    case .sentenceStart: return "^"
    case .sentenceEnd: return "$end"
    case .sequence(let parts):
      let joined = parts.map { text($0, level: 1) }.joined(separator: " ")
      return level > 1 ? "(\(joined))" : joined
    case .choice(let parts):
      let joined = parts.map { text($0, level: 0) }.joined(separator: " | ")
      return level > 0 ? "(\(joined))" : joined
    case .repetition(let part, let low, let high, _):
      let body = text(part, level: 2)
      switch (low, high) {
      case (0, 1): return body + "?"
      case (0, nil): return body + "*"
      case (1, nil): return body + "+"
      default: return body + "{\(low),\(high.map { String($0) } ?? "")}"
      }
    case .capture(let name, let part):
      if name.text.utf8.first == UInt8(ascii: "!") { return text(part, level: level) }
      return "\(name.text):\(text(part, level: 2))"
    case .each(let part, _): return "each(\(text(part, level: 0)))"
    }
  }

  private static func text(_ condition: ConditionSyntax, isInner: Bool) -> String {
    switch condition {
    case .not(let inner): return "!" + text(inner, isInner: true)
    case .and(let parts):
      let joined = parts.map { text($0, isInner: true) }.joined(separator: " & ")
      return isInner ? "(\(joined))" : joined
    case .or(let parts):
      let joined = parts.map { text($0, isInner: true) }.joined(separator: " | ")
      return isInner ? "(\(joined))" : joined
    case .test(let key, let operation, let values):
      return key.text + operation.rawValue + values.map(\.text).joined(separator: "|")
    }
  }
}
