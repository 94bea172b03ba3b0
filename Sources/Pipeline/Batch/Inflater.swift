import CShim

/// Owns a zlib stream that unpacks gzip.
final class Inflater {
  enum Outcome { case more, endOfMember, damaged, outOfMemory }

  private let stream: OpaquePointer?

  init() { stream = tally_inflate_open() }

  deinit { tally_inflate_close(stream) }

  /// Unpacks as much as there is input for and room.
  ///
  /// - Returns: how many bytes of each it took.
  func run(
    _ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer
  ) -> (used: Int, made: Int, outcome: Outcome) {
    guard let stream else { return (0, 0, .outOfMemory) }
    var used: Int32 = 0
    var made: Int32 = 0
    let status = tally_inflate_run(
      stream, input.bindMemory(to: UInt8.self).baseAddress, Int32(clamping: input.count), &used,
      output.bindMemory(to: UInt8.self).baseAddress, Int32(clamping: output.count), &made)
    let outcome: Outcome =
      switch Int(status) {
      case TALLY_INFLATE_MORE: .more
      case TALLY_INFLATE_END: .endOfMember
      case TALLY_INFLATE_MEMORY: .outOfMemory
      default: .damaged
      }
    return (Int(used), Int(made), outcome)
  }
}
