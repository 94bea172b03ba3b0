import DocumentModel

/// A rule set as it was loaded: every file of the pack and of what it imports, names resolved,
/// types checked. `RuleSet` compiles it.
public struct RulePack: Sendable {
  /// A record type with its fields and those of the types it extends.
  public struct RecordType: Sendable {
    public var name: Name
    public var base: String?
    public var summary: String
    public var hasFigure: Bool
    public var figureType: RecordSchema.FieldType?
    public var figureRequired: Bool
    /// Every field but `figure`.
    public var fields: [RecordSchema.Field]
    /// The pack that declares it.
    public var pack: String
    /// Whether some rule makes it; only such types are written.
    public var isMade: Bool
  }

  /// A rule with the pack that it stands in.
  public struct Rule: Sendable {
    public var pack: String
    public var syntax: RuleSyntax
  }

  public var name: String
  public var version: String
  public var language: String
  /// All files, those of the pack itself first, then imported ones and lexicon files;
  /// `SourcePlace.file` is an index into it.
  public var files: [RuleFile]
  public var records: [RecordType]
  /// A tag that several lexicons declare is one field type.
  public var lexicons: [Lexicon]
  public var phrases: [String: PatternSyntax]
  public var rules: [Rule]
  public var ignores: [Rule]
  /// Blocks of all packs added up.
  public var attribution: [AttributionSyntax]
}
