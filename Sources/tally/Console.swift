import DocumentModel
import Glibc

/// Standard output and standard error by their descriptors.
enum Console {
  static func write(_ text: String, to descriptor: Int32) {
    _ = FileSystem.write(Array(text.utf8), descriptor: descriptor)
  }

  /// A line on standard error.
  static func note(_ text: String) { write(text + "\n", to: 2) }

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
