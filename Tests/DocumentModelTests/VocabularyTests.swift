import DocumentModel
import Testing

@Suite struct VocabularyTests {
  @Test(arguments: [
    ("Missiles", "missiles"), ("Don’t", "don't"), ("КИЇВ", "київ"), ("—", "-"), ("22", "22"),
    ("“", "\""), ("İ", "i̇"), ("‘x‚’", "'x''"), ("„x”‟", "\"x\"\""), ("a‐b‑c–d−e", "a-b-c-d-e"),
    ("ʼ", "'"), ("A1", "a1"), ("@Z[", "@z["), ("é", "é"), ("ÉA", "éa"),
  ])
  func comparableForm(word: String, lower: String) {
    var words = Vocabulary()
    let id = words.intern(word)
    #expect(words.string(words.lower[Int(id)]) == lower)
    #expect(words.intern(word) == id)
    #expect(words.lower[Int(words.lower[Int(id)])] == words.lower[Int(id)])
  }

  @Test(
    arguments: [
      ("kyiv", [.hasLetter]), ("Kyiv", [.capitalized, .hasLetter]),
      ("UN", [.capitalized, .allCaps, .hasLetter]), ("A", [.capitalized, .allCaps, .hasLetter]),
      ("U.S.", [.capitalized, .allCaps, .hasLetter, .hasPeriod]),
      ("McDonald", [.capitalized, .mixedCase, .hasLetter]), ("iPhone", [.mixedCase, .hasLetter]),
      ("22", [.hasDigit, .allDigits]), ("2.5", [.hasDigit, .hasPeriod]),
      ("1st", [.hasDigit, .hasLetter]),
      ("2A", [.capitalized, .allCaps, .hasDigit, .hasLetter]),
      ("F-16", [.capitalized, .allCaps, .hasDigit, .hasLetter, .hasHyphen]),
      ("-", [.punctuation]), ("--", [.punctuation, .hasHyphen]), (".", [.punctuation]),
      ("...", [.punctuation, .hasPeriod]), ("$", [.punctuation]), ("€", [.punctuation, .nonASCII]),
      ("Київ", [.capitalized, .hasLetter, .nonASCII]),
      ("КИЇВ", [.capitalized, .allCaps, .hasLetter, .nonASCII]),
      ("ЗаКон", [.capitalized, .mixedCase, .hasLetter, .nonASCII]),
      ("éa", [.hasLetter, .nonASCII]), ("中文", [.hasLetter, .nonASCII]),
    ] as [(String, WordShape)])
  func shapes(_ word: String, _ shape: WordShape) {
    var words = Vocabulary()
    let id = words.intern(word)
    #expect(words.shapes[Int(id)] == shape)
  }

  /// Words that differ in one byte, at every place and of every length that is compared in another
  /// way, keep numbers of their own; so many that they meet in the table.
  @Test func everyWordHasItsOwnNumber() {
    var words = Vocabulary()
    var ids: [UInt32: String] = [:]
    for length in 1...20 {
      for place in 0..<length {
        for letter in "abcdefghijklmnopqrstuvwxyz".utf8 {
          var bytes = [UInt8](repeating: 0x30, count: length)
          bytes[place] = letter
          let word = String(decoding: bytes, as: UTF8.self)
          let id = words.intern(word)
          #expect(ids.updateValue(word, forKey: id) == nil)
        }
      }
    }
    for (id, word) in ids {
      #expect(words.id(of: word) == id)
      #expect(words.string(id) == word)
    }
    #expect(words.id(of: "unheard") == Vocabulary.none)
    #expect(words.id(of: "") == Vocabulary.none && words.intern("") == Vocabulary.none)
  }

  @Test func trimKeepsFrozenWords() {
    var words = Vocabulary()
    let kept = words.intern("Kept")
    words.freeze()
    for i in 0..<5000 { _ = words.intern("word\(i)") }
    words.trim(limit: 10)
    #expect(words.generation == 1)
    #expect(words.id(of: "Kept") == kept)
    #expect(words.id(of: "word17") == Vocabulary.none)
    #expect(words.count == words.frozenCount)
    let new = words.intern("new")
    #expect(words.string(new) == "new")
    #expect(words.string(kept) == "Kept" && words.string(words.lower[Int(kept)]) == "kept")
  }

  /// At the limit the words stay and memos stay valid; one word more and they go.
  @Test func trimHasItsLimit() {
    var words = Vocabulary()
    _ = words.intern("kept")
    words.freeze()
    for i in 0..<10 { _ = words.intern("word\(i)") }
    words.trim(limit: 10)
    #expect(words.generation == 0)
    #expect(words.id(of: "word9") != Vocabulary.none)
    _ = words.intern("one more")
    words.trim(limit: 10)
    #expect(words.generation == 1)
    #expect(words.id(of: "word9") == Vocabulary.none)
    words.trim(limit: 0)
    #expect(words.generation == 1)
  }
}
