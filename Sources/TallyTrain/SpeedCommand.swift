import ArgumentParser
import DocumentModel
import Glibc
import TextProcessing

/// Times the stages that models belong to, on one thread.
struct SpeedCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "speed",
    abstract: "Time sentences, tokens, part of speech and names on one thread.",
    discussion: """
      A file is plain text; a blank line parts its documents. CPU time of the stages alone is \
      counted, after one round that is not. Prints one line of JSON.
      """)

  @Argument(help: "Plain text files.")
  var files: [String]

  @Option(help: "Rounds; the best one counts.")
  var rounds = 3

  func run() throws {
    var texts: [[UInt8]] = []
    for path in files {
      let bytes = Array(String(decoding: try FileSystem.read(path), as: UTF8.self).utf8)
      texts += Self.documents(bytes)
    }
    let resources = try ResourceFolder.locate()
    var vocabulary = Vocabulary()
    let segmenter = try Segmenter(resources: resources, vocabulary: &vocabulary)
    let tagger = try PartOfSpeechTagger(resources: resources, vocabulary: &vocabulary)
    let names = try NameTagger(resources: resources, vocabulary: &vocabulary)
    vocabulary.freeze()
    var words = vocabulary
    var first = segmenter.makeScratch()
    var second = tagger.makeScratch()
    var third = names.makeScratch()
    var best: [Double] = [.infinity, .infinity, .infinity]
    var tokens = 0
    for round in 0...max(1, rounds) {
      var times = [0.0, 0.0, 0.0]
      tokens = 0
      for text in texts {
        var document = Document(id: "", text: text)
        let start = Self.cpuSeconds()
        segmenter.process(&document, &words, &first)
        let segmented = Self.cpuSeconds()
        tagger.process(&document, &words, &second)
        let tagged = Self.cpuSeconds()
        names.process(&document, &words, &third)
        let done = Self.cpuSeconds()
        times[0] += segmented - start
        times[1] += tagged - segmented
        times[2] += done - tagged
        tokens += document.tokens.count
      }
      if round > 0, times.reduce(0, +) < best.reduce(0, +) { best = times }
    }
    func rate(_ seconds: Double) -> Int {
      let rate = Double(tokens) / max(seconds, 1e-9)
      return rate.isFinite && rate < 1e15 ? Int(rate) : 0
    }
    print(
      "{\"documents\":\(texts.count),\"tokens\":\(tokens),"
        + "\"segmentation\":\(rate(best[0])),\"part_of_speech\":\(rate(best[1])),"
        + "\"names\":\(rate(best[2])),\"all\":\(rate(best.reduce(0, +)))}")
  }

  /// The parts of a text between blank lines.
  private static func documents(_ text: [UInt8]) -> [[UInt8]] {
    var documents: [[UInt8]] = []
    var start = 0
    for i in 0...text.count
    where i == text.count || (text[i] == 0x0A && i + 1 < text.count && text[i + 1] == 0x0A) {
      if i > start { documents.append(Array(text[start..<i])) }
      start = i
    }
    return documents
  }

  private static func cpuSeconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }
}
