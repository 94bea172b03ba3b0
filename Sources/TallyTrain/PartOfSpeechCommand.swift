import ArgumentParser
import DocumentModel
import TextProcessing

struct PartOfSpeechCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pos",
    abstract: "Train the part-of-speech tagger and lemmatizer.",
    discussion: """
      Files are tab-separated: form, lemma, universal tag, other tag, space after; a blank line
      between sentences. The same files give the same model, byte for byte.
      """)

  @Option(parsing: .upToNextOption, help: "Training files.")
  var train: [String]

  @Option(help: "File with gold tags to score the model on.")
  var evaluate: [String] = []

  @Option(help: "Folder of WordNet 3.0's index and exception files.")
  var wordnet: String

  @Option(help: "Where to write the model.")
  var output: String?

  @Option(help: "Times that the training data is gone through.")
  var epochs = 8

  @Option(help: "Rows of the table of weights, as a power of two.")
  var rowBits = 17

  @Option(help: "Learn one sentence in so many a second time in lower case; 0 for none.")
  var caselessEvery = 12

  func run() throws {
    var sentences: [[TrainingToken]] = []
    for path in train { sentences += try TrainingFile.partOfSpeech(path) }
    var trainer = PartOfSpeechTrainer()
    trainer.epochs = epochs
    trainer.rowBits = rowBits
    trainer.caselessEvery = caselessEvery
    trainer.report = { print($0) }
    let (model, file) = trainer.train(
      sentences, english: try EnglishDictionary(folder: wordnet))
    let bytes = file.encoded()
    print("\(sentences.count) sentences, model of \(bytes.count) bytes")
    for path in evaluate {
      let score = PartOfSpeechScore.measure(model, try TrainingFile.partOfSpeech(path))
      print("\(path): \(score)")
    }
    if let output { try FileSystem.write(bytes, to: output) }
  }
}

/// How many gold tokens get the right tag and lemma.
struct PartOfSpeechScore: CustomStringConvertible {
  var words = 0
  var tags = 0
  var lemmas = 0

  static func measure(_ model: PartOfSpeechModel, _ sentences: [[TrainingToken]]) -> Self {
    var vocabulary = Vocabulary()
    let tagger = PartOfSpeechTagger(model: model, vocabulary: &vocabulary)
    var scratch = tagger.makeScratch()
    var score = Self()
    for sentence in sentences {
      var document = Document(id: "", text: [])
      for token in sentence {
        let start = document.text.count
        document.text += token.form
        document.tokens.append(
          start: start, end: document.text.count, word: vocabulary.intern(token.form[...]))
        if token.spaceAfter { document.text.append(0x20) }
      }
      document.sentences = [
        Sentence(
          span: Span(0, document.text.count), tokens: TokenRange(0, sentence.count), block: 0)
      ]
      tagger.process(&document, &vocabulary, &scratch)
      for (i, token) in sentence.enumerated() {
        score.words += 1
        if document.tokens.pos[i] == token.tag { score.tags += 1 }
        let lemma = Array(vocabulary.bytes(of: document.tokens.lemma[i]))
        if PartOfSpeechTrainer.comparable(lemma) == PartOfSpeechTrainer.comparable(token.lemma) {
          score.lemmas += 1
        }
      }
    }
    return score
  }

  var description: String {
    func share(_ part: Int) -> String {
      let tenths = words == 0 ? 0 : (part * 20000 / words + 1) / 2
      return "\(tenths / 100).\(tenths / 10 % 10)\(tenths % 10) %"
    }
    return "\(words) words, tags \(share(tags)), lemmas \(share(lemmas))"
  }
}
