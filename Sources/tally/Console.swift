import DocumentModel
import Glibc

/// Standard output and standard error: the one place that writes to either. Every write to standard
/// output is checked; `finish` says what failed.
enum Console {
  /// What becomes of control characters (`VisibleText`).
  enum Content {
    /// Data for programs: kept, but shown as escapes on a terminal.
    case data
    /// Text for people: always shown as escapes.
    case lines
    /// Made safe by the caller; may hold colours.
    case styled
  }

  /// Error number of the first write to standard output that failed. Writes never run side by side:
  /// results are consumed one after the other, and commands write before or after a batch.
  nonisolated(unsafe) private static var outputError: Int32 = 0

  /// Whether nothing can be written to standard output any more.
  static var isBroken: Bool { outputError != 0 }

  /// Writes to standard output; false when that fails now or has failed before.
  @discardableResult
  static func write(_ bytes: [UInt8], as content: Content) -> Bool {
    guard outputError == 0 else { return false }
    let isEscaped = content == .lines || (content == .data && isTerminal(1))
    outputError = FileSystem.write(isEscaped ? VisibleText.lines(bytes) : bytes, descriptor: 1)
    return outputError == 0
  }

  /// Writes text for people to standard output.
  @discardableResult
  static func write(_ text: String) -> Bool { write(Array(text.utf8), as: .lines) }

  /// A line on standard error, whatever is in it.
  static func note(_ line: String) {
    _ = FileSystem.write(Array((VisibleText.line(line) + "\n").utf8), descriptor: 2)
  }

  /// Several lines on standard error.
  static func notes(_ lines: String) {
    _ = FileSystem.write(Array((VisibleText.lines(lines) + "\n").utf8), descriptor: 2)
  }

  /// Ends the writing and returns the program's status: `status`, but at least 1, after a line on
  /// standard error, when standard output took less than everything. A reader that went away
  /// (`| head`) is no failure.
  static func finish(status: Int32) -> Int32 {
    // Some file systems report a full disk only here.
    if close(1) != 0, outputError == 0, errno != EBADF { outputError = errno }
    guard outputError != 0, outputError != EPIPE else { return status }
    note("tally: standard output: " + String(cString: strerror(outputError)))
    return max(1, status)
  }

  /// Puts something in the place of standard streams that are closed, so that no file of the run
  /// gets their numbers: what cannot be written or read says so.
  static func open() {
    for (descriptor, mode) in [(Int32(0), O_WRONLY), (1, O_RDONLY), (2, O_RDONLY)]
    where fcntl(descriptor, F_GETFD) == -1 && errno == EBADF {
      _ = Glibc.open("/dev/null", mode)
    }
  }

  /// Whether a person looks at this descriptor.
  static func isTerminal(_ descriptor: Int32) -> Bool { isatty(descriptor) == 1 }

  /// Whether colour is wanted on this descriptor (https://no-color.org).
  static func hasColor(_ descriptor: Int32) -> Bool {
    guard isTerminal(descriptor) else { return false }
    if let set = getenv("NO_COLOR"), set.pointee != 0 { return false }
    if let term = getenv("TERM"), String(cString: term) == "dumb" { return false }
    return true
  }
}
