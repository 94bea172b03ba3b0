import ArgumentParser
import DocumentModel
import Pipeline
import RuleEngine

/// What the rules of a pack do on a corpus: how many records each makes, and which never fire.
struct RuleStatistics {
  let pipeline: StandardPipeline

  func show(_ selection: InputSelection) throws {
    var report = RunReport()
    report.isQuiet = true
    for failure in selection.failures { report.note(failure) }
    var counts: [String: Int] = [:]
    Batch(pipeline: pipeline, inputs: selection.inputs).run(
      produce: { _, records, _ in records.map { Array($0.rule.utf8) } },
      consume: { outcome in
        report.note(outcome)
        for name in outcome.output { counts[String(decoding: name, as: UTF8.self), default: 0] += 1 }
        return true
      })
    var lines = ["", "records  rule"]
    for name in pipeline.ruleNames.sorted(by: { (counts[$0] ?? 0, $1) > (counts[$1] ?? 0, $0) }) {
      let count = String(counts[name] ?? 0)
      let padding = String(repeating: " ", count: max(0, 7 - count.utf8.count))
      lines.append(padding + count + "  " + name)
    }
    let silent = pipeline.ruleNames.filter { counts[$0] == nil }.count
    lines.append("\(silent) of \(pipeline.ruleNames.count) rules never fire in \(report.files) inputs")
    Console.write(lines.joined(separator: "\n") + "\n", to: 1)
    try report.finish()
  }
}
