import DocumentModel
import RuleEngine
import TextProcessing

/// All stages in their order, loaded once and shared by all workers.
///
/// Markup → Segmentation → Tagging (part of speech, names) → Lexicons → Dates → Quantities →
/// Rules. Lexicons come so early because an entry marked `always` or `never` overrules the name
/// tagger, and the stages behind read names. To add a stage: its `Processor` in TextProcessing, and a line in `init`, `Worker.init`
/// and `Worker.annotate`.
public struct StandardPipeline: Sendable {
  let reader: MarkupReader
  /// nil in a pipeline that only reads: the models cost more memory and time than reading does.
  let annotators: Annotators?
  /// nil when no rules were given: `records` then gives none.
  public let rules: RuleSet?
  /// The lexicons of the rule pack; `LexiconHit.lexicon` is an index into it.
  public let lexicons: [Lexicon]
  /// Whether some lexicon overrules the name tagger.
  let overrules: Bool
  /// The names of the pack's rules.
  public let ruleNames: [String]
  let vocabulary: Vocabulary
  /// How much one document may bring.
  public let limits: Limits

  /// The lexicon of a rule pack that holds the lower bounds of vague words.
  static let vagueLexicon = "vague-amounts"

  /// The stages behind Markup up to the lexicons.
  struct Annotators: Sendable {
    let segmenter: Segmenter
    let partOfSpeechTagger: PartOfSpeechTagger
    let nameTagger: NameTagger
    let dateTagger: DateTagger
    let quantityTagger: QuantityTagger
    let lexiconTagger: LexiconTagger
  }

  /// A pipeline that turns pages into text and does no more: `annotate` and `records` do nothing.
  ///
  /// - Throws: `FileError` when the data of Markup is missing or damaged.
  public init(readingOnly resources: ResourceFolder, limits: Limits = Limits()) throws {
    self.limits = limits
    reader = try MarkupReader(resources: resources)
    annotators = nil
    rules = nil
    lexicons = []
    overrules = false
    ruleNames = []
    var vocabulary = Vocabulary()
    vocabulary.freeze()
    self.vocabulary = vocabulary
  }

  /// Loads models and tables, and compiles the rules.
  ///
  /// - Parameter tools: those that the pack was loaded with, so that they are not made twice.
  /// - Throws: `FileError` or the error of a stage when its data is missing or damaged.
  public init(
    resources: ResourceFolder, pack: RulePack? = nil, tools: LanguageTools? = nil,
    limits: Limits = Limits(), diagnostics: inout [Diagnostic]
  ) throws {
    self.limits = limits
    var vocabulary = Vocabulary()
    reader = try MarkupReader(resources: resources)
    let tools = try tools ?? LanguageTools(resources: resources)
    var segmenter = try Segmenter(
      resources: resources, vocabulary: &vocabulary, tokenizer: tools.tokenizer)
    segmenter.longestSentence = limits.sentenceTokens
    let partOfSpeechTagger = try PartOfSpeechTagger(resources: resources, vocabulary: &vocabulary)
    let nameTagger = try NameTagger(resources: resources, vocabulary: &vocabulary)
    let dateTagger = try DateTagger(resources: resources, vocabulary: &vocabulary)
    lexicons = pack?.lexicons ?? []
    overrules = lexicons.contains { $0.override != nil }
    ruleNames = (pack?.rules ?? []).map(\.syntax.name.text)
    let quantityTagger = try QuantityTagger(
      resources: resources, vocabulary: &vocabulary, vagueBounds: Self.vagueBounds(of: lexicons))
    // Before the lexicons: the tables of the rules reach up to their last word.
    if let pack {
      let (compiled, found) = RuleSet.compile(
        pack, tokenizer: tools.tokenizer, inflection: tools.inflection, vocabulary: &vocabulary)
      rules = compiled
      diagnostics += found
    } else {
      rules = nil
    }
    let lexiconTagger = LexiconTagger(
      lexicons: lexicons, tokenizer: tools.tokenizer, inflection: tools.inflection,
      vocabulary: &vocabulary)
    annotators = Annotators(
      segmenter: segmenter, partOfSpeechTagger: partOfSpeechTagger, nameTagger: nameTagger,
      dateTagger: dateTagger, quantityTagger: quantityTagger, lexiconTagger: lexiconTagger)
    vocabulary.freeze()
    self.vocabulary = vocabulary
  }

  private static func vagueBounds(of lexicons: [Lexicon]) -> [(words: String, low: Double)] {
    guard let lexicon = lexicons.first(where: { $0.name == vagueLexicon }) else { return [] }
    return lexicon.entries.compactMap { entry in
      Double(lexicon.codes[entry.code]).map { (words: entry.term, low: $0) }
    }
  }

  /// A worker with buffers of its own, for one thread.
  public func makeWorker() -> Worker { Worker(self) }
}

/// What the rule loader needs to know of the language; the pipeline is given the same tables.
public struct LanguageTools: Sendable {
  public let tokenizer: Tokenizer
  public let inflection: EnglishInflection

  /// - Throws: `FileError` when a table is missing.
  public init(resources: ResourceFolder) throws {
    tokenizer = try Tokenizer(resources: resources)
    inflection = try EnglishInflection(resources: resources)
  }
}

/// One thread's way through the stages. A class because it is nothing but mutable buffers.
public final class Worker {
  public let pipeline: StandardPipeline
  public private(set) var words: Vocabulary
  private var markup: MarkupReader.Scratch
  private var annotation: AnnotationScratch?
  private var matching: MatchScratch?
  /// Records of the last document beyond the limit.
  public private(set) var leftOut = 0

  private static let largePage = 1 << 22

  private struct AnnotationScratch {
    var segmentation: Segmenter.Scratch
    var partOfSpeech: PartOfSpeechTagger.Scratch
    var names: NameTagger.Scratch
    var dates: DateTagger.Scratch
    var quantities: QuantityTagger.Scratch
    var lexicons: LexiconTagger.Scratch

    init(_ stages: StandardPipeline.Annotators) {
      segmentation = stages.segmenter.makeScratch()
      partOfSpeech = stages.partOfSpeechTagger.makeScratch()
      names = stages.nameTagger.makeScratch()
      dates = stages.dateTagger.makeScratch()
      quantities = stages.quantityTagger.makeScratch()
      lexicons = stages.lexiconTagger.makeScratch()
    }
  }

  init(_ pipeline: StandardPipeline) {
    self.pipeline = pipeline
    words = pipeline.vocabulary
    markup = pipeline.reader.makeScratch()
    annotation = pipeline.annotators.map { AnnotationScratch($0) }
    matching = pipeline.rules?.makeScratch()
  }

  /// Reads a source into a document with text, blocks, metadata and offsets. Never fails: what a
  /// user should know is in the document's findings.
  public func read(_ source: Source) -> Document {
    var document: Document
    let bytes: [UInt8]
    switch source.content {
    case .html(let page):
      bytes = page
      document = pipeline.reader.html(page, id: source.id, &markup)
    case .text(let text):
      bytes = text
      document = pipeline.reader.plain(text, id: source.id, &markup)
    case .given(let text):
      bytes = text
      document = Document(id: source.id, text: [])
      MarkupReader.fill(&document, with: text)
    }
    // The buffers of a large page are not kept for the small ones behind it.
    if bytes.count > Self.largePage { markup = pipeline.reader.makeScratch() }
    document.sourceHash = XXHash64.hash(bytes)
    document.findings = source.findings + document.findings
    for field in Metadata.Field.allCases {
      let given = source.given.filter { $0.field == field }.map(\.value)
      if given.isEmpty { continue }
      document.metadata.set(field, given + (document.metadata.candidates[field] ?? []))
    }
    if document.blocks.isEmpty {
      document.findings.append(
        bytes.isEmpty
          ? Finding(stage: "read", message: "it is empty")
          : Finding(stage: "markup", message: "no text was found in it"))
    }
    return document
  }

  /// Runs all stages that annotate.
  public func annotate(_ document: inout Document) {
    guard let stages = pipeline.annotators, var scratch = annotation.take() else { return }
    defer { annotation = scratch }
    // A document of many parts with ever new words is nothing that a person wrote.
    words.trim(limit: document.origin.bytes == 0 ? 1 << 16 : 1 << 15)
    stages.segmenter.process(&document, &words, &scratch.segmentation)
    stages.partOfSpeechTagger.process(&document, &words, &scratch.partOfSpeech)
    stages.nameTagger.process(&document, &words, &scratch.names)
    stages.lexiconTagger.process(&document, &words, &scratch.lexicons)
    if pipeline.overrules { overruleNames(&document, stages.nameTagger) }
    stages.dateTagger.process(&document, &words, &scratch.dates)
    stages.quantityTagger.process(&document, &words, &scratch.quantities)
  }

  /// Lets the pack's lexicons that say `always` or `never` overrule the name tagger.
  private func overruleNames(_ document: inout Document, _ nameTagger: NameTagger) {
    var hits: [(tokens: TokenRange, kind: EntityKind?)] = []
    for hit in document.lexiconHits {
      let lexicon = pipeline.lexicons[Int(hit.lexicon)]
      switch lexicon.override {
      case nil: continue
      case .never: hits.append((hit.tokens, nil))
      case .always:
        if let kind = EntityKind.allCases.first(where: { $0.tag.lowercased() == lexicon.tag }) {
          hits.append((hit.tokens, kind))
        }
      }
    }
    nameTagger.apply(overrides: hits, to: &document)
  }

  /// The records of an annotated document, by start, end, type, rule: no more than the pipeline's
  /// limit, or than `limit`. `leftOut` tells how many were beyond.
  public func records(in document: Document, limit: Int? = nil) -> [Record] {
    leftOut = 0
    guard let rules = pipeline.rules, var scratch = matching.take() else { return [] }
    defer { matching = scratch }
    var limits = pipeline.limits
    if let limit { limits.records = limit }
    let records = rules.records(in: document, words, limits: limits, &scratch)
    leftOut = scratch.leftOut
    return records
  }
}

extension Worker {
  /// The records, with the time that each rule took added to `costs` (nanoseconds, by name).
  public func timed(in document: Document, _ costs: inout [String: Int]) -> [Record] {
    guard let rules = pipeline.rules, var scratch = matching.take() else { return [] }
    defer { matching = scratch }
    return rules.timed(in: document, words, &scratch, &costs)
  }

  /// The records with what became of every other match.
  public func traced(in document: Document) -> (records: [Record], trace: MatchTrace) {
    guard let rules = pipeline.rules else { return ([], MatchTrace()) }
    var scratch = rules.makeScratch()
    return rules.traced(in: document, words, &scratch)
  }

  /// How far the patterns of a rule came in each sentence; nil when there is no such rule.
  public func attempts(of rule: String, in document: Document) -> [RuleSet.Attempt]? {
    guard let rules = pipeline.rules else { return nil }
    var scratch = rules.makeScratch()
    return rules.attempts(of: rule, in: document, words, &scratch)
  }
}

/// One input before it is read.
public struct Source: Sendable {
  public enum Content: Sendable {
    case html([UInt8])
    /// A text file in any encoding.
    case text([UInt8])
    /// A text that is UTF-8: of a line of jsonl input, or from anywhere else.
    case given([UInt8])
  }

  /// The `id` of jsonl input, else the path as shown.
  public var id: String
  public var content: Content
  /// What is known about it already; it comes before what the page says.
  public var given: [(field: Metadata.Field, value: MetadataValue)] = []
  /// What was odd about it before it was read.
  public var findings: [Finding] = []

  public init(id: String, content: Content) {
    self.id = id
    self.content = content
  }
}
