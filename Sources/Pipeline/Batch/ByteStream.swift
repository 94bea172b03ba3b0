import DocumentModel
import Glibc

/// The bytes of an input in order, whatever it is: a file, or a stream that someone opened for us.
/// gzip is known by its first bytes and unpacked on the way, all its members.
struct ByteStream: ~Copyable {
  private let input: Input
  private let descriptor: Int32
  private let isOwned: Bool
  /// What the system says of a file; 0 for a stream.
  private let size: Int
  private var inflater: Inflater?
  private var isInMember = false
  /// Bytes as they were read, from `at` on not yet handed on or unpacked.
  private var buffer: [UInt8] = []
  private var at = 0
  private var hasBegun = false

  private static let pieceSize = 1 << 16

  /// - Throws: `FileError` when it cannot be opened or is no regular file.
  init(_ input: Input) throws(FileError) {
    self.input = input
    if let descriptor = input.descriptor {
      (self.descriptor, size, isOwned) = (descriptor, 0, false)
    } else {
      (descriptor, size) = try FileSystem.openFile(input.path)
      isOwned = true
    }
  }

  deinit { if isOwned { close(descriptor) } }

  /// Reads what there is up to the size of a buffer; 0 at the end.
  ///
  /// - Throws: `FileError` when reading fails or gzip data are damaged.
  mutating func read(into output: UnsafeMutableRawBufferPointer) throws(FileError) -> Int {
    if !hasBegun { try begin() }
    if inflater != nil { return try unpack(into: output) }
    if at < buffer.count {
      let count = min(output.count, buffer.count - at)
      buffer.withUnsafeBytes { [at] in
        output.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[at..<at + count]))
      }
      at += count
      if at == buffer.count { (buffer, at) = ([], 0) }
      return count
    }
    return try system(into: output)
  }

  /// Everything up to the end.
  ///
  /// - Parameter limit: bytes; with more it throws, and has read one byte more than that at most.
  /// - Throws: `FileError`.
  mutating func readAll(limit: Int) throws(FileError) -> [UInt8] {
    if !hasBegun { try begin() }
    // What is packed may be a little longer than what comes out.
    guard inflater != nil || size <= limit else { throw Self.tooLarge(input.path, limit) }
    // A size is no promise: a file of /proc has none, another may grow while it is read.
    let expected = inflater == nil ? size : 0
    var bytes: [UInt8] = []
    while true {
      let old = bytes.count
      let wanted = old < expected ? expected - old + 1 : max(Self.pieceSize, old / 2)
      let room = min(wanted, limit + 1 - old)
      bytes.append(contentsOf: repeatElement(0, count: room))
      let got = try read(into: &bytes, from: old)
      bytes.removeLast(room - got)
      if got == 0 { return bytes }
      if bytes.count > limit { throw Self.tooLarge(input.path, limit) }
    }
  }

  /// Reads into the end of an array; returns how many bytes came.
  mutating func read(into bytes: inout [UInt8], from start: Int) throws(FileError) -> Int {
    var count = 0
    var failure: FileError?
    bytes.withUnsafeMutableBytes { all in
      do throws(FileError) {
        count = try read(into: UnsafeMutableRawBufferPointer(rebasing: all[start...]))
      } catch {
        failure = error
      }
    }
    if let failure { throw failure }
    return count
  }

  static func tooLarge(_ path: String, _ limit: Int) -> FileError {
    FileError(path: path, reason: reason(tooLarge: limit))
  }

  /// What is said of a document, in a file, a stream or a line, that is over the limit.
  static func reason(tooLarge limit: Int) -> String {
    "larger than \(limit) bytes; --max-size sets the limit"
  }

  /// Reads far enough to know gzip.
  private mutating func begin() throws(FileError) {
    hasBegun = true
    while buffer.count < 3, try refill() {}
    if buffer.starts(with: [0x1F, 0x8B, 0x08]) { inflater = Inflater() }
  }

  /// Puts a further piece behind what is left in the buffer; false at the end.
  private mutating func refill() throws(FileError) -> Bool {
    buffer.removeFirst(at)
    at = 0
    let old = buffer.count
    let descriptor = descriptor
    buffer.append(contentsOf: repeatElement(0, count: Self.pieceSize))
    let count = buffer.withUnsafeMutableBytes {
      FileSystem.read(descriptor, into: UnsafeMutableRawBufferPointer(rebasing: $0[old...]))
    }
    let code = errno
    buffer.removeLast(Self.pieceSize - max(0, count))
    if count < 0 { throw failure(String(cString: strerror(code))) }
    return count > 0
  }

  private func system(into output: UnsafeMutableRawBufferPointer) throws(FileError) -> Int {
    let count = FileSystem.read(descriptor, into: output)
    if count < 0 { throw failure(String(cString: strerror(errno))) }
    return count
  }

  private mutating func unpack(into output: UnsafeMutableRawBufferPointer) throws(FileError) -> Int
  {
    while true {
      if at == buffer.count, try !refill() {
        if isInMember { throw failure("the gzip data are cut short") }
        return 0
      }
      if !isInMember {
        // Writers of blocks fill the last one with zeros.
        while at < buffer.count, buffer[at] == 0 { at += 1 }
        if at == buffer.count { continue }
        isInMember = true
      }
      guard let inflater else { return 0 }
      let step = buffer.withUnsafeBytes { [at] in
        inflater.run(UnsafeRawBufferPointer(rebasing: $0[at...]), into: output)
      }
      at += step.used
      switch step.outcome {
      case .more: break
      case .endOfMember: isInMember = false
      case .damaged: throw failure("the gzip data are damaged")
      case .outOfMemory: throw failure("no memory for unpacking")
      }
      if step.made > 0 { return step.made }
    }
  }

  private func failure(_ reason: String) -> FileError {
    FileError(path: input.path, reason: reason)
  }
}
