import DocumentModel

/// A mistake in a rule set or something to look at, with its place already worked out, so that
/// it can be shown when the files are gone.
public struct Diagnostic: Sendable, Hashable {
  public enum Severity: String, Sendable { case error, warning }

  public var code: DiagnosticCode
  public var message: String
  /// The file's path as it was given or found.
  public var path: String
  /// nil when the file as a whole is meant.
  public var place: SourcePlace?
  /// From 1; 0 without a place.
  public var line: Int
  /// In Unicode scalars from 1; 0 without a place.
  public var column: Int
  /// The column behind the last scalar, on the same line.
  public var endColumn: Int
  /// The line that the place stands in, without its end; very long lines are cut.
  public var excerpt: Excerpt?
  /// What to do about it, shown behind the caret.
  public var suggestion: String?
  /// How many mistakes it stands for: more than one only where it tells how many are not shown.
  public var count = 1

  public var severity: Severity { code.isError ? .error : .warning }

  /// A diagnostic about a place in the files of a pack, for whoever compiles it.
  public static func make(
    _ code: DiagnosticCode, _ message: String, at place: SourcePlace, suggestion: String? = nil,
    files: [RuleFile]
  ) -> Diagnostic {
    var locator = Locator(files: files)
    return locator.diagnostic(Problem(code, message, at: place, suggestion: suggestion))
  }

  /// A piece of a line and the part of it that is underlined.
  public struct Excerpt: Sendable, Hashable {
    public var text: String
    /// Scalars before the underlined part.
    public var offset: Int
    /// At least 1.
    public var length: Int
  }

  /// The message as people read it, without a newline at its end:
  ///
  ///     munitions.rules:41:42: error[E012]: unknown lexicon '$wepons'
  ///        41 |   match  each(figure:Quantity [pos=ADJ]? $wepons)
  ///           |                                          ^~~~~~~ did you mean '$weapons'?
  public func rendered() -> String {
    let suggestion = self.suggestion.map { VisibleText.escaped($0) }
    var text = VisibleText.escaped(FilePath.shown(path))
    if place != nil { text += ":\(line):\(column)" }
    text += ": \(severity.rawValue)[\(code.rawValue)]: \(VisibleText.escaped(message))"
    guard let excerpt else {
      if let suggestion { text += "\n      | \(suggestion)" }
      return text
    }
    let number = String(line)
    text += "\n" + String(repeating: " ", count: max(0, 5 - number.utf8.count)) + number
    text += " | " + excerpt.text + "\n"
    text += String(repeating: " ", count: max(6, number.utf8.count + 1)) + "| "
    // A tab under a tab keeps the caret below its character whatever the width of tabs is.
    for scalar in excerpt.text.unicodeScalars.prefix(excerpt.offset) {
      text += scalar == "\t" ? "\t" : " "
    }
    text += "^" + String(repeating: "~", count: excerpt.length - 1)
    if let suggestion { text += " " + suggestion }
    return text
  }

  /// One object: `path line column end_column severity code message suggestion`.
  public func write(to json: inout JSONWriter) {
    json.beginObject()
    json.key("path")
    json.string(FilePath.shown(path))
    json.key("line")
    if place == nil { json.null() } else { json.int(line) }
    json.key("column")
    if place == nil { json.null() } else { json.int(column) }
    json.key("end_column")
    if place == nil { json.null() } else { json.int(endColumn) }
    json.key("severity")
    json.string(severity.rawValue)
    json.key("code")
    json.string(code.rawValue)
    json.key("message")
    json.string(message)
    json.key("suggestion")
    json.string(suggestion)
    json.endObject()
  }

  /// How many mistakes of a severity there are, those that are not shown included.
  public static func count(_ severity: Severity, in diagnostics: [Diagnostic]) -> Int {
    diagnostics.reduce(0) { $0 + ($1.severity == severity ? $1.count : 0) }
  }

  /// Diagnostics as one JSON array with a newline at its end.
  public static func json(_ diagnostics: [Diagnostic]) -> [UInt8] {
    var json = JSONWriter()
    json.beginArray()
    for diagnostic in diagnostics { diagnostic.write(to: &json) }
    json.endArray()
    json.newline()
    return json.bytes
  }
}

/// A mistake as parsers and checks report it.
struct Problem: Error {
  var code: DiagnosticCode
  var message: String
  /// nil when the whole load is meant; `path` then says what.
  var place: SourcePlace?
  var path: String?
  var suggestion: String?

  init(
    _ code: DiagnosticCode, _ message: String, at place: SourcePlace, suggestion: String? = nil
  ) {
    self.code = code
    self.message = message
    self.place = place
    self.suggestion = suggestion
  }

  init(_ code: DiagnosticCode, _ message: String, path: String, suggestion: String? = nil) {
    self.code = code
    self.message = message
    self.path = path
    self.suggestion = suggestion
  }
}
