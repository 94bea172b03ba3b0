import DocumentModel
import RuleEngine
import TextProcessing

/// All stages in their order, loaded once and shared by all workers.
///
/// Markup → Segmentation → Tagging (part of speech, names) → Dates → Quantities → Lexicons →
/// Rules. To add a stage: its `Processor` in TextProcessing, and a line in `init`, `Worker.init`
/// and `Worker.annotate`.
public struct StandardPipeline: Sendable {
  let reader: MarkupReader
  let segmenter: Segmenter
  let partOfSpeechTagger: PartOfSpeechTagger
  let nameTagger: NameTagger
  let dateTagger: DateTagger
  let quantityTagger: QuantityTagger
  let lexiconTagger: LexiconTagger
  /// nil when no rules were given: `records` then gives none.
  public let rules: RuleSet?
  /// The lexicons of the rule pack; `LexiconHit.lexicon` is an index into it.
  public let lexicons: [Lexicon]
  /// The names of the pack's rules.
  public let ruleNames: [String]
  let vocabulary: Vocabulary

  /// The lexicon of a rule pack that holds the lower bounds of vague words.
  static let vagueLexicon = "vague-amounts"

  /// Loads models and tables, and compiles the rules.
  ///
  /// - Throws: `FileError` or the error of a stage when its data is missing or damaged.
  public init(
    resources: ResourceFolder, pack: RulePack? = nil, diagnostics: inout [Diagnostic]
  ) throws {
    var vocabulary = Vocabulary()
    reader = try MarkupReader(resources: resources)
    segmenter = try Segmenter(resources: resources, vocabulary: &vocabulary)
    partOfSpeechTagger = try PartOfSpeechTagger(resources: resources, vocabulary: &vocabulary)
    nameTagger = try NameTagger(resources: resources, vocabulary: &vocabulary)
    dateTagger = try DateTagger(resources: resources, vocabulary: &vocabulary)
    lexicons = pack?.lexicons ?? []
    ruleNames = (pack?.rules ?? []).map(\.syntax.name.text)
    quantityTagger = try QuantityTagger(
      resources: resources, vocabulary: &vocabulary, vagueBounds: Self.vagueBounds(of: lexicons))
    let tools = try LanguageTools(resources: resources)
    lexiconTagger = LexiconTagger(
      lexicons: lexicons, tokenizer: tools.tokenizer, inflection: tools.inflection,
      vocabulary: &vocabulary)
    if let pack {
      let (compiled, found) = RuleSet.compile(
        pack, tokenizer: tools.tokenizer, inflection: tools.inflection, vocabulary: &vocabulary)
      rules = compiled
      diagnostics += found
    } else {
      rules = nil
    }
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

/// What the rule loader needs to know of the language.
public struct LanguageTools: Sendable {
  public let tokenizer: any PhraseTokenizer
  public let inflection: any Inflection

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
  private var segmentation: Segmenter.Scratch
  private var partOfSpeech: PartOfSpeechTagger.Scratch
  private var names: NameTagger.Scratch
  private var dates: DateTagger.Scratch
  private var quantities: QuantityTagger.Scratch
  private var lexicons: LexiconTagger.Scratch
  private var matching: MatchScratch?

  init(_ pipeline: StandardPipeline) {
    self.pipeline = pipeline
    words = pipeline.vocabulary
    markup = pipeline.reader.makeScratch()
    segmentation = pipeline.segmenter.makeScratch()
    partOfSpeech = pipeline.partOfSpeechTagger.makeScratch()
    names = pipeline.nameTagger.makeScratch()
    dates = pipeline.dateTagger.makeScratch()
    quantities = pipeline.quantityTagger.makeScratch()
    lexicons = pipeline.lexiconTagger.makeScratch()
    matching = pipeline.rules?.makeScratch()
  }

  /// Reads a source into a document with text, blocks, metadata and offsets. Never fails: what a
  /// user should know is in the document's findings.
  public func read(_ source: Source) -> Document {
    switch source.content {
    case .html(let bytes): return pipeline.reader.html(bytes, id: source.id, &markup)
    case .text(let bytes): return pipeline.reader.plain(bytes, id: source.id, &markup)
    case .given(let document): return document
    }
  }

  /// Runs all stages that annotate.
  public func annotate(_ document: inout Document) {
    words.trim()
    pipeline.segmenter.process(&document, &words, &segmentation)
    pipeline.partOfSpeechTagger.process(&document, &words, &partOfSpeech)
    pipeline.nameTagger.process(&document, &words, &names)
    pipeline.dateTagger.process(&document, &words, &dates)
    pipeline.quantityTagger.process(&document, &words, &quantities)
    pipeline.lexiconTagger.process(&document, &words, &lexicons)
  }

  /// The records of an annotated document, by start, end, type, rule.
  public func records(in document: Document) -> [Record] {
    guard let rules = pipeline.rules, var scratch = matching.take() else { return [] }
    defer { matching = scratch }
    return rules.records(in: document, words, &scratch)
  }
}

/// One input before it is read.
public struct Source: Sendable {
  public enum Content: Sendable {
    case html([UInt8])
    case text([UInt8])
    /// A line of jsonl input, or anything else that is text already.
    case given(Document)
  }

  /// The `id` of jsonl input, else the path as given.
  public var id: String
  public var content: Content

  public init(id: String, content: Content) {
    self.id = id
    self.content = content
  }
}
