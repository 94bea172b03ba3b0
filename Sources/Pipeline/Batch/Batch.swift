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
  }

  public var pipeline: StandardPipeline
  public var inputs: [Input]
  public var threads: Int

  /// - Parameter threads: 0 for one a processor.
  public init(pipeline: StandardPipeline, inputs: [Input], threads: Int = 0) {
    self.pipeline = pipeline
    self.inputs = inputs
    self.threads = threads > 0 ? threads : Threads.processors
  }

  /// - Parameters:
  ///   - annotate: whether the stages after reading are wanted.
  ///   - produce: turns a document and its records into pieces of output; called by many threads
  ///     at once.
  ///   - consume: takes the outcomes in order; false ends the run.
  public func run(
    annotate: Bool = true,
    produce: @escaping @Sendable (Document, [Record], Vocabulary) -> [[UInt8]],
    consume: @escaping (Outcome) -> Bool
  ) {
    let feed = SourceFeed(inputs)
    let sink = OrderedSink<Outcome>(window: threads * 8, consume: consume)
    let pipeline = pipeline
    Threads.run(count: threads) {
      let worker = pipeline.makeWorker()
      while let item = feed.next() {
        guard sink.waitForTurn(item.number) else { return }
        let outcome = Self.outcome(of: item, worker, annotate: annotate, produce: produce)
        sink.put(outcome, number: item.number)
      }
    }
  }

  /// Runs over all inputs on this thread; `body` takes each annotated document with the worker that
  /// made it. For measurements, where the time of one rule must not be another thread's.
  ///
  /// - Returns: what could not be read.
  public func runOnThisThread(_ body: (Worker, Document) -> Void) -> [Failure] {
    let feed = SourceFeed(inputs)
    let worker = pipeline.makeWorker()
    var failures: [Failure] = []
    while let item = feed.next() {
      var bytes = 0
      do throws(Failure) {
        var document = worker.read(try Self.source(of: item, &bytes))
        worker.annotate(&document)
        body(worker, document)
      } catch {
        failures.append(error)
      }
    }
    return failures
  }

  private static func outcome(
    of item: SourceFeed.Item, _ worker: Worker, annotate: Bool,
    produce: (Document, [Record], Vocabulary) -> [[UInt8]]
  ) -> Outcome {
    var outcome = Outcome(place: item.place)
    let source: Source
    do throws(Failure) {
      source = try Self.source(of: item, &outcome.bytes)
    } catch {
      outcome.failure = error
      return outcome
    }
    var document = worker.read(source)
    var records: [Record] = []
    if annotate {
      worker.annotate(&document)
      records = worker.records(in: document)
    }
    outcome.records = records.count
    outcome.findings = document.findings
    outcome.output = produce(document, records, worker.words)
    return outcome
  }

  private static func source(
    of item: SourceFeed.Item, _ count: inout Int
  ) throws(Failure) -> Source {
    switch item.work {
    case .failed(let failure): throw failure
    case .line(let line):
      count = line.count + 1
      return try JSONLInput.source(line, place: item.place)
    case .file(let input):
      let bytes: [UInt8]
      do throws(FileError) {
        bytes =
          input.isStandardInput
          ? try FileSystem.read(descriptor: 0, name: "-") : try FileSystem.read(input.path)
      } catch {
        throw Failure(place: input.path, stage: "read", reason: error.reason)
      }
      count = bytes.count
      return Source(id: input.path, content: input.format == .html ? .html(bytes) : .text(bytes))
    }
  }
}
