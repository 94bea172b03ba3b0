import DocumentModel
import TextProcessing

/// Builds the part-of-speech model. The same files and settings give the same bytes.
struct PartOfSpeechTrainer {
  var rowBits = 17
  var epochs = 8
  /// One sentence in so many is learned a second time without its capitals.
  var caselessEvery = 12
  var report: (String) -> Void = { _ in }

  func train(
    _ sentences: [[TrainingToken]], english: EnglishDictionary
  ) -> (model: PartOfSpeechModel, file: ModelFile) {
    let dictionary = Self.dictionary(sentences)
    let lemmas = LemmaLearner.learn(sentences, dictionary: english)
    let words = WordList(english.words)
    let weights = Self.weights(
      sentences, dictionary, words, rowBits: rowBits, epochs: epochs, caselessEvery: caselessEvery,
      report: report)
    var file = ModelFile(version: PartOfSpeechModel.version)
    file.add("weights", weights.bytes)
    file.add("tags", dictionary.bytes)
    file.add("lemmas", lemmas.bytes)
    file.add("words", words.bytes)
    let model = PartOfSpeechModel(
      weights: weights, dictionary: dictionary, lemmas: lemmas.table, words: words)
    return (model, file)
  }

  /// The form in lower case, with straight quotes and plain dashes.
  static func comparable(_ form: [UInt8]) -> [UInt8] {
    form.withUnsafeBufferPointer { WordForm.comparable($0).form } ?? form
  }

  static func dictionary(_ sentences: [[TrainingToken]]) -> TagDictionary {
    var counts: [[UInt8]: [Int]] = [:]
    for sentence in sentences {
      for token in sentence {
        counts[comparable(token.form), default: Array(repeating: 0, count: 17)][
          Int(token.tag.rawValue)] += 1
      }
    }
    var dictionary = TagDictionary()
    for (word, tags) in counts.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }) {
      let total = tags.reduce(0, +)
      // A word seen once counts as unknown, so that the model learns what to do with these.
      if total < 2 { continue }
      let top = tags.indices.max { (tags[$0], -$0) < (tags[$1], -$1) } ?? 0
      var mask: UInt32 = 0
      for (tag, count) in tags.prefix(16).enumerated() where count * 40 >= total {
        mask |= 1 << UInt32(tag)
      }
      // The model has no class X: words that mostly have it are decided here.
      let isX = top == Int(PartOfSpeech.x.rawValue)
      let sure =
        isX
        ? total >= 4 && tags[top] * 10 >= total * 8
        : total >= 20 && tags[top] * 1000 >= total * 995
      dictionary.add(word, mask: mask, top: top, sure: sure)
    }
    return dictionary
  }

  /// A word as the tagger sees it, and its right class.
  private struct Example {
    var words: [TaggerWord]
    var own: [[UInt64]]
    var truth: [UInt8]
    var sure: [UInt8]
  }

  static func weights(
    _ sentences: [[TrainingToken]], _ dictionary: TagDictionary, _ list: WordList, rowBits: Int,
    epochs: Int,
    caselessEvery: Int, report: (String) -> Void
  ) -> LinearModel {
    var known: [[UInt8]: UInt32] = [:]
    dictionary.forEach { known[Array($0)] = $1 }
    func example(_ sentence: [TrainingToken], lowerCased: Bool) -> Example {
      var example = Example(words: [.boundary, .boundary], own: [], truth: [], sure: [])
      for token in sentence {
        let lower = comparable(token.form)
        let form = token.form
        let value = known[lower] ?? 0
        var own: [UInt64] = []
        let word = form.withUnsafeBufferPointer { bytes in
          lower.withUnsafeBufferPointer { folded in
            TaggerWord(
              word: bytes, comparable: folded, shape: WordForm.comparable(bytes).shape,
              tags: value & 0x1F_FFFF, words: list, caseless: lowerCased, own: &own)
          }
        }
        example.words.append(word)
        example.own.append(own)
        example.truth.append(
          token.tag == .x ? PartOfSpeech.propn.rawValue : token.tag.rawValue)
        example.sure.append(
          value & TagDictionary.sureBit != 0 ? UInt8(value >> 16 & 0x1F) : 255)
      }
      example.words += [.boundary, .boundary]
      return example
    }
    var examples = sentences.map { example($0, lowerCased: false) }
    if caselessEvery > 0 {
      for (i, sentence) in sentences.enumerated() where i % caselessEvery == 0 {
        examples.append(example(sentence, lowerCased: true))
      }
    }

    var learner = Perceptron(rowBits: rowBits)
    var random = SplitMix(seed: 20)
    var order = Array(examples.indices)
    var features: [UInt64] = []
    for epoch in 1...max(1, epochs) {
      for i in stride(from: order.count - 1, to: 0, by: -1) {
        order.swapAt(i, Int(random.next() % UInt64(i + 1)))
      }
      var wrong = 0
      var total = 0
      for index in order {
        let words = examples[index].words
        var t1 = TaggerFeatures.tagHashes[31]
        var t2 = t1
        for i in examples[index].truth.indices {
          var guess = Int(examples[index].sure[i])
          if guess == 255 {
            let k = i + 2
            TrainingFeatures.collect(
              words, examples[index].own[i], k, t1, t2, into: &features)
            guess = best(learner.scores(features))
            let truth = Int(examples[index].truth[i])
            learner.learn(features, truth: truth, guess: guess)
            if truth != guess { wrong += 1 }
            total += 1
          }
          t2 = t1
          t1 = TaggerFeatures.tagHashes[guess & 31]
        }
      }
      report("epoch \(epoch): \(wrong) of \(total) decisions wrong")
    }
    return learner.averaged()
  }

  static func best(_ scores: SIMD16<Int32>) -> Int {
    var index = 0
    for i in 1..<16 where scores[i] > scores[index] { index = i }
    return index
  }
}

/// All features of a decision, in the order in which the tagger sums them.
enum TrainingFeatures {
  static func collect(
    _ words: [TaggerWord], _ own: [UInt64], _ k: Int, _ t1: UInt64, _ t2: UInt64,
    into features: inout [UInt64]
  ) {
    features.removeAll(keepingCapacity: true)
    features += own
    let before = TaggerFeatures.before(words[k - 1])
    for i in before.indices { features.append(before[i]) }
    let twoBefore = TaggerFeatures.twoBefore(words[k - 2])
    for i in twoBefore.indices { features.append(twoBefore[i]) }
    let after = TaggerFeatures.after(words[k + 1])
    for i in after.indices { features.append(after[i]) }
    let twoAfter = TaggerFeatures.twoAfter(words[k + 2])
    for i in twoAfter.indices { features.append(twoAfter[i]) }
    let joint = TaggerFeatures.joint(words[k - 1], words[k], words[k + 1], words[k + 2])
    for i in joint.indices { features.append(joint[i]) }
    let tagged = TaggerFeatures.tagged(words[k], words[k + 1], t1, t2)
    for i in tagged.indices { features.append(tagged[i]) }
  }
}

/// Steele, Lea and Flood, "Fast splittable pseudorandom number generators", 2014.
struct SplitMix {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
