import ArgumentParser
import DocumentModel
import TextProcessing

struct NamesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "names",
    abstract: "Train the name tagger.",
    discussion: """
      Files are tab-separated: form, universal tag or _, label, space after; a blank line between
      sentences. Parts of speech come from the tagger of the resource folder.
      """)

  @Option(parsing: .upToNextOption, help: "Training files.")
  var train: [String]

  @Option(help: "Where to write the model.")
  var output: String?

  @Option(help: "Times that the training data is gone through.")
  var epochs = 16

  @Option(help: "Rows of the table of weights, as a power of two.")
  var rowBits = 19

  @Option(help: "Learning rate.")
  var rate: Float = 0.01

  @Option(help: "Share of the features left out at random.")
  var dropout = 0.3

  @Option(help: "Shrinking of the weights after each epoch.")
  var decay: Float = 0.01

  @Option(help: "Leave out features seen less often.")
  var minimum = 1

  @Option(help: "Learn the last training file so many times in each epoch, as it is small.")
  var repeatLast = 2

  @Option(help: "Models that are learned in different orders and averaged.")
  var models = 4

  func run() throws {
    let resources = try ResourceFolder.locate()
    var reader = try NamesReader(resources: resources, bits: rowBits)
    var stretches: [NamesTrainer.Stretch] = []
    var tokens = 0
    for (index, path) in train.enumerated() {
      let read = reader.stretches(try TrainingFile.names(path))
      tokens += read.reduce(0) { $0 + $1.labels.count }
      for _ in 0..<(index == train.count - 1 ? max(1, repeatLast) : 1) { stretches += read }
    }
    print("\(tokens) tokens looked at")
    print("\(stretches.count) stretches, \(reader.names) names, \(reader.missed) out of reach")
    var trainer = NamesTrainer()
    trainer.bits = rowBits
    trainer.epochs = epochs
    trainer.rate = rate
    trainer.dropout = dropout
    trainer.decay = decay
    trainer.minimum = minimum
    trainer.models = models
    trainer.report = { print($0) }
    let bytes = trainer.train(stretches).encoded()
    print("model of \(bytes.count) bytes")
    if let output { try FileSystem.write(bytes, to: output) }
  }
}

/// Turns sentences of training files into features and labels.
struct NamesReader {
  let lexicon: NameLexicon
  let features: NameFeatures
  let tagger: PartOfSpeechTagger
  var tagging: PartOfSpeechTagger.Scratch
  var vocabulary = Vocabulary()
  var words = NameWords()
  var marks = NameMarks()
  var names = 0
  var missed = 0

  init(resources: ResourceFolder, bits: Int) throws {
    lexicon = try NameLexicon(resources: resources)
    features = NameFeatures(bits: bits)
    tagger = try PartOfSpeechTagger(resources: resources, vocabulary: &vocabulary)
    tagging = tagger.makeScratch()
  }

  mutating func stretches(_ sentences: [NamesSentence]) -> [NamesTrainer.Stretch] {
    var stretches: [NamesTrainer.Stretch] = []
    for sentence in sentences {
      var document = Document(id: "", text: [])
      for (form, space) in zip(sentence.forms, sentence.spaceAfter) {
        let start = document.text.count
        document.text += form
        document.tokens.append(
          start: start, end: document.text.count, word: vocabulary.intern(form[...]))
        if space { document.text.append(0x20) }
      }
      let range = TokenRange(0, sentence.forms.count)
      document.sentences = [
        Sentence(span: Span(0, document.text.count), tokens: range, block: 0)
      ]
      tagger.process(&document, &vocabulary, &tagging)
      words.prepare(vocabulary)
      marks.fill(document.tokens, range, &words, vocabulary, lexicon)
      let labels = clean(sentence.labels)
      names += labels.count { NameLabel.isBegin($0) }
      for i in labels.indices where NameLabel.isBegin(labels[i]) && !marks.live[i] { missed += 1 }
      var i = 0
      while i < labels.count {
        guard marks.live[i] else {
          i += 1
          continue
        }
        var end = i
        while end < labels.count && marks.live[end] { end += 1 }
        stretches.append(stretch(i, end, labels, document))
        i = end
      }
    }
    return stretches
  }

  /// Labels without leading articles, and countries as places whatever they do.
  private func clean(_ labels: [Int]) -> [Int] {
    var labels = labels
    var i = 0
    while i < labels.count {
      guard NameLabel.isBegin(labels[i]) else {
        i += 1
        continue
      }
      let kind = NameLabel.kind(labels[i])
      var end = i + 1
      while end < labels.count && labels[end] == NameLabel.inside(kind) { end += 1 }
      var start = i
      if end - start > 1, marks.words[start].flags.contains(.the) {
        labels[start] = NameLabel.outside
        start += 1
        labels[start] = NameLabel.begin(kind)
      }
      if (start..<end).allSatisfy({ !marks.words[$0].isCapitalized }), !marks.live[start] {
        for j in start..<end { labels[j] = NameLabel.outside }
      } else if kind == .organization, marks.length[start] == end - start,
        marks.flags[start].contains(.country)
      {
        for j in start..<end { labels[j] = NameLabel.inside(.place) }
        labels[start] = NameLabel.begin(.place)
      }
      i = end
    }
    return labels
  }

  private func stretch(
    _ start: Int, _ end: Int, _ labels: [Int], _ document: Document
  ) -> NamesTrainer.Stretch {
    var stretch = NamesTrainer.Stretch()
    let pos = document.tokens.pos[...]
    var before = NameLabel.outside
    for i in start..<end {
      var label = labels[i]
      if !NameLabel.allows(before, then: label) { label = NameLabel.begin(NameLabel.kind(label)) }
      stretch.labels.append(UInt8(label))
      before = label
      for offset in -2...2 {
        let j = i + offset
        guard j >= 0, j < labels.count else { continue }
        let id = document.tokens.word[j]
        features.wordRows(
          exact: vocabulary.bytes(of: id), lower: vocabulary.bytes(of: vocabulary.lower[Int(id)]),
          flags: marks.words[j].flags, offset: offset,
          into: &stretch.rows)
      }
      features.contextRows(i, marks, pos, into: &stretch.rows)
      stretch.ends.append(stretch.rows.count)
      for label in 0..<8 {
        for link in 0..<NameFeatures.linkCount {
          let value = features.linkValue(link, i, marks, pos)
          stretch.links.append(features.linkRow(link, value, before: label))
        }
      }
    }
    return stretch
  }
}
