import ArgumentParser
import DocumentModel
import Glibc
import Pipeline
import RecordOutput
import RuleEngine

struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Check a rule pack: every mistake in it, and the tests beside its rules.",
    discussion: """
      Exit status 0 when there are no errors and every test passes, else 2.

      EXAMPLES
        tally check Rules/conflict
        tally check --watch Rules/conflict            # again on every save
        tally check --expand harmed Rules/conflict    # the patterns a rule stands for
        tally check --stats articles/ Rules/conflict  # which rules fire, and what they cost
        tally check --print json Rules/conflict       # the pack as JSON, with places
      """)

  enum Format: String, ExpressibleByArgument { case text, json }

  @Argument(help: ArgumentHelp("The rule pack: a folder or one .rules file.", valueName: "pack"))
  var pack: String

  @OptionGroup var include: IncludeOptions

  @Option(help: ArgumentHelp("Diagnostics as text or json.", valueName: "format"))
  var format: Format = .text

  @Option(help: ArgumentHelp("Show the patterns that a rule stands for.", valueName: "rule"))
  var expand: String?

  @Option(help: ArgumentHelp("Print the pack; the one form is json.", valueName: "form"))
  var print: Format?

  @Flag(help: "Check again whenever a file of the pack changes, until interrupted.")
  var watch = false

  @Flag(help: "Run the tests of imported packs too.")
  var imports = false

  @Option(
    help: ArgumentHelp(
      "Run the pack over these articles: how often each rule fires and its share of the time.",
      valueName: "path"))
  var stats: [String] = []

  func validate() throws {
    if print == .text { throw ValidationError("--print: the one form is json") }
  }

  func run() throws {
    let resources = try Loading.resources()
    guard watch else {
      let check = try PackCheck(
        path: pack, include: include, resources: resources, withImports: imports)
      try finish(check)
      return
    }
    try watchPack(resources)
  }

  private func finish(_ check: PackCheck) throws {
    if let print, print == .json {
      guard let pack = check.pack else {
        show(check)
        throw ExitCode(2)
      }
      write(pack.json())
      return
    }
    if let expand {
      guard let rules = check.pipeline?.rules else {
        show(check)
        throw ExitCode(2)
      }
      guard let text = rules.expansion(of: expand) else {
        Console.note("tally: no rule '\(expand)' in '\(pack)'" + check.suggestion(for: expand))
        throw ExitCode(2)
      }
      write(Array(text.utf8))
      return
    }
    show(check)
    if !stats.isEmpty, let pipeline = check.pipeline {
      try RuleStatistics(pipeline: pipeline).show(InputSelection(paths: stats, format: nil))
    }
    if check.hasFailed { throw ExitCode(2) }
  }

  private func show(_ check: PackCheck) {
    switch format {
    case .json: write(check.json())
    case .text: write(Array(check.text(color: Console.hasColor(1)).utf8))
    }
  }

  private func write(_ bytes: [UInt8]) { _ = FileSystem.write(bytes, descriptor: 1) }

  /// Looks at the times of the pack's files twice a second: works on every file system, and costs
  /// nothing that a person would notice.
  private func watchPack(_ resources: ResourceFolder) throws {
    var seen: [String: Int] = [:]
    while true {
      let now = Self.times(pack)
      if now != seen {
        seen = now
        do {
          show(
            try PackCheck(
              path: pack, include: include, resources: resources, withImports: imports))
        } catch let error as FileError {
          Console.note("tally: \(error)")
        }
        Console.note("-- waiting for a change; interrupt to end --")
      }
      usleep(500_000)
    }
  }

  /// Change times (ns) and sizes of all files of the pack and of the packs beside it.
  private static func times(_ path: String) -> [String: Int] {
    var found: [String: Int] = [:]
    func visit(_ path: String, depth: Int) {
      var info = stat()
      guard stat(path, &info) == 0 else { return }
      if info.st_mode & S_IFMT == S_IFDIR {
        guard depth < 4 else { return }
        for name in (try? FileSystem.list(path)) ?? [] where !name.hasPrefix(".") {
          visit(path + "/" + name, depth: depth + 1)
        }
      } else {
        found[path] =
          Int(info.st_mtim.tv_sec) &* 1_000_000_000 &+ Int(info.st_mtim.tv_nsec)
          &+ Int(info.st_size)
      }
    }
    let clean = path.hasSuffix("/") ? String(path.dropLast()) : path
    visit(clean, depth: 0)
    // Imports are folders beside the pack.
    let parent = clean.lastIndex(of: "/").map { String(clean[..<$0]) } ?? "."
    visit(parent.isEmpty ? "/" : parent, depth: 1)
    return found
  }
}

/// One check of a pack: what the loader says, what compiling says, what the tests say.
struct PackCheck {
  var path: String
  var pack: RulePack?
  var diagnostics: [Diagnostic]
  var pipeline: StandardPipeline?
  var outcomes: [TestOutcome] = []

  /// Failed tests beyond these are only counted.
  static let shownTests = 200

  init(
    path: String, include: IncludeOptions, resources: ResourceFolder, withImports: Bool
  ) throws {
    self.path = path
    let tools = try Loading.reportingErrors { try LanguageTools(resources: resources) }
    let loaded = RulePackLoader.load(
      include.packs([path], resources: resources), tokenizer: tools.tokenizer,
      inflection: tools.inflection)
    diagnostics = loaded.diagnostics
    pack = loaded.pack
    guard let pack else { return }
    var found: [Diagnostic] = []
    let made = try Loading.reportingErrors {
      try StandardPipeline(resources: resources, pack: pack, tools: tools, diagnostics: &found)
    }
    diagnostics += found
    guard made.rules != nil else { return }
    pipeline = made
    outcomes = PackTester.run(withImports ? pack.allTests : pack.tests, in: made)
  }

  var failedTests: [TestOutcome] { outcomes.filter { !$0.passed } }

  var hasFailed: Bool {
    pipeline == nil || diagnostics.contains { $0.severity == .error } || !failedTests.isEmpty
  }

  func text(color: Bool) -> String {
    var lines: [String] = []
    for diagnostic in diagnostics { lines.append(diagnostic.rendered()) }
    lines += TestOutcome.rendered(outcomes, files: pack?.files ?? [], limit: Self.shownTests)
    let hidden = failedTests.count - Self.shownTests
    if hidden > 0 { lines.append("\(path): \(hidden) more failed tests are not shown") }
    lines.append(summary)
    var text = lines.joined(separator: "\n") + "\n"
    if color { text = Self.colored(text) }
    return text
  }

  /// `Rules/conflict: 98 rules, 34 lexicons, no errors, 2 warnings, 321 tests passed`.
  var summary: String {
    func count(_ number: Int, _ word: String) -> String {
      "\(number == 0 ? "no" : String(number)) \(word)\(number == 1 ? "" : "s")"
    }
    var parts: [String] = []
    if let pack {
      parts.append(count(pack.rules.count, "rule"))
      parts.append(count(pack.lexicons.count, "lexicon"))
    }
    parts.append(count(Diagnostic.count(.error, in: diagnostics), "error"))
    parts.append(count(Diagnostic.count(.warning, in: diagnostics), "warning"))
    if pipeline != nil {
      let failed = failedTests.count
      parts.append("\(outcomes.count - failed) of \(count(outcomes.count, "test")) passed")
    }
    return "\(path): " + parts.joined(separator: ", ")
  }

  func json() -> [UInt8] {
    var json = JSONWriter()
    json.beginObject()
    json.key("diagnostics")
    json.beginArray()
    for diagnostic in diagnostics { diagnostic.write(to: &json) }
    json.endArray()
    json.key("tests")
    TestOutcome.write(outcomes, to: &json, files: pack?.files ?? [])
    json.endObject()
    json.newline()
    return json.bytes
  }

  /// `; did you mean 'harmed'?` for a rule name that is nearly right, else nothing.
  func suggestion(for name: String) -> String {
    let names = (pack?.rules ?? []).map(\.syntax.name.text)
    return Suggestion.nearest(to: name, among: names).map { "; did you mean '\($0)'?" } ?? ""
  }

  /// Severities in colour, carets too.
  private static func colored(_ text: String) -> String {
    var result = ""
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.contains(": error[") || line.contains(": test failed: ") {
        result += "\u{1B}[31m\(line)\u{1B}[0m"
      } else if line.contains(": warning[") {
        result += "\u{1B}[33m\(line)\u{1B}[0m"
      } else {
        result += line
      }
      result += "\n"
    }
    result.removeLast()
    return result
  }
}
