/// One way to write an entry of a lexicon, and what it stands for.
public struct LexiconEntry: Hashable, Sendable {
  /// The words as written in the rule file. A word with `~` takes every form of the verb; the last
  /// word of the others may be a plural.
  public var term: String
  /// Index into `Lexicon.codes`.
  public var code: Int {
    get { Int(storedCode) }
    set { storedCode = Int32(clamping: newValue) }
  }
  // Lexicons have millions of entries.
  private var storedCode: Int32
  /// Where it was written, for messages.
  public var place: SourcePlace?

  public init(term: String, code: Int, place: SourcePlace? = nil) {
    self.term = term
    storedCode = Int32(clamping: code)
    self.place = place
  }
}

/// A lexicon as a rule pack declares it.
public struct Lexicon: Sendable {
  public var name: String
  /// The tag that the lexicon declares (`weapon`), the type of fields that take its codes.
  public var tag: String?
  public var codes: [String]
  public var entries: [LexiconEntry]
  /// Whether plurals and verb forms match too.
  public var inflects: Bool
  /// `always`: an entry beats the name tagger; `never`: it blocks it.
  public var override: Override?

  public enum Override: Sendable { case always, never }

  public init(
    name: String, tag: String? = nil, codes: [String] = [], entries: [LexiconEntry] = [],
    inflects: Bool = true, override: Override? = nil
  ) {
    self.name = name
    self.tag = tag
    self.codes = codes
    self.entries = entries
    self.inflects = inflects
    self.override = override
  }
}

/// A range of bytes in one of the files of a rule set.
public struct SourcePlace: Hashable, Sendable {
  // Packs have millions of them; no file of a pack is larger than 2 GB.
  private var storedFile: Int32
  private var storedStart: Int32
  private var storedEnd: Int32

  public init(file: Int, start: Int, end: Int) {
    storedFile = Int32(clamping: file)
    storedStart = Int32(clamping: start)
    storedEnd = Int32(clamping: end)
  }

  /// Index into the list of files that were loaded.
  public var file: Int {
    get { Int(storedFile) }
    set { storedFile = Int32(clamping: newValue) }
  }

  /// Half-open range of UTF-8 byte offsets in the file.
  public var start: Int {
    get { Int(storedStart) }
    set { storedStart = Int32(clamping: newValue) }
  }

  public var end: Int {
    get { Int(storedEnd) }
    set { storedEnd = Int32(clamping: newValue) }
  }
}
