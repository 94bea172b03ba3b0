import DocumentModel

/// Collects the problems of one load and puts them in order.
struct DiagnosticLog {
  private(set) var problems: [Problem] = []
  private(set) var hasErrors = false

  mutating func report(_ problem: Problem) {
    problems.append(problem)
    if problem.code.isError { hasErrors = true }
  }

  mutating func report(
    _ code: DiagnosticCode, _ message: String, at place: SourcePlace, suggestion: String? = nil
  ) {
    report(Problem(code, message, at: place, suggestion: suggestion))
  }

  /// The diagnostics in order of place: files as listed, then offset, then code; each said once.
  func finish(files: [RuleFile]) -> [Diagnostic] {
    let sorted = problems.sorted { a, b in
      let left = (a.place?.file ?? -1, a.place?.start ?? 0, a.place?.end ?? 0)
      let right = (b.place?.file ?? -1, b.place?.start ?? 0, b.place?.end ?? 0)
      if left != right { return left < right }
      if a.code != b.code { return a.code.rawValue < b.code.rawValue }
      return (a.message, a.path ?? "") < (b.message, b.path ?? "")
    }
    var locator = Locator(files: files)
    var diagnostics: [Diagnostic] = []
    for problem in sorted {
      let diagnostic = locator.diagnostic(problem)
      if diagnostics.last != diagnostic { diagnostics.append(diagnostic) }
    }
    return diagnostics
  }
}

/// Lines and columns of places; the line table of a file is made when it is first asked for.
struct Locator {
  let files: [RuleFile]
  private var tables: [Int: [Int]] = [:]

  init(files: [RuleFile]) { self.files = files }

  /// Line and column (in Unicode scalars), both from 1.
  mutating func position(file: Int, offset: Int) -> (line: Int, column: Int) {
    let (line, start) = lineStart(file: file, offset: offset)
    return (line, 1 + scalars(file: file, from: start, to: offset))
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
    let excerpt = excerpt(place)
    return Diagnostic(
      code: problem.code, message: problem.message, path: files[place.file].path, place: place,
      line: line, column: column, endColumn: column + excerpt.length, excerpt: excerpt,
      suggestion: problem.suggestion)
  }

  /// Longer lines are cut to this many scalars around the place.
  static let excerptLimit = 160

  private mutating func excerpt(_ place: SourcePlace) -> Diagnostic.Excerpt {
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
    var text = String.UnicodeScalarView()
    if cutLeft { text.append("…") }
    text.append(contentsOf: head.map(visible))
    text.append(contentsOf: shown.map(visible))
    if shown.count == middle.count { text.append(contentsOf: tail.map(visible)) }
    if cutRight || shown.count < middle.count { text.append("…") }
    while let last = text.last, last == " " || last == "\t", text.count > 1 + head.count {
      text.removeLast()
    }
    return Diagnostic.Excerpt(
      text: String(text), offset: head.count + (cutLeft ? 1 : 0), length: max(1, shown.count))
  }

  /// Control characters would move the cursor of a terminal.
  private func visible(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    scalar.value < 0x20 && scalar != "\t" || scalar.value == 0x7F ? "\u{FFFD}" : scalar
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
