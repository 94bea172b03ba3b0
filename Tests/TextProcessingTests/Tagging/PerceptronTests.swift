import Testing

@testable import TextProcessing

@Suite struct PerceptronTests {
  /// Four features, two classes: the sign of the first two decides.
  private static func trained() -> LinearModel {
    var learner = Perceptron(rowBits: 8)
    let examples: [([UInt64], Int)] = [
      ([1, 3], 0), ([2, 3], 1), ([1, 4], 0), ([2, 4], 1),
    ].map { ($0.0.map { FeatureHash.mix(1, $0) }, $0.1) }
    for _ in 0..<10 {
      for (features, truth) in examples {
        let scores = learner.scores(features)
        learner.learn(features, truth: truth, guess: scores[0] >= scores[1] ? 0 : 1)
      }
    }
    return learner.averaged()
  }

  @Test func learnsWhatTellsTheClassesApart() {
    let model = Self.trained()
    model.withRows { rows in
      let first = rows.row(FeatureHash.mix(1, 1))
      let second = rows.row(FeatureHash.mix(1, 2))
      #expect(first[0] > first[1])
      #expect(second[1] > second[0])
    }
  }

  @Test func trainingIsDeterministic() {
    #expect(Self.trained().weights == Self.trained().weights)
  }

  @Test func bytesComeBack() {
    let model = Self.trained()
    let read = LinearModel(bytes: model.bytes[...])
    #expect(read?.weights == model.weights)
    #expect(read?.rowBits == 8)
    #expect(LinearModel(bytes: model.bytes.dropLast()) == nil)
    #expect(LinearModel(bytes: []) == nil)
  }

  @Test func wordListTellsClassesAndEndings() {
    let list = WordList([
      Array("hope".utf8): WordList.verb | WordList.noun, Array("hop".utf8): WordList.verb,
      Array("study".utf8): WordList.noun,
    ])
    #expect(list.classes(of: Array("hope".utf8)) == WordList.verb | WordList.noun)
    #expect(list.classes(of: Array("hopes".utf8)) == 0)
    #expect(
      list.bases(of: Array("hoping".utf8), .verb, ending: .ing)
        == ["hope", "hop"].map { Array($0.utf8) })
    #expect(list.bases(of: Array("hopped".utf8), .verb, ending: .ed) == [Array("hop".utf8)])
    #expect(list.bases(of: Array("studies".utf8), .noun, ending: .s) == [Array("study".utf8)])
    #expect(WordList(bytes: list.bytes[...])?.classes(of: Array("hop".utf8)) == WordList.verb)
    #expect(WordList(bytes: [1, 2, 3]) == nil)
  }
}
