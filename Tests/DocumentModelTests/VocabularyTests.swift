import DocumentModel
import Testing

@Suite struct VocabularyTests {
  @Test(arguments: [
    ("Missiles", "missiles"), ("Don’t", "don't"), ("КИЇВ", "київ"), ("—", "-"), ("22", "22"),
    ("“", "\""), ("İ", "i̇"),
  ])
  func comparableForm(word: String, lower: String) {
    var words = Vocabulary()
    let id = words.intern(word)
    #expect(words.string(words.lower[Int(id)]) == lower)
    #expect(words.intern(word) == id)
    #expect(words.lower[Int(words.lower[Int(id)])] == words.lower[Int(id)])
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
  }
}
