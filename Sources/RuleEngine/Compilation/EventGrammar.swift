import DocumentModel

/// How the language builds clauses, read from `Resources/LANGUAGE/rules/grammar.rules`: phrases
/// that stand for the voices of an event, and the small words that the engine needs.
enum EventGrammar {
  /// Ends of verb forms; taken from the grammar's phrases of these names when they are there.
  static let thirdPerson = "s"
  static let gerund = "ing"

  /// Phrases of the grammar live in a space of their own, so that a pack may use their names.
  static func name(_ name: String) -> String { "grammar:" + name }

  /// The words of a phrase that is a choice of words.
  static func words(
    _ name: String, _ phrases: [String: PatternSyntax], _ words: inout Vocabulary
  ) -> Set<UInt32> {
    var found: Set<UInt32> = []
    func collect(_ pattern: PatternSyntax) {
      switch pattern {
      case .word(let name), .phrase(let name), .exact(let name):
        found.insert(words.comparable(name.text))
      case .choice(let parts): for part in parts { collect(part) }
      default: break
      }
    }
    if let pattern = phrases[EventGrammar.name(name)] { collect(pattern) }
    return found
  }
}
