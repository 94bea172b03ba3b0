import DocumentModel
import Glibc

/// The lines of a file or of standard input (`-`), without their ends, read as they are asked for.
struct LineReader: ~Copyable, Sendable {
  let path: String
  private let descriptor: Int32
  private var buffer: [UInt8] = []
  private var at = 0
  private var isAtEnd = false

  /// - Throws: `FileError` when the file cannot be opened.
  init(path: String) throws(FileError) {
    self.path = path
    descriptor = path == "-" ? 0 : open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw FileError(path: path, reason: String(cString: strerror(errno)))
    }
  }

  deinit { if descriptor > 0 { close(descriptor) } }

  /// The next line, nil at the end.
  ///
  /// - Throws: `FileError` when reading fails.
  mutating func next() throws(FileError) -> [UInt8]? {
    var searched = at
    while true {
      if let end = buffer[searched...].firstIndex(of: 0x0A) {
        defer { at = end + 1 }
        return Array(buffer[at..<end])
      }
      if isAtEnd {
        guard at < buffer.count else { return nil }
        defer { at = buffer.count }
        return Array(buffer[at...])
      }
      buffer.removeFirst(at)
      at = 0
      searched = buffer.count
      let room = 1 << 18
      let old = buffer.count
      buffer.append(contentsOf: repeatElement(0, count: room))
      let got = buffer.withUnsafeMutableBytes {
        Glibc.read(descriptor, $0.baseAddress.unsafelyUnwrapped + old, room)
      }
      let code = errno
      buffer.removeLast(room - max(0, got))
      if got < 0 {
        if code == EINTR { continue }
        throw FileError(path: path, reason: String(cString: strerror(code)))
      }
      if got == 0 { isAtEnd = true }
    }
  }
}
