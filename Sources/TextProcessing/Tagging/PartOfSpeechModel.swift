import DocumentModel

/// The trained tagger and lemmatizer of a language, as read from its model file.
package struct PartOfSpeechModel: Sendable {
  package static let version: UInt32 = 4
  package static let command = "tally-train pos"
  package static let name = "Models/en-pos.tally"

  package var weights: LinearModel
  package var dictionary: TagDictionary
  package var lemmas: LemmaTable
  package var words: WordList

  package init(
    weights: LinearModel, dictionary: TagDictionary, lemmas: LemmaTable, words: WordList
  ) {
    self.weights = weights
    self.dictionary = dictionary
    self.lemmas = lemmas
    self.words = words
  }

  /// - Throws: `ModelError` when the file is missing, of another version or damaged.
  package init(resources: ResourceFolder) throws(ModelError) {
    let file = try ModelFile(
      resources: resources, name: Self.name, version: Self.version, command: Self.command)
    guard let weights = file["weights"].flatMap(LinearModel.init(bytes:)),
      let dictionary = file["tags"].flatMap(TagDictionary.init(bytes:)),
      let lemmas = file["lemmas"].flatMap(LemmaTable.init(bytes:)),
      let words = file["words"].flatMap(WordList.init(bytes:))
    else {
      throw ModelError(
        path: resources.path + "/" + Self.name,
        reason: "a section is missing or damaged; restore the file from the repository or build "
          + "it with '\(Self.command)'")
    }
    self.init(weights: weights, dictionary: dictionary, lemmas: lemmas, words: words)
  }

  /// The tags that the model chooses from; `X` is trained as a proper noun.
  package static let tagCount = 16

  /// The tag of each class number; numbers without a tag are `X`.
  package static let tags: InlineArray<32, PartOfSpeech> = InlineArray {
    PartOfSpeech(rawValue: UInt8($0)) ?? .x
  }

  /// The best class, the lowest among equals.
  @inline(__always)
  package static func best(_ scores: SIMD16<Int16>) -> Int {
    var index = 0
    var top = scores[0]
    for i in 1..<16 where scores[i] > top {
      top = scores[i]
      index = i
    }
    return index
  }
}
