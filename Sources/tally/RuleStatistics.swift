import ArgumentParser
import DocumentModel
import Pipeline
import RuleEngine

/// What the rules of a pack do on a corpus: how many records each makes, its share of the rules'
/// time, and which never fire.
struct RuleStatistics {
  let pipeline: StandardPipeline

  func show(_ selection: InputSelection) throws {
    var report = RunReport()
    for failure in selection.failures { report.note(failure) }
    var counts: [String: Int] = [:]
    var costs: [String: Int] = [:]
    let batch = Batch(pipeline: pipeline, inputs: selection.inputs)
    let failures = batch.runOnThisThread { worker, document in
      for record in worker.timed(in: document, &costs) { counts[record.rule, default: 0] += 1 }
    }
    for failure in failures { report.note(failure) }
    let total = max(1, costs.values.reduce(0, +))
    var lines = ["", "records    time  rule"]
    let names = pipeline.ruleNames.sorted {
      (counts[$0] ?? 0, costs[$0] ?? 0, $1) > (counts[$1] ?? 0, costs[$1] ?? 0, $0)
    }
    for name in names {
      let tenths = (costs[name] ?? 0) * 1000 / total
      let share = "\(tenths / 10).\(tenths % 10) %"
      lines.append(
        Self.padded(String(counts[name] ?? 0), 7) + Self.padded(share, 8) + "  " + name)
    }
    let silent = names.filter { counts[$0] == nil }.count
    lines.append(
      "\(silent) of \(names.count) rules never fire in \(selection.inputs.count) inputs")
    Console.write(lines.joined(separator: "\n") + "\n")
    try report.finish()
  }

  private static func padded(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(0, width - text.utf8.count)) + text
  }
}
