import DocumentModel

/// The grammar file of a language: phrases of the rule language that say how clauses are built.
struct Grammar: Sendable {
  /// By name in the grammar's own space.
  var phrases: [String: PatternSyntax] = [:]
  /// In the order of the file.
  var names: [String] = []

  /// Reads `LANGUAGE/rules/grammar.rules` from the resources.
  static func load(language: String, log: inout DiagnosticLog) -> Grammar {
    do {
      let folder = try ResourceFolder.locate()
      return parse(try folder.read("\(language)/rules/grammar.rules"), log: &log)
    } catch {
      log.report(
        Problem(
          .unreadableFile, "the grammar of language '\(language)' cannot be read: \(error.reason)",
          path: error.path))
      return Grammar()
    }
  }

  static func parse(_ bytes: [UInt8], log: inout DiagnosticLog) -> Grammar {
    let file = RuleFileParser.parse(path: "grammar.rules", bytes: bytes, file: 0, log: &log)
    var grammar = Grammar()
    for case .phrase(let phrase) in file.blocks {
      grammar.phrases[EventGrammar.name(phrase.name.text)] = qualified(phrase.pattern)
      grammar.names.append(phrase.name.text)
    }
    return grammar
  }

  /// Names that stand for the parts of an event or for something that the engine does itself.
  private static let special: Set<String> = [
    "subject", "agent", "object", "verb", "participle", "verb-object", "skip", "bare",
  ]

  /// The same with references to the grammar's own phrases, whatever the pack calls its own.
  private static func qualified(_ pattern: PatternSyntax) -> PatternSyntax {
    switch pattern {
    case .reference(let name):
      if special.contains(name.text) || name.text.hasPrefix("not-")
        || name.text.hasPrefix("then-")
      {
        return pattern
      }
      return .reference(Name(EventGrammar.name(name.text), name.place))
    case .sequence(let parts): return .sequence(parts.map(qualified))
    case .choice(let parts): return .choice(parts.map(qualified))
    case .repetition(let part, let low, let high, let place):
      return .repetition(qualified(part), min: low, max: high, place)
    case .capture(let name, let part): return .capture(name, qualified(part))
    case .each(let part, let place): return .each(qualified(part), place)
    case .gap(let most, let excluded, let place):
      return .gap(max: most, excluding: excluded.map(qualified), place)
    default: return pattern
    }
  }
}
