import DocumentModel

/// Which packs to read, and where the packs that they import may lie.
///
/// A pack may come from somebody else, so it reads nothing but itself: its files, its lexicon files
/// and what it imports lie where this says, links followed.
public struct PackSelection: Sendable {
  /// Folders with `*.rules` files, or single such files. Several are read as if a pack imported
  /// them.
  public var paths: [String]
  /// Folders below which imported packs may lie, beside those next to the importing pack.
  public var includes: [String]
  /// The folder of the program's own packs.
  public var shipped: String?
  /// How many mistakes are shown; the others are counted.
  public var shown = 200

  public init(_ paths: [String], includes: [String] = [], shipped: String? = nil) {
    self.paths = paths
    self.includes = includes
    self.shipped = shipped
  }
}

/// Reads a rule pack: its files, those of the packs it imports, and its lexicon files; resolves
/// names, checks types, and tells everything that is wrong.
///
/// The pack does not depend on how its files are split, named or ordered.
public enum RulePackLoader {
  /// - Parameters:
  ///   - tokenizer: splits phrases and entries as documents are split; without it those checks
  ///     are left out.
  ///   - inflection: the language's word forms; without it those checks are left out.
  ///   - warns: whether warnings are looked for; they cost more than all the rest.
  /// - Returns: the pack, nil when there are errors; and the diagnostics in order of place, at most
  ///   `selection.shown` and the number of the rest.
  /// - Complexity: linear in the size of the files, but for the search for rules that cannot win,
  ///   which is bounded.
  public static func load(
    _ selection: PackSelection, tokenizer: (any PhraseTokenizer)?,
    inflection: (any Inflection)?, warns: Bool = true
  ) -> (pack: RulePack?, diagnostics: [Diagnostic]) {
    load(
      selection, source: DiskSource(), tokenizer: tokenizer, inflection: inflection, warns: warns)
  }

  /// The same for one path.
  public static func load(
    path: String, tokenizer: (any PhraseTokenizer)?, inflection: (any Inflection)?,
    warns: Bool = true
  ) -> (pack: RulePack?, diagnostics: [Diagnostic]) {
    load(PackSelection([path]), tokenizer: tokenizer, inflection: inflection, warns: warns)
  }

  /// The same from memory.
  ///
  /// - Parameters:
  ///   - files: paths and bytes; lexicon files and imported packs too.
  ///   - root: the path of the pack's folder or file.
  public static func load(
    files: [(path: String, bytes: [UInt8])], root: String,
    tokenizer: (any PhraseTokenizer)? = nil, inflection: (any Inflection)? = nil,
    warns: Bool = true
  ) -> (pack: RulePack?, diagnostics: [Diagnostic]) {
    load(
      files: files, PackSelection([root]), tokenizer: tokenizer, inflection: inflection,
      warns: warns)
  }

  /// The same for any selection.
  public static func load(
    files: [(path: String, bytes: [UInt8])], _ selection: PackSelection,
    tokenizer: (any PhraseTokenizer)? = nil, inflection: (any Inflection)? = nil,
    warns: Bool = true
  ) -> (pack: RulePack?, diagnostics: [Diagnostic]) {
    load(
      selection, source: MemorySource(files), tokenizer: tokenizer, inflection: inflection,
      warns: warns)
  }

  private static func load(
    _ selection: PackSelection, source: some RuleFileSource, tokenizer: (any PhraseTokenizer)?,
    inflection: (any Inflection)?, warns: Bool
  ) -> (pack: RulePack?, diagnostics: [Diagnostic]) {
    var reader = PackReader(source: source, selection: selection)
    reader.read()
    var resolver = Resolver(
      reader: reader, source: source, tokenizer: tokenizer, inflection: inflection, warns: warns)
    let pack = resolver.resolve()
    let diagnostics = resolver.log.finish(
      files: resolver.files, of: selection.paths.first.map { PathText.normalized($0) } ?? "",
      limit: selection.shown)
    return (resolver.log.hasErrors ? nil : pack, diagnostics)
  }
}
