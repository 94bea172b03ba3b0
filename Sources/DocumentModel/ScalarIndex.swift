/// From UTF-8 byte offsets to Unicode scalar offsets (as Python counts) of one text.
///
/// Holds the count before every 64th byte; a look-up reads at most 63 bytes more. O(1) each.
public struct ScalarIndex: Sendable {
  private let text: [UInt8]
  /// Scalars that begin before byte 64 * i; empty for text that is all ASCII.
  private var checkpoints: [Int32]
  private let first: Int

  /// - Parameter first: how many scalars stand before the text.
  /// - Complexity: O(count).
  public init(_ text: [UInt8], from first: Int = 0) {
    self.text = text
    self.first = first
    checkpoints = []
    let isASCII = text.withUnsafeBufferPointer { bytes in
      var all: UInt8 = 0
      for byte in bytes { all |= byte }
      return all < 0x80
    }
    if isASCII { return }
    checkpoints.reserveCapacity(text.count / 64 + 1)
    var count: Int32 = 0
    for (offset, byte) in text.enumerated() {
      if offset & 63 == 0 { checkpoints.append(count) }
      if byte & 0xC0 != 0x80 { count += 1 }
    }
  }

  /// How many scalars begin before the byte at `offset`, which may be the text's end.
  public func scalars(before offset: Int) -> Int {
    if checkpoints.isEmpty { return first + offset }
    let checkpoint = min(offset / 64, checkpoints.count - 1)
    var count = Int(checkpoints[checkpoint])
    var at = checkpoint * 64
    while at < offset {
      if text[at] & 0xC0 != 0x80 { count += 1 }
      at += 1
    }
    return first + count
  }

  public func scalars(_ span: Span) -> (start: Int, end: Int) {
    (scalars(before: span.start), scalars(before: span.end))
  }
}
