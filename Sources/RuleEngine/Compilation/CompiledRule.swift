import DocumentModel

/// What a slot of a rule fills.
enum SlotTarget: Hashable, Sendable {
  case figure
  /// Index into the fields of the rule's record type.
  case field(Int)
  case status, claimedBy
  /// Marks a place for the engine: the verb of an event.
  case verb
  case none
}

/// One way for a rule to match: a program and what must be in the sentence for it.
struct CompiledPattern: Sendable {
  /// Index of the rule; -1 for `ignore` rules.
  var rule: Int
  var program: Program
  /// The feature that it is filed under, -1 when it has none.
  var anchor: Int32
  /// The features that it cannot do without, the anchor among them.
  var required: [Necessary]
  var isEvent: Bool
  /// A short pattern that must match somewhere in the sentence first, an index into
  /// `RuleSet.guards`; -1 for none.
  var precondition: Int32 = -1
}

/// The verb of an event with its object: what all its active voices hold, looked for once.
struct Precondition: Sendable {
  var program: Program
  var required: [Necessary]
}

struct CompiledRule: Sendable {
  struct Also: Sendable {
    /// Number among all helping patterns of the rule set.
    var number = 0
    var program: Program
    var within: Int
    var direction: Direction?
  }
  struct Unless: Sendable {
    /// Number among all helping patterns of the rule set.
    var number = 0
    var program: Program
    var within: Int?
  }
  struct Reference: Sendable {
    var type: Int
    /// Types that are this one or extend it.
    var types: Set<Int>
    var conditions: [(field: Int, value: String)]
    var direction: Direction?
  }
  struct Take: Sendable {
    /// Fields of this rule's type and the same names in the other's.
    var fields: [(own: Int, name: String)]
    var from: Reference
  }

  var name: String
  var pack: String
  /// Index into `RuleSet.types`.
  var type: Int
  var slots: [String] = []
  var targets: [SlotTarget] = []
  var slotLexicons: [Set<Int32>] = []
  var alsos: [Also] = []
  var unless: [Unless] = []
  var sets: [(field: Int, value: FieldValue)] = []
  var status: Status?
  var claimedBy: String?
  var takes: [Take] = []
  var links: [(field: Int, to: Reference)] = []
  /// Rules, types and `all` that it yields to.
  var yields: [String] = []
  /// The field that an event's subject fills, which a pronoun leaves to the attribution.
  var subjectField: Int?
}

/// A record type as matching needs it.
struct CompiledType: Sendable {
  var name: String
  var hasFigure: Bool
  var figureRequired: Bool
  var figureType: RecordSchema.FieldType?
  var fields: [RecordSchema.Field]
  /// Index in the public schema, -1 when no rule makes it.
  var schemaIndex: Int
  /// This type and those that it extends.
  var lineage: Set<String>
}
