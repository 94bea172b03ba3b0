import DocumentModel

/// Writes patterns back in the notation of rule files, one way for each meaning, so that two
/// patterns that are the same tree have the same text.
public enum PatternPrinter {
  public static func text(_ pattern: PatternSyntax) -> String {
    var text = ""
    write(pattern, into: &text, tight: false)
    return text
  }

  static func text(_ attribution: AttributionSyntax) -> String {
    var lines = attribution.statuses.map { "\($0.status.text) \(text($0.pattern))" }
    if let source = attribution.source { lines.append("source \(text(source))") }
    return lines.joined(separator: "\n")
  }

  public static func text(_ condition: ConditionSyntax) -> String {
    switch condition {
    case .test(let key, let operation, let values):
      return key.text + operation.rawValue + values.map { value($0.text) }.joined(separator: "|")
    case .not(let inner):
      switch inner {
      case .test, .not: return "!" + text(inner)
      default: return "!(" + text(inner) + ")"
      }
    case .and(let parts):
      return parts.map {
        if case .or = $0 { "(" + text($0) + ")" } else { text($0) }
      }.joined(separator: " & ")
    case .or(let parts):
      return parts.map(text).joined(separator: " | ")
    }
  }

  /// A text in double quotes with the escapes that it needs.
  public static func quoted(_ text: String, _ quote: Unicode.Scalar = "\"") -> String {
    var result = String.UnicodeScalarView()
    result.append(quote)
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\n": result.append(contentsOf: "\\n".unicodeScalars)
      case "\t": result.append(contentsOf: "\\t".unicodeScalars)
      case quote, "\\":
        result.append("\\")
        result.append(scalar)
      default: result.append(scalar)
      }
    }
    result.append(quote)
    return String(result)
  }

  /// A value in a condition or test: bare when that reads back the same.
  static func value(_ text: String) -> String {
    let plain = text.utf8.allSatisfy {
      LineCursor.isNameByte($0) || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "%")
    }
    return plain && !text.isEmpty ? text : quoted(text)
  }

  private static func write(_ pattern: PatternSyntax, into text: inout String, tight: Bool) {
    switch pattern {
    case .word(let name): text += name.text
    case .exact(let name): text += quoted(name.text, "'")
    case .phrase(let name): text += quoted(name.text)
    case .lemma(let name, let particle):
      text += "~" + name.text
      if let particle { text += " " + particle.text }
    case .lexicon(let name): text += "$" + name.text
    case .tag(let name, let conditions):
      text += name.text
      if let conditions { text += "[" + self.text(conditions) + "]" }
    case .token(let condition, _): text += "[" + self.text(condition) + "]"
    case .regex(let name):
      text +=
        name.text.hasPrefix("(?i)")
        ? "/" + String(name.text.dropFirst(4)) + "/i" : "/" + name.text + "/"
    case .reference(let name): text += "<" + name.text + ">"
    case .any: text += "_"
    case .gap(let max, let excluding, _):
      text += "..\(max)"
      if let excluding {
        text += "!"
        write(excluding, into: &text, tight: true)
      }
    case .sentenceStart: text += "^"
    case .sentenceEnd: text += "$end"
    case .sequence(let parts):
      if tight { text += "(" }
      for (i, part) in parts.enumerated() {
        if i > 0 { text += " " }
        if case .choice = part {
          write(part, into: &text, tight: true)
        } else if case .sequence = part {
          write(part, into: &text, tight: true)
        } else {
          write(part, into: &text, tight: false)
        }
      }
      if tight { text += ")" }
    case .choice(let parts):
      if tight { text += "(" }
      for (i, part) in parts.enumerated() {
        if i > 0 { text += " | " }
        if case .choice = part {
          write(part, into: &text, tight: true)
        } else {
          write(part, into: &text, tight: false)
        }
      }
      if tight { text += ")" }
    case .repetition(let inner, let min, let max, _):
      writeRepeated(inner, min, max, into: &text)
    case .capture(let name, let inner):
      text += name.text + ":"
      if case .repetition(let repeated, let min, let max, _) = inner, min > 0 {
        writeRepeated(repeated, min, max, into: &text)
      } else if case .repetition = inner {
        text += "("
        write(inner, into: &text, tight: false)
        text += ")"
      } else {
        write(inner, into: &text, tight: true)
      }
    case .each(let inner, _):
      text += "each("
      write(inner, into: &text, tight: false)
      text += ")"
    }
  }

  private static func writeRepeated(
    _ inner: PatternSyntax, _ min: Int, _ max: Int?, into text: inout String
  ) {
    var needsGroup = false
    switch inner {
    case .repetition, .lemma(_, .some), .gap(_, .some, _): needsGroup = true
    case .capture where !(min == 0 && max == 1): needsGroup = true
    default: break
    }
    if case .capture(_, .repetition) = inner { needsGroup = true }
    if needsGroup {
      text += "("
      write(inner, into: &text, tight: false)
      text += ")"
    } else {
      write(inner, into: &text, tight: true)
    }
    switch (min, max) {
    case (0, 1): text += "?"
    case (0, nil): text += "*"
    case (1, nil): text += "+"
    case (_, nil): text += "{\(min),}"
    case (_, .some(let max)): text += min == max ? "{\(min)}" : "{\(min),\(max)}"
    }
  }
}
