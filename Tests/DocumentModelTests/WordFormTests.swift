import Testing

@testable import DocumentModel

@Suite struct WordFormTests {
  private static func folded(_ bytes: [UInt8]) -> [UInt8] {
    var folded: [UInt8] = []
    bytes.withUnsafeBufferPointer { WordForm.fold($0, into: &folded) }
    return folded
  }

  /// Letters that are folded by their pattern are folded as Unicode's tables say.
  @Test func everyScalarIsFoldedAsUnicodeSays() {
    var differing: [UInt32] = []
    for value in UInt32(0x80)...0x1_FFFF {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let small = WordForm.latinLower(value)
      let properties = scalar.properties
      if let small {
        let isRight =
          properties.lowercaseMapping.unicodeScalars.map(\.value) == [small]
          && properties.isAlphabetic && properties.isUppercase == (small != value)
        if !isRight { differing.append(value) }
      }
      // What is no mark that has an ASCII form of its own.
      let text = String(scalar)
      let folded = Self.folded(Array(text.utf8))
      if folded != Array(properties.lowercaseMapping.utf8), !"'\"-".utf8.contains(folded[0]) {
        differing.append(value)
      }
    }
    #expect(differing == [])
  }

  @Test(arguments: [
    ("Ñuble", "ñuble"), ("A Coruña", "a coruña"), ("ĐỒNG NAI", "đồng nai"), ("Škoda", "škoda"),
    ("İzmir", "i\u{307}zmir"), ("Ÿ", "ÿ"), ("“Ž”", "\"ž\""), ("O’Neil—X", "o'neil-x"),
    ("ΑΣ", "ας"), ("𐐀b", "𐐨b"), ("", ""),
  ])
  func folds(_ word: String, _ form: String) {
    // A final sigma is a matter of words; scalars are folded one by one.
    #expect(Self.folded(Array(word.utf8)) == Array(form.replacing("ς", with: "σ").utf8))
  }

  @Test(
    arguments: [
      [0xC3], [0x41, 0xC3, 0x42], [0xE1, 0xBA], [0xE1, 0xBA, 0x41], [0xC0, 0x80],
      [0xE0, 0x80, 0x80],
      [0xED, 0xA0, 0x80, 0x41], [0xFF, 0x5A], [0xC3, 0x89, 0x80, 0xC3, 0x89], [0xF0, 0x9F, 0x98],
      [0xF4, 0x90, 0x80, 0x80],
    ] as [[UInt8]])
  func brokenUTF8IsFoldedAsStringReadsIt(_ bytes: [UInt8]) {
    let read = String(decoding: bytes, as: UTF8.self).lowercased()
    #expect(Self.folded(bytes) == Array(read.utf8))
  }

  // A word with a letter beyond ASCII counts its ASCII letters first, so that its first letter seems
  // to stand behind others. The models were trained on these shapes.
  @Test(arguments: [
    ("Zürich", WordShape([.capitalized, .mixedCase, .hasLetter, .nonASCII])),
    ("Über", WordShape([.mixedCase, .hasLetter, .nonASCII])),
    ("ÜBER", WordShape([.capitalized, .allCaps, .hasLetter, .nonASCII])),
    ("é", WordShape([.hasLetter, .nonASCII])), ("—", WordShape([.punctuation, .nonASCII])),
  ])
  func shapes(_ word: String, _ shape: WordShape) {
    #expect(Array(word.utf8).withUnsafeBufferPointer { WordForm.comparable($0).shape } == shape)
  }
}
