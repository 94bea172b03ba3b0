import DocumentModel
import Glibc
import Pipeline
import RuleEngine
import TextProcessing

// Measures the rule engine alone: documents are annotated once, then matched again and again.
//
//     swift run -c release rules-benchmark [--spacy DIR]
//
// The text is drawn by Zipf's law from a list of 45,000 words (that of the name tagger, in an order
// that a fixed seed gives); rules take their words from the same list, all alike.
// With --spacy it writes tokens and equivalent token patterns for `spacy_matcher.py`.

struct Numbers {
  var state: UInt64
  mutating func next(_ bound: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int((state >> 33) % UInt64(max(1, bound)))
  }
}

func cpuNanoseconds() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
  return Double(time.tv_sec) * 1e9 + Double(time.tv_nsec)
}

/// Makes packs of N rules in five shapes over the words of a text.
struct Generator {
  var words: [String]
  var bigrams: [(String, String)]
  var verbs: [String]
  var lexicons = 50

  func pack(_ count: Int, lexiconEntries: Int, spacy: inout [String]) -> String {
    var numbers = Numbers(state: 42)
    var text = "record hit\n  what text required\n  actor text\n"
    text += "phrase actor = [pos=DET]? [pos=ADJ|NOUN]{0,3} [pos=NOUN|PROPN]\n"
    var members: [[String]] = []
    let each = max(8, lexiconEntries / lexicons)
    for index in 0..<lexicons {
      text += "lexicon list\(index)\n"
      var own: [String] = []
      for entry in 0..<each {
        let word = words[numbers.next(words.count)]
        if entry < 8 {
          own.append(word)
          text += "  \(word)\n"
        } else {
          text +=
            "  \(word) \(words[numbers.next(words.count)]) \(words[numbers.next(words.count)])\n"
        }
      }
      members.append(own)
    }
    func word(_ numbers: inout Numbers) -> String { words[numbers.next(words.count)] }
    func quoted(_ words: [String]) -> String {
      words.map { "{\"LOWER\":\"\($0)\"}" }.joined(separator: ",")
    }
    let gap = [String](repeating: "{\"OP\":\"?\"}", count: 5).joined(separator: ",")
    for index in 0..<count {
      text += "rule r\(index) -> hit\n"
      switch index % 5 {
      case 0:
        // Twenty rules of any size of pack are sure to fire; the others by chance.
        let (a, b) =
          index < 100
          ? bigrams[numbers.next(bigrams.count)] : (word(&numbers), word(&numbers))
        text += "  match what:(\"\(a)\" \"\(b)\")\n"
        spacy.append("[\(quoted([a, b]))]")
      case 1:
        let (a, b) = (verbs[numbers.next(verbs.count)], word(&numbers))
        text += "  match what:(~\(a) \"\(b)\")\n"
        spacy.append("[{\"LEMMA\":\"\(a)\"},\(quoted([b]))]")
      case 2:
        let list = numbers.next(lexicons)
        let a = word(&numbers)
        text += "  match what:(Number? $list\(list)) \"\(a)\"\n"
        let any = members[list].map { "\"\($0)\"" }.joined(separator: ",")
        spacy.append(
          "[{\"LIKE_NUM\":true,\"OP\":\"?\"},{\"LOWER\":{\"IN\":[\(any)]}},\(quoted([a]))]")
      case 3:
        let (a, b) = (word(&numbers), word(&numbers))
        text += "  match what:\"\(a)\" ..5 \"\(b)\"\n"
        spacy.append("[\(quoted([a])),\(gap),\(quoted([b]))]")
      default:
        let a = verbs[numbers.next(verbs.count)]
        let list = numbers.next(lexicons)
        text += "  event actor:<actor>? =[~\(a)]=> what:$list\(list)\n"
        let any = members[list].map { "\"\($0)\"" }.joined(separator: ",")
        spacy.append(
          "[{\"LEMMA\":\"\(a)\",\"POS\":\"VERB\"},{\"POS\":\"DET\",\"OP\":\"?\"},"
            + "{\"LOWER\":{\"IN\":[\(any)]}}]")
      }
    }
    return text
  }
}

struct Benchmark {
  let resources: ResourceFolder
  var passes = 7
  var texts: [String] = []
  var generator = Generator(words: [], bigrams: [], verbs: [])

  /// - Parameter words: the word list; its first words are the most frequent in the text.
  init(words: [String], sentences: Int) throws {
    resources = try ResourceFolder.locate()
    var bigrams: [(String, String)] = []
    // Zipf's law: the word of rank r stands with a chance of 1/r.
    var sums: [Double] = []
    var sum = 0.0
    for rank in words.indices {
      sum += 1 / Double(rank + 1)
      sums.append(sum)
    }
    var numbers = Numbers(state: 7)
    func draw() -> String {
      let target = Double(numbers.next(1 << 30)) / Double(1 << 30) * sum
      var low = 0
      var high = sums.count - 1
      while low < high {
        let middle = (low + high) / 2
        if sums[middle] < target { low = middle + 1 } else { high = middle }
      }
      return words[low]
    }
    for _ in 0..<max(1, sentences / 20) {
      var text = ""
      for _ in 0..<20 {
        let length = 12 + numbers.next(25)
        var sentence: [String] = []
        for _ in 0..<length {
          sentence.append(numbers.next(40) == 0 ? "\(numbers.next(900))" : draw())
        }
        for i in 1..<sentence.count where numbers.next(10) == 0 {
          bigrams.append((sentence[i - 1], sentence[i]))
        }
        text += sentence[0].prefix(1).uppercased() + sentence[0].dropFirst()
        text += " " + sentence.dropFirst().joined(separator: " ") + ". "
      }
      texts.append(text)
    }
    generator.words = words
    generator.bigrams = bigrams.filter { Int($0.0) == nil && Int($0.1) == nil }
    generator.verbs = words.indices.filter { $0 % 7 == 3 }.map { words[$0] }
  }

  func pipeline(_ text: String) throws -> (StandardPipeline, loadMilliseconds: Double) {
    let tools = try LanguageTools(resources: resources)
    let start = cpuNanoseconds()
    let (pack, found) = RulePackLoader.load(
      files: [("bench/pack.rules", Array(text.utf8))], root: "bench",
      tokenizer: tools.tokenizer, inflection: tools.inflection)
    let loaded = cpuNanoseconds()
    for diagnostic in found.prefix(3) where diagnostic.severity == .error {
      print(diagnostic.rendered())
    }
    var diagnostics: [Diagnostic] = []
    var vocabulary = Vocabulary()
    let beforeCompile = cpuNanoseconds()
    if let pack {
      _ = LexiconTagger(
        lexicons: pack.lexicons, tokenizer: tools.tokenizer, inflection: tools.inflection,
        vocabulary: &vocabulary)
      let tagger = cpuNanoseconds()
      _ = RuleSet.compile(
        pack, tokenizer: tools.tokenizer, inflection: tools.inflection, vocabulary: &vocabulary)
      print(
        "  parse and check \(Int((loaded - start) / 1e6)) ms, lexicons "
          + "\(Int((tagger - beforeCompile) / 1e6)) ms, compile "
          + "\(Int((cpuNanoseconds() - tagger) / 1e6)) ms")
    }
    let load = loaded - start + cpuNanoseconds() - beforeCompile
    let pipeline = try StandardPipeline(
      resources: resources, pack: pack, diagnostics: &diagnostics)
    return (pipeline, load / 1e6)
  }

  /// CPU nanoseconds a token for matching alone, the best of several passes.
  func matching(_ pipeline: StandardPipeline, _ texts: [String]) -> (perToken: Double, records: Int)
  {
    let worker = pipeline.makeWorker()
    let documents = texts.map { PackTester.annotated($0, published: nil, worker) }
    let tokens = documents.reduce(0) { $0 + $1.tokens.count }
    var best = Double.infinity
    var records = 0
    for _ in 0..<passes {
      let start = cpuNanoseconds()
      records = 0
      for document in documents { records += worker.records(in: document).count }
      best = min(best, cpuNanoseconds() - start)
    }
    return (best / Double(max(1, tokens)), records)
  }

  /// Words and tags for spaCy, one document a line.
  func writeTokens(_ texts: [String], to path: String) throws {
    var diagnostics: [Diagnostic] = []
    let pipeline = try StandardPipeline(resources: resources, diagnostics: &diagnostics)
    let worker = pipeline.makeWorker()
    var json = JSONWriter()
    for text in texts {
      let document = PackTester.annotated(text, published: nil, worker)
      json.beginArray()
      for token in 0..<document.tokens.count {
        json.beginArray()
        json.string(document.string(document.tokens.span(token)))
        json.string(worker.words.string(document.tokens.lemma[token]))
        json.string(document.tokens.pos[token].name)
        json.endArray()
      }
      json.endArray()
      json.newline()
    }
    try write(json.bytes, path)
  }

  func write(_ bytes: [UInt8], _ path: String) throws {
    let file = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
    guard file >= 0 else { throw FileError(path: path, reason: "cannot be written") }
    _ = FileSystem.write(bytes, descriptor: file)
    close(file)
  }

  /// Time of patterns that kill backtracking matchers, by length of the sentence.
  func linear() throws {
    let cases: [(name: String, pattern: String, word: String)] = [
      (
        "40 optional elements",
        [String](repeating: "aa?", count: 40).joined(separator: " ") + " bb", "aa "
      ),
      ("nested repetition", "((aa+ cc?)+ dd?)+ bb", "aa "),
      ("long gaps", "aa ..100 cc ..100 dd ..100 bb", "aa cc dd "),
    ]
    for (name, pattern, word) in cases {
      let text = "record hit\n  what text\nrule r -> hit\n  match \(pattern)\n"
      let (pipeline, _) = try pipeline(text)
      var line = "\(name):"
      var first = 0.0
      for length in [200, 400, 800, 1600] {
        var body = ""
        var count = 0
        while count < length {
          body += word
          count += word.utf8.reduce(0) { $0 + ($1 == 0x20 ? 1 : 0) }
        }
        let time = matching(pipeline, [body + "end bb"]).perToken
        if first == 0 { first = time }
        line += " \(length) tokens x\(rounded(time / first))"
      }
      print(line + " (time a token, against 200 tokens)")
    }
  }

  func rounded(_ value: Double) -> Double { (value * 100).rounded() / 100 }
}

func run() throws {
  let arguments = CommandLine.arguments
  var spacyFolder: String?
  if let place = arguments.firstIndex(of: "--spacy"), place + 1 < arguments.count {
    spacyFolder = arguments[place + 1]
  }
  var words: [String] = []
  for line in try ResourceFolder.locate().lines("en/names/case.txt") {
    let word = String(line.prefix { $0 != " " && $0 != "\t" })
    if word.utf8.count >= 2, word.utf8.allSatisfy({ $0 >= 0x61 && $0 <= 0x7A }) {
      words.append(word)
    }
  }
  var numbers = Numbers(state: 99)
  for i in words.indices.reversed() { words.swapAt(i, numbers.next(i + 1)) }
  var benchmark = try Benchmark(words: words, sentences: 1_000)
  if let place = arguments.firstIndex(of: "--passes"), let passes = Int(arguments[place + 1]) {
    benchmark.passes = passes
  }
  let texts = benchmark.texts
  print("\(words.count) words in the list")
  if let spacyFolder { try benchmark.writeTokens(texts, to: spacyFolder + "/tokens.jsonl") }
  var base = 0.0
  let only = CommandLine.arguments.firstIndex(of: "--rules").flatMap {
    Int(CommandLine.arguments[$0 + 1])
  }
  for count in only.map({ [$0] }) ?? [100, 1_000, 5_000, 10_000] {
    var spacy: [String] = []
    let text = benchmark.generator.pack(count, lexiconEntries: 400, spacy: &spacy)
    let (pipeline, _) = try benchmark.pipeline(text)
    let (perToken, records) = benchmark.matching(pipeline, texts)
    if count == 100 { base = perToken }
    print(
      "\(count) rules: \(benchmark.rounded(perToken)) ns a token, x\(benchmark.rounded(perToken / base))"
        + " of 100 rules, \(records) records")
    if let spacyFolder {
      try benchmark.write(
        Array(("[" + spacy.joined(separator: ",\n") + "]").utf8),
        spacyFolder + "/patterns\(count).json")
    }
  }
  if only != nil { return }
  var unused: [String] = []
  let large = benchmark.generator.pack(5_000, lexiconEntries: 100_000, spacy: &unused)
  let (_, load) = try benchmark.pipeline(large)
  print("5,000 rules with 100,000 lexicon entries: loaded in \(Int(load)) ms of CPU time")
  try benchmark.linear()
}

do { try run() } catch { print("rules-benchmark: \(error)") }
