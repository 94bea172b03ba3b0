import DocumentModel
import RuleEngine
import TextProcessing

/// Runs the tests that stand beside rules, through the same stages as articles.
public enum PackTester {
  /// - Parameter pipeline: with the pack's own compiled rules.
  /// - Returns: one outcome a test, in order of place.
  public static func run(_ tests: [RuleTest], in pipeline: StandardPipeline) -> [TestOutcome] {
    guard let schema = pipeline.rules?.schema else { return [] }
    let worker = pipeline.makeWorker()
    var misses = 0
    return tests.map { test in
      let document = annotated(test.text, published: test.published, worker)
      let records = worker.records(in: document)
      var outcome = test.judge(records: records, schema: schema, document: document)
      if !outcome.passed { misses += 1 }
      // Looking for it costs more than the test, and nobody reads more of them.
      if !outcome.passed, misses <= 200, !test.syntax.records.isEmpty,
        let attempts = worker.attempts(of: test.rule, in: document)
      {
        outcome.nearest = Explanation.nearest(attempts, document)
      }
      return outcome
    }
  }

  /// A document of one text, with all annotations.
  public static func annotated(
    _ text: String, published: String?, _ worker: Worker
  ) -> Document {
    var document = Document(id: "text", text: Array(text.utf8))
    document.blocks = MarkupReader.blocks(of: document.text)
    if let published {
      document.metadata.add(.published, MetadataValue(value: published, origin: "input"))
    }
    worker.annotate(&document)
    return document
  }
}
