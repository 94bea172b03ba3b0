import DocumentModel

/// The tags that words were seen with in the training data.
///
/// An entry's number holds the tags as a mask (bits 0 to 15), the most frequent one (bits 16 to
/// 20), and whether that one may be taken without asking the model (bit 21).
package struct TagDictionary: Sendable {
  package private(set) var entries: [(word: [UInt8], value: UInt32)] = []

  package static let sureBit: UInt32 = 1 << 21

  package init() {}

  package mutating func add(_ word: [UInt8], mask: UInt32, top: Int, sure: Bool) {
    entries.append((word, mask & 0xFFFF | UInt32(top) << 16 | (sure ? Self.sureBit : 0)))
  }

  package init?(bytes: ArraySlice<UInt8>) {
    var reader = ByteReader(bytes)
    guard let count = reader.integer(4) else { return nil }
    entries.reserveCapacity(Int(clamping: min(count, 1 << 20)))
    for _ in 0..<count {
      guard let value = reader.integer(3), let word = reader.short() else { return nil }
      entries.append((Array(word), UInt32(value)))
    }
  }

  package var bytes: [UInt8] {
    var writer = ByteWriter()
    writer.integer(UInt64(entries.count), 4)
    for (word, value) in entries {
      writer.integer(UInt64(value), 3)
      writer.short(word)
    }
    return writer.bytes
  }
}
