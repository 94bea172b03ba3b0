import CShim

/// ICU's sentence iterator, reused from text to text by one worker.
///
/// A class since it owns the C object and frees it.
final class SentenceBreaker {
  private let handle: OpaquePointer?
  private var buffer = [Int32](repeating: 0, count: 256)

  init() { handle = tally_breaker_open("en") }

  deinit { tally_breaker_close(handle) }

  /// The offsets in the text at which ICU ends a sentence; empty where ICU fails.
  ///
  /// Offsets count from the start of `text` and stand behind the white space that follows a
  /// sentence. O(length).
  func ends(of text: UnsafeBufferPointer<UInt8>, into ends: inout [Int32]) {
    ends.removeAll(keepingCapacity: true)
    guard let handle, let base = text.baseAddress, text.count < Int(Int32.max) else { return }
    while true {
      let capacity = Int32(buffer.count)
      let count = buffer.withUnsafeMutableBufferPointer {
        tally_breaker_sentences(handle, base, Int32(text.count), $0.baseAddress, capacity)
      }
      if count < 0 { return }
      if Int(count) <= buffer.count {
        ends.append(contentsOf: buffer[0..<Int(count)])
        return
      }
      buffer = [Int32](repeating: 0, count: Int(count))
    }
  }
}
