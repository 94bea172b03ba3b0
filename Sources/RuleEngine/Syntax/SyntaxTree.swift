import DocumentModel

/// A name or a word with the place where it was written.
public struct Name: Hashable, Sendable {
  public var text: String
  public var place: SourcePlace

  public init(_ text: String, _ place: SourcePlace) {
    self.text = text
    self.place = place
  }
}

/// The blocks of one rule file, in order, as written: nothing is resolved yet.
public struct RuleFile: Sendable {
  public var path: String
  public var bytes: [UInt8]
  public var blocks: [BlockSyntax]

  public init(path: String, bytes: [UInt8], blocks: [BlockSyntax] = []) {
    self.path = path
    self.bytes = bytes
    self.blocks = blocks
  }
}

public enum BlockSyntax: Sendable {
  case pack(PackSyntax)
  case record(RecordSyntax)
  case lexicon(LexiconSyntax)
  case phrase(PhraseSyntax)
  case rule(RuleSyntax)
  /// `ignore NAME`: a rule that makes nothing and hides its tokens from captures.
  case ignore(RuleSyntax)
  case attribution(AttributionSyntax)
}

public struct PackSyntax: Sendable {
  public var name: Name
  public var summary: String
  public var version: Name?
  public var language: Name?
  public var imports: [Name]
}

public struct RecordSyntax: Sendable {
  public struct Field: Sendable {
    public var name: Name
    public var type: FieldTypeSyntax
    public var required: Bool
  }
  public var name: Name
  /// `record NAME is BASE`.
  public var base: Name?
  public var summary: String
  public var fields: [Field]
  /// `also` lines, which hold for every rule that makes this record or one that extends it.
  public var also: [AlsoSyntax] = []
}

public enum FieldTypeSyntax: Sendable {
  /// `quantity`, `text`, a lexicon's tag, a record type, ...
  case named(Name)
  case enumeration([Name], SourcePlace)
}

public struct LexiconSyntax: Sendable {
  public enum Source: Sendable {
    /// One entry an item: the alternatives of a line share the code after `->`.
    case inline([Entry])
    /// `from "file" term=1 code=2`; columns count from 1 or name a header.
    case file(path: Name, options: [(key: Name, value: Name)])
  }
  public struct Entry: Sendable {
    public var term: Name
    public var code: Name?
  }
  public var name: Name
  /// `: TAG`.
  public var tag: Name?
  /// Words after the head such as `no-inflection`, `always`, `never`.
  public var options: [Name]
  public var source: Source
}

public struct PhraseSyntax: Sendable {
  public var name: Name
  public var pattern: PatternSyntax
}

public struct RuleSyntax: Sendable {
  public var name: Name
  /// `-> RECORD`; nil for `ignore`.
  public var record: Name?
  public var lines: [RuleLine]
  public var tests: [TestSyntax]
}

public enum RuleLine: Sendable {
  case match(PatternSyntax)
  case event(EventSyntax)
  case also(AlsoSyntax)
  case unless(UnlessSyntax)
  case set(field: Name, value: Name)
  /// `skip parentheses dashes ...`.
  case skip([Name])
  case take(fields: [Name], from: RecordReference, SourcePlace)
  case link(field: Name, to: RecordReference, SourcePlace)
  /// `yields RULE`, `yields TYPE`, `yields all`.
  case yields(Name)
}

public enum Direction: String, Sendable { case before, after }

public struct RecordReference: Sendable {
  public var type: Name
  /// `[cumulative=true]`.
  public var conditions: [(field: Name, value: Name)]
  public var direction: Direction?
}

public struct AlsoSyntax: Sendable {
  public var pattern: PatternSyntax
  public var within: Int
  public var direction: Direction?
  public var place: SourcePlace
}

public struct UnlessSyntax: Sendable {
  public var pattern: PatternSyntax
  /// nil: anywhere in the sentence.
  public var within: Int?
  public var place: SourcePlace
}

/// `event S =[verbs]=> O`.
public struct EventSyntax: Sendable {
  public var subject: PatternSyntax?
  /// What stands between `=[` and `]`: verbs, a lexicon, captures of them, choices.
  public var verb: PatternSyntax
  /// nil: intransitive, the subject is what is counted.
  public var object: PatternSyntax?
  public var place: SourcePlace
}

/// A pattern, each node with its place.
public indirect enum PatternSyntax: Sendable {
  /// `missiles`; any case.
  case word(Name)
  /// `'May'`; exactly so.
  case exact(Name)
  /// `"shot down"`.
  case phrase(Name)
  /// `~rescue`, `~shoot down`: the lemma and an optional particle.
  case lemma(Name, particle: Name?)
  /// `$weapons`.
  case lexicon(Name)
  /// `Quantity`, `Person`, `A`, `No`, ... with conditions on its value.
  case tag(Name, conditions: ConditionSyntax?)
  /// `[pos=NOUN & !lemma=people]`.
  case token(ConditionSyntax, SourcePlace)
  /// `/regex/` on one token.
  case regex(Name)
  /// `<actor>`.
  case reference(Name)
  /// `_`.
  case any(SourcePlace)
  /// `..5`, `..5!(";")`.
  case gap(max: Int, excluding: PatternSyntax?, SourcePlace)
  /// `^`, `$end`.
  case sentenceStart(SourcePlace)
  case sentenceEnd(SourcePlace)
  case sequence([PatternSyntax])
  case choice([PatternSyntax])
  /// `a?`, `a*`, `a+`, `a{2,4}`; max nil is unbounded.
  case repetition(PatternSyntax, min: Int, max: Int?, SourcePlace)
  /// `field:a`.
  case capture(Name, PatternSyntax)
  /// `each(a)`.
  case each(PatternSyntax, SourcePlace)
}

/// A condition inside `[...]`.
public indirect enum ConditionSyntax: Sendable {
  /// `key=a|b`, `key!=a`, `value>=100`; for `=~` the value is a regular expression.
  case test(key: Name, operation: Operation, values: [Name])
  case not(ConditionSyntax)
  case and([ConditionSyntax])
  case or([ConditionSyntax])

  public enum Operation: String, Sendable {
    case equal = "="
    case notEqual = "!="
    case less = "<"
    case lessOrEqual = "<="
    case greater = ">"
    case greaterOrEqual = ">="
  }
}

public struct AttributionSyntax: Sendable {
  /// A line `claimed ~claim | ~allege`.
  public var statuses: [(status: Name, pattern: PatternSyntax)]
  /// The line `source <actor>`.
  public var source: PatternSyntax?
  public var place: SourcePlace
}

/// `test "text" [published DATE] -> record ; record`, or `-> none`.
public struct TestSyntax: Sendable {
  public struct Expectation: Sendable {
    public var key: Name
    /// `=`, `>`, `>=`, `<`, `<=`, `~`.
    public var operation: String
    public var value: Name
  }
  public var text: Name
  public var published: Name?
  /// One list a record; empty for `none`.
  public var records: [[Expectation]]
  public var place: SourcePlace
}
