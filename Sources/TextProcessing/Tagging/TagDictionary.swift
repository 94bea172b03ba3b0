import DocumentModel

/// The tags that words were seen with in the training data.
///
/// An entry's number holds the tags as a mask (bits 0 to 15), the most frequent one (bits 16 to
/// 20), and whether that one may be taken without asking the model (bit 21).
package struct TagDictionary: Sendable {
  package static let sureBit: UInt32 = 1 << 21

  package private(set) var count = 0
  /// The entries as they lie in the model file: number (3), length of the word (1), word.
  private var records: ArraySlice<UInt8> = []

  package init() {}

  /// Adds a word; one that is longer than 255 bytes is cut.
  package mutating func add(_ word: [UInt8], mask: UInt32, top: Int, sure: Bool) {
    var writer = ByteWriter()
    writer.integer(UInt64(mask & 0xFFFF | UInt32(top) << 16 | (sure ? Self.sureBit : 0)), 3)
    writer.short(word)
    records += writer.bytes
    count += 1
  }

  /// nil where the bytes are cut off.
  package init?(bytes: ArraySlice<UInt8>) {
    var reader = ByteReader(bytes)
    guard let count = reader.integer(4) else { return nil }
    let start = reader.position
    for _ in 0..<count {
      guard reader.integer(3) != nil, let length = reader.integer(1),
        reader.skip(Int(length))
      else { return nil }
    }
    records = bytes[start..<reader.position]
    self.count = Int(count)
  }

  /// Calls `body` with each word, valid during the call, and its number. O(bytes).
  package func forEach(_ body: (_ word: UnsafeBufferPointer<UInt8>, _ value: UInt32) -> Void) {
    records.withUnsafeBufferPointer { bytes in
      var next = 0
      for _ in 0..<count {
        let value =
          UInt32(bytes[next]) | UInt32(bytes[next + 1]) << 8 | UInt32(bytes[next + 2]) << 16
        let start = next + 4
        next = start + Int(bytes[next + 3])
        body(UnsafeBufferPointer(rebasing: bytes[start..<next]), value)
      }
    }
  }

  package var bytes: [UInt8] {
    var writer = ByteWriter()
    writer.integer(UInt64(count), 4)
    return writer.bytes + records
  }
}
