import DocumentModel
import Testing

@Suite struct XXHash64Tests {
  /// Values of the reference program (`xxhsum -H1`), seed 0.
  static let known: [(text: String, hash: UInt64)] = [
    ("", 0xEF46_DB37_51D8_E999),
    ("a", 0xD24E_C4F1_A98C_6E5B),
    ("abc", 0x44BC_2CF5_AD77_0999),
    ("The quick brown fox jumps over the lazy dog", 0x0B24_2D36_1FDA_71BC),
  ]

  @Test(arguments: known)
  func equalsTheReference(text: String, hash: UInt64) {
    #expect(XXHash64.hash(Array(text.utf8)) == hash)
  }

  /// Every way through the function, by its length.
  @Test func everyByteCounts() {
    for count in 1...70 {
      let bytes = (0..<count).map { UInt8($0) }
      var seen: Set<UInt64> = [XXHash64.hash(bytes)]
      for at in 0..<count {
        var changed = bytes
        changed[at] ^= 0x80
        seen.insert(XXHash64.hash(changed))
      }
      #expect(seen.count == count + 1)
    }
  }
}
