import DocumentModel

/// Collects the problems of one load and puts them in order.
struct DiagnosticLog {
  private(set) var problems: [Problem] = []
  private(set) var hasErrors = false
  /// How many names may still be compared to find the one that was meant.
  private var suggestionBudget = 500_000

  mutating func report(_ problem: Problem) {
    problems.append(problem)
    if problem.code.isError { hasErrors = true }
  }

  mutating func report(
    _ code: DiagnosticCode, _ message: String, at place: SourcePlace, suggestion: String? = nil
  ) {
    report(Problem(code, message, at: place, suggestion: suggestion))
  }

  /// Whether names that were meant are still looked for: not when so many were compared already
  /// that the mistakes cannot be slips.
  var looksForNames: Bool { suggestionBudget > 0 }

  /// The name that was probably meant, by `Suggestion.nearest`; nil also when `looksForNames` is
  /// not so.
  mutating func nearest(to name: String, among names: some Collection<String>) -> String? {
    guard looksForNames else { return nil }
    suggestionBudget -= names.count
    return suggestionBudget < 0 ? nil : Suggestion.nearest(to: name, among: names)
  }

  /// The diagnostics in order of place: files as listed, then offset, then code; each said once.
  /// Of more than `limit` those are left out that come last, warnings before errors; how many
  /// is said at the end, as a mistake of the pack at `path`.
  func finish(files: [RuleFile], of path: String, limit: Int = 200) -> [Diagnostic] {
    func order(_ a: Problem, _ b: Problem) -> Bool {
      let left = (a.place?.file ?? -1, a.place?.start ?? 0, a.place?.end ?? 0)
      let right = (b.place?.file ?? -1, b.place?.start ?? 0, b.place?.end ?? 0)
      if left != right { return left < right }
      if a.code != b.code { return a.code.rawValue < b.code.rawValue }
      return (a.message, a.path ?? "") < (b.message, b.path ?? "")
    }
    var unique: [Problem] = []
    unique.reserveCapacity(problems.count)
    for problem in problems.sorted(by: order) {
      if let last = unique.last, !order(last, problem) { continue }
      unique.append(problem)
    }
    let errors = unique.count { $0.code.isError }
    var room = (errors: min(errors, limit), warnings: max(0, limit - errors))
    var hidden = (errors: 0, warnings: 0)
    var locator = Locator(files: files)
    var diagnostics: [Diagnostic] = []
    for problem in unique {
      if problem.code.isError {
        if room.errors == 0 {
          hidden.errors += 1
          continue
        }
        room.errors -= 1
      } else {
        if room.warnings == 0 {
          hidden.warnings += 1
          continue
        }
        room.warnings -= 1
      }
      diagnostics.append(locator.diagnostic(problem))
    }
    for (code, count, word) in [
      (DiagnosticCode.moreErrors, hidden.errors, "error"),
      (DiagnosticCode.moreWarnings, hidden.warnings, "warning"),
    ] where count > 0 {
      let isOne = count == 1
      var rest = locator.diagnostic(
        Problem(
          code, "\(count) more \(word)\(isOne ? " is" : "s are") not shown", path: path,
          suggestion: "mend the others first"))
      rest.count = count
      diagnostics.append(rest)
    }
    return diagnostics
  }
}

/// Lines and columns of places; the line table of a file is made when it is first asked for.
struct Locator {
  let files: [RuleFile]
  private var tables: [Int: [Int]] = [:]

  init(files: [RuleFile]) { self.files = files }

  /// The place that was asked for last: places come in order, and a line may be the whole file.
  private var last = (file: -1, start: 0, offset: 0, column: 0)

  /// Line and column (in Unicode scalars), both from 1.
  mutating func position(file: Int, offset: Int) -> (line: Int, column: Int) {
    let (line, start) = lineStart(file: file, offset: offset)
    let isBehind = last.file == file && last.start == start && last.offset <= offset
    let column =
      isBehind
      ? last.column + scalars(file: file, from: last.offset, to: offset)
      : 1 + scalars(file: file, from: start, to: offset)
    last = (file, start, offset, column)
    return (line, column)
  }

  /// `lexicons.rules:31`, for mention inside a message about another place.
  mutating func short(_ place: SourcePlace) -> String {
    guard files.indices.contains(place.file) else { return "" }
    let path = files[place.file].path
    let name = path.lastIndex(of: "/").map { String(path[path.index(after: $0)...]) } ?? path
    return "\(name):\(lineStart(file: place.file, offset: place.start).line)"
  }

  mutating func diagnostic(_ problem: Problem) -> Diagnostic {
    guard let place = problem.place, files.indices.contains(place.file) else {
      return Diagnostic(
        code: problem.code, message: problem.message, path: problem.path ?? "", place: nil,
        line: 0, column: 0, endColumn: 0, excerpt: nil, suggestion: problem.suggestion)
    }
    let (line, column) = position(file: place.file, offset: place.start)
    let (excerpt, length) = excerpt(place)
    return Diagnostic(
      code: problem.code, message: problem.message, path: files[place.file].path, place: place,
      line: line, column: column, endColumn: column + length, excerpt: excerpt,
      suggestion: problem.suggestion)
  }

  /// Longer lines are cut to this many scalars around the place.
  static let excerptLimit = 160

  /// The line around a place, and how many scalars of it the place has.
  private mutating func excerpt(_ place: SourcePlace) -> (Diagnostic.Excerpt, length: Int) {
    let bytes = files[place.file].bytes
    let (_, start) = lineStart(file: place.file, offset: place.start)
    var end = start
    // A line of many megabytes is looked at only near the place.
    let near = min(bytes.count, min(place.start, bytes.count) + 4 * Locator.excerptLimit)
    while end < near && bytes[end] != 0x0A && bytes[end] != 0x0D { end += 1 }
    let from = max(start, place.start - 4 * Locator.excerptLimit)
    let before = Array(
      String(decoding: bytes[from..<max(from, min(place.start, end))], as: UTF8.self)
        .unicodeScalars)
    let middleEnd = max(place.start, min(place.end, end))
    let middle = Array(
      String(decoding: bytes[min(place.start, end)..<min(middleEnd, end)], as: UTF8.self)
        .unicodeScalars)
    let after = Array(
      String(decoding: bytes[min(middleEnd, end)..<end], as: UTF8.self).unicodeScalars)
    var head = before[...]
    var tail = after[...]
    var cutLeft = from > start
    var cutRight = end == near && end < bytes.count && bytes[end] != 0x0A && bytes[end] != 0x0D
    let limit = Locator.excerptLimit
    if before.count + middle.count + after.count > limit {
      let room = max(0, limit - min(middle.count, limit))
      let right = min(tail.count, max(room / 3, room - head.count))
      let left = min(head.count, room - min(right, room))
      cutLeft = cutLeft || left < head.count
      cutRight = cutRight || right < tail.count
      head = head.suffix(left)
      tail = tail.prefix(right)
    }
    let shown = middle.prefix(limit)
    let lead = (cutLeft ? "…" : "") + VisibleText.escaped(head, keepingTabs: true)
    let marked = VisibleText.escaped(shown, keepingTabs: true)
    var text = (lead + marked).unicodeScalars
    if shown.count == middle.count {
      text.append(contentsOf: VisibleText.escaped(tail, keepingTabs: true).unicodeScalars)
    }
    if cutRight || shown.count < middle.count { text.append("…") }
    let offset = lead.unicodeScalars.count
    while let last = text.last, last == " " || last == "\t", text.count > 1 + offset {
      text.removeLast()
    }
    let excerpt = Diagnostic.Excerpt(
      text: String(text), offset: offset, length: max(1, marked.unicodeScalars.count))
    return (excerpt, max(1, shown.count))
  }

  private func scalars(file: Int, from: Int, to: Int) -> Int {
    let bytes = files[file].bytes
    var count = 0
    for i in from..<max(from, min(to, bytes.count)) where bytes[i] & 0xC0 != 0x80 { count += 1 }
    return count
  }

  /// The number of the line and the offset at which it begins (behind a byte order mark).
  private mutating func lineStart(file: Int, offset: Int) -> (line: Int, start: Int) {
    let table = tables[file] ?? makeTable(file)
    var low = 0
    var high = table.count
    while low < high {
      let middle = (low + high) / 2
      if table[middle] <= offset { low = middle + 1 } else { high = middle }
    }
    return (max(1, low), table[max(0, low - 1)])
  }

  private mutating func makeTable(_ file: Int) -> [Int] {
    let bytes = files[file].bytes
    var starts = [SourceLines.markLength(bytes)]
    var i = 0
    while i < bytes.count {
      if bytes[i] == 0x0A || bytes[i] == 0x0D && (i + 1 == bytes.count || bytes[i + 1] != 0x0A) {
        starts.append(i + 1)
      }
      i += 1
    }
    tables[file] = starts
    return starts
  }
}
