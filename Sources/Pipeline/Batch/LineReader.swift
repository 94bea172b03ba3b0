import DocumentModel
import Glibc

/// The lines of an input, without their ends, read as they are asked for.
///
/// No more than one line up to the limit is ever held: a longer one is read over to its end.
struct LineReader: ~Copyable {
  enum Line: Equatable, Sendable {
    case text([UInt8])
    /// A line over the limit; reading goes on behind it.
    case tooLong
    /// A line so long that it may never end; reading ends here.
    case endless
  }

  private static let pieceSize = 1 << 18

  private var stream: ByteStream
  private let limit: Int
  private let patience: Int
  private var buffer: [UInt8] = []
  private var at = 0
  /// Bytes of the line at hand that were let go.
  private var dropped = 0
  private var isAtStart = true
  private var isAtEnd = false

  /// - Parameters:
  ///   - limit: bytes of a line.
  ///   - patience: after so many bytes, the end of a line is waited for no longer.
  /// - Throws: `FileError` when the input cannot be opened.
  init(_ input: Input, limit: Int, patience: Int = 1 << 30) throws(FileError) {
    stream = try ByteStream(input)
    self.limit = limit
    self.patience = patience
  }

  /// What the input begins with, as far as it is there at once; reads no line.
  ///
  /// - Throws: `FileError` when reading fails.
  mutating func head() throws(FileError) -> ArraySlice<UInt8> {
    if buffer.isEmpty { try refill() }
    return buffer[at...].prefix(4096)
  }

  /// The next line, nil at the end. O(length), nothing is read twice.
  ///
  /// - Throws: `FileError` when reading fails.
  mutating func next() throws(FileError) -> Line? {
    var searched = at
    while true {
      if isAtStart, buffer[at...].starts(with: [0xEF, 0xBB, 0xBF]) {
        at += 3
        searched = at
      }
      isAtStart = isAtStart && buffer.isEmpty
      if let end = newline(from: searched) {
        defer { at = end + 1 }
        return line(end)
      }
      if isAtEnd {
        guard at < buffer.count || dropped > 0 else { return nil }
        defer { at = buffer.count }
        return line(buffer.count)
      }
      if buffer.count - at > limit {
        dropped += buffer.count - at
        (buffer, at) = ([], 0)
        if dropped > patience {
          isAtEnd = true
          dropped = 0
          return .endless
        }
      }
      searched = buffer.count - at
      try refill()
    }
  }

  private func newline(from start: Int) -> Int? {
    buffer.withUnsafeBytes { bytes in
      guard start < bytes.count, let base = bytes.baseAddress else { return nil }
      return memchr(base + start, 0x0A, bytes.count - start).map {
        $0 - UnsafeMutableRawPointer(mutating: base)
      }
    }
  }

  private mutating func line(_ end: Int) -> Line {
    defer { dropped = 0 }
    return dropped > 0 || end - at > limit ? .tooLong : .text(Array(buffer[at..<end]))
  }

  /// Moves what is left to the front and reads a further piece behind it.
  private mutating func refill() throws(FileError) {
    if at == buffer.count, buffer.capacity > Self.pieceSize * 4 {
      buffer = []
    } else {
      buffer.removeFirst(at)
    }
    at = 0
    let old = buffer.count
    buffer.append(contentsOf: repeatElement(0, count: Self.pieceSize))
    let got: Int
    // The stream is a part of this value, so the buffer is lent to it.
    var piece = buffer
    buffer = []
    do throws(FileError) {
      got = try stream.read(into: &piece, from: old)
    } catch {
      buffer = piece
      buffer.removeLast(Self.pieceSize)
      throw error
    }
    buffer = piece
    buffer.removeLast(Self.pieceSize - got)
    if got == 0 { isAtEnd = true }
  }
}
