import DocumentModel
import RuleEngine

/// Runs the pipeline over many inputs with several threads and gives the results in the order of
/// the inputs, the same at any number of threads.
public struct Batch: Sendable {
  /// What came of one source.
  public struct Outcome: Sendable {
    /// What `produce` made; empty when the source could not be read.
    public var output: [[UInt8]] = []
    public var records = 0
    public var bytes = 0
    public var failure: Failure?
    /// Path, or path and line.
    public var place: String
    public var findings: [Finding] = []
    /// Whether more of the same source follows. Only the last piece has the findings and counts.
    public var isPart = false
  }

  public var pipeline: StandardPipeline
  public var inputs: [Input]
  public var threads: Int

  /// - Parameter threads: 0 for one a processor; fewer where memory is short (`Threads.count`).
  public init(pipeline: StandardPipeline, inputs: [Input], threads: Int = 0) {
    self.pipeline = pipeline
    self.inputs = inputs
    self.threads = Threads.count(wanted: threads)
  }

  /// - Parameters:
  ///   - annotate: whether the stages after reading are wanted.
  ///   - inParts: whether a long document may come in parts, each with its records, so that memory
  ///     does not grow with it.
  ///   - produce: turns a document and its records into pieces of output; called by many threads
  ///     at once.
  ///   - consume: takes the outcomes in order; false ends the run.
  public func run(
    annotate: Bool = true, inParts: Bool = false,
    produce: @escaping @Sendable (Document, [Record], Vocabulary) -> [[UInt8]],
    consume: @escaping (Outcome) -> Bool
  ) {
    let reader = SourceReader(limit: pipeline.limits.documentBytes)
    let feed = SourceFeed(inputs, reader)
    let sink = OrderedSink<Outcome>(window: threads * 8, consume: consume)
    let pipeline = pipeline
    Threads.run(count: threads) {
      let worker = pipeline.makeWorker()
      while let item = feed.next() {
        guard sink.waitForTurn(item.number) else { return }
        let outcome = Self.outcome(
          of: item, reader, worker, annotate: annotate, inParts: inParts, produce: produce
        ) { part in
          sink.put(part, number: item.number, isWhole: false)
        }
        sink.put(outcome, number: item.number)
      }
    }
  }

  /// Runs over all inputs on this thread; `body` takes each annotated document with the worker that
  /// made it. For measurements, where the time of one rule must not be another thread's.
  ///
  /// - Returns: what could not be read.
  public func runOnThisThread(_ body: (Worker, Document) -> Void) -> [Failure] {
    let reader = SourceReader(limit: pipeline.limits.documentBytes)
    let feed = SourceFeed(inputs, reader)
    let worker = pipeline.makeWorker()
    var failures: [Failure] = []
    while let item = feed.next() {
      var bytes = 0
      do throws(Failure) {
        var document = worker.read(try Self.source(of: item, reader, &bytes))
        worker.annotate(&document)
        body(worker, document)
      } catch {
        failures.append(error)
      }
    }
    return failures
  }

  static func outcome(
    of item: SourceFeed.Item, _ reader: SourceReader, _ worker: Worker, annotate: Bool,
    inParts: Bool, produce: (Document, [Record], Vocabulary) -> [[UInt8]], pass: (Outcome) -> Void
  ) -> Outcome {
    var outcome = Outcome(place: item.place)
    let source: Source
    do throws(Failure) {
      source = try Self.source(of: item, reader, &outcome.bytes)
    } catch {
      outcome.failure = error
      return outcome
    }
    let document = worker.read(source)
    outcome.findings = document.findings
    guard annotate else {
      outcome.output = produce(document, [], worker.words)
      return outcome
    }
    var budget = RecordBudget(worker.pipeline.limits, sourceBytes: outcome.bytes, of: document)
    var parts = DocumentParts(document, size: inParts ? Self.partBytes : .max)
    var sentences = 0
    while var part = parts.next() {
      if !outcome.output.isEmpty {
        var piece = Outcome(place: item.place)
        swap(&piece.output, &outcome.output)
        piece.isPart = true
        pass(piece)
      }
      part.origin.sentences = sentences
      worker.annotate(&part)
      sentences += part.sentences.count
      let records = budget.take(worker.records(in: part, limit: budget.room), of: part)
      budget.leftOut += worker.leftOut
      outcome.records += records.count
      for finding in part.findings where !outcome.findings.contains(finding) {
        outcome.findings.append(finding)
      }
      outcome.output = produce(part, records, worker.words)
    }
    if let finding = budget.finding { outcome.findings.append(finding) }
    return outcome
  }

  /// Bytes of text that are annotated together. Most articles have fewer; of a longer text no part
  /// knows the names and sources of another.
  private static let partBytes = 1 << 16

  private static func source(
    of item: SourceFeed.Item, _ reader: SourceReader, _ count: inout Int
  ) throws(Failure) -> Source {
    switch item.work {
    case .failed(let failure): throw failure
    case .line(let line):
      count = line.count + 1
      return try JSONLInput.source(line, place: item.place)
    case .file(let input): return try reader.source(of: input, &count)
    }
  }
}
