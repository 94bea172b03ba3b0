import DocumentModel
import Glibc
import TestSupport
import Testing

@testable import Pipeline

/// The window of results, the order, and lines at the borders of what is read at once.
@Suite struct BatchBorderTests {
  /// Counts behind a lock, for closures that several threads call.
  final class Counter: @unchecked Sendable {
    private let lock: UnsafeMutablePointer<pthread_mutex_t>
    private var count = 0
    private var most = 0

    init() {
      lock = .allocate(capacity: 1)
      pthread_mutex_init(lock, nil)
    }

    deinit {
      pthread_mutex_destroy(lock)
      lock.deallocate()
    }

    /// The greatest count so far.
    var peak: Int {
      pthread_mutex_lock(lock)
      defer { pthread_mutex_unlock(lock) }
      return most
    }

    @discardableResult
    func add(_ number: Int) -> Int {
      pthread_mutex_lock(lock)
      defer { pthread_mutex_unlock(lock) }
      count += number
      most = max(most, count)
      return count
    }
  }

  // MARK: The window

  /// While the first number is not done, no other than those inside the window may begin.
  @Test(arguments: [(1, 1), (3, 1), (3, 4), (8, 2), (8, 20)])
  func nobodyBeginsBeyondTheWindow(threads: Int, window: Int) {
    let begun = Counter()
    let next = Counter()
    nonisolated(unsafe) var order: [Int] = []
    let sink = OrderedSink<Int>(window: window) { result in
      order.append(result)
      return true
    }
    let total = 60
    Threads.run(count: threads) {
      while true {
        let number = next.add(1) - 1
        guard number < total, sink.waitForTurn(number) else { return }
        begun.add(1)
        if number == 0 { usleep(50_000) }
        // Nothing is written before number 0, so all that have begun lie in its window.
        if number > 0 && number < window { usleep(200) }
        // Before it is handed in: at once afterwards the next may begin.
        begun.add(-1)
        sink.put(number, number: number)
      }
    }
    #expect(order == Array(0..<total))
    #expect(begun.peak <= min(threads, window))
  }

  @Test func aNumberAtTheWindowsEndWaits() {
    let sink = OrderedSink<Int>(window: 3) { _ in true }
    #expect(sink.waitForTurn(0) && sink.waitForTurn(1) && sink.waitForTurn(2))
    let passed = Counter()
    nonisolated(unsafe) var before = 0
    Threads.run(count: 2) {
      if passed.add(1) == 1 {
        // Would wait for ever if nothing moved.
        _ = sink.waitForTurn(3)
        passed.add(10)
      } else {
        usleep(30_000)
        before = passed.peak
        sink.put(0, number: 0)
      }
    }
    #expect(before < 10 && passed.peak >= 11)
  }

  @Test func aStoppedSinkLetsEverybodyGo() {
    nonisolated(unsafe) var taken: [Int] = []
    let sink = OrderedSink<Int>(window: 2) { result in
      taken.append(result)
      return result < 1
    }
    sink.put(1, number: 1)
    #expect(taken == [])
    sink.put(0, number: 0)
    #expect(taken == [0, 1])
    sink.put(2, number: 2)
    #expect(taken == [0, 1])
    #expect(!sink.waitForTurn(2) && !sink.waitForTurn(99))
  }

  /// Pieces of the number whose turn it is are passed on as they come; those of others wait.
  @Test func piecesPassWhenItIsTheirTurn() {
    nonisolated(unsafe) var taken: [String] = []
    let sink = OrderedSink<String>(window: 2) { result in
      taken.append(result)
      return true
    }
    sink.put("1a", number: 1, isWhole: false)
    #expect(taken == [])
    sink.put("0a", number: 0, isWhole: false)
    #expect(taken == ["0a"])
    sink.put("1b", number: 1)
    #expect(taken == ["0a"])
    sink.put("0b", number: 0)
    #expect(taken == ["0a", "0b", "1a", "1b"])
    #expect(sink.waitForTurn(3))
  }

  // MARK: Results

  static func run(
    _ inputs: [Input], threads: Int,
    _ produce: @escaping @Sendable (Document) -> String = {
      "\($0.id)=\($0.string(Span(0, $0.text.count)))"
    }
  ) throws -> (lines: [String], outcomes: [Batch.Outcome]) {
    nonisolated(unsafe) var outcomes: [Batch.Outcome] = []
    Batch(pipeline: try BatchTests.pipeline(), inputs: inputs, threads: threads).run(
      annotate: false,
      produce: { document, _, _ in [Array(produce(document).utf8)] },
      consume: { outcome in
        outcomes.append(outcome)
        return true
      })
    let lines = outcomes.map { outcome in
      outcome.failure.map { "! \($0)" }
        ?? outcome.output.map { String(decoding: $0, as: UTF8.self) }.joined()
    }
    return (lines, outcomes)
  }

  /// Results of a slow first document are held, and never more than the window.
  @Test(arguments: [1, 2, 5]) func aSlowFirstDocumentHoldsTheOthers(threads: Int) throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(
      "a.jsonl", (0..<200).map { "{\"id\":\"\($0)\",\"text\":\"x\"}\n" }.joined())
    let held = Counter()
    nonisolated(unsafe) var order: [String] = []
    Batch(
      pipeline: try BatchTests.pipeline(), inputs: [Input(path: path, format: .jsonl)],
      threads: threads
    ).run(
      annotate: false,
      produce: { document, _, _ in
        if document.id == "0" { usleep(100_000) }
        held.add(1)
        return [Array(document.id.utf8)]
      },
      consume: { outcome in
        held.add(-1)
        order.append(String(decoding: outcome.output[0], as: UTF8.self))
        return true
      })
    #expect(order == (0..<200).map(String.init))
    #expect(held.peak <= threads * 8)
  }

  @Test func bytesFindingsAndFailuresAreCounted() throws {
    let folder = try TemporaryFolder()
    let accents = Array(String(repeating: "\u{E9}", count: 30).utf8)
    let page = try folder.write(
      "a.html", Array("<p>".utf8) + accents + [0xFF] + Array(" ok</p>".utf8))
    let text = try folder.write("b.txt", "12 bytes: xy")
    let lines = try folder.write("c.jsonl", "{\"text\":\"x\"}\n{\"text\":1}\n")
    let (_, outcomes) = try Self.run(
      [
        Input(path: page, format: .html), Input(path: text, format: .text),
        Input(path: lines, format: .jsonl), Input(path: folder.path + "/gone", format: .html),
      ], threads: 2)
    #expect(
      outcomes.map(\.place) == [page, text, lines + ":1", lines + ":2", folder.path + "/gone"])
    #expect(outcomes.map(\.bytes) == [71, 12, 13, 11, 0])
    #expect(outcomes.map { $0.failure != nil } == [false, false, false, true, true])
    #expect(outcomes.map { $0.findings.isEmpty } == [false, true, true, true, true])
    #expect(outcomes.map { $0.output.count } == [1, 1, 1, 0, 0])
  }

  // MARK: Lines

  /// A line of JSON of exactly so many bytes, its newline not counted.
  static func line(_ id: Int, bytes: Int) -> String {
    let head = "{\"id\":\"\(id)\",\"text\":\""
    return head + String(repeating: "a", count: bytes - head.utf8.count - 2) + "\"}"
  }

  /// Files are read in pieces of a power of two: lines that end before, at and behind their
  /// borders.
  @Test(arguments: [12, 14, 15, 16, 17, 18], [-2, -1, 0, 1, 2])
  func linesAcrossTheBordersOfWhatIsRead(power: Int, offset: Int) throws {
    let folder = try TemporaryFolder()
    let size = 1 << power
    let first = Self.line(1, bytes: size + offset - 1)
    let path = try folder.write(
      "a.jsonl",
      first + "\n" + Self.line(2, bytes: 40) + "\r\n\n" + Self.line(3, bytes: size) + "\n")
    let (lines, outcomes) = try Self.run([Input(path: path, format: .jsonl)], threads: 1) {
      "\($0.id) \($0.text.count)"
    }
    #expect(lines == ["1 \(size + offset - 1 - 20)", "2 20", "3 \(size - 20)"])
    #expect(outcomes.map(\.place) == ["\(path):1", "\(path):2", "\(path):4"])
  }

  static let files: [(text: String, lines: [String])] = [
    ("", []),
    ("\n", []),
    ("\n\n \t\r\n\n", []),
    (line(1, bytes: 30), ["1=aaaaaaaaaa"]),
    ("\n\n" + line(1, bytes: 30), ["1=aaaaaaaaaa"]),
    (line(1, bytes: 30) + "\r\n" + line(2, bytes: 31), ["1=aaaaaaaaaa", "2=aaaaaaaaaaa"]),
    (" " + line(1, bytes: 30) + "\t\n", ["1=aaaaaaaaaa"]),
  ]

  @Test(arguments: files) func linesAreFound(text: String, lines: [String]) throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("a.jsonl", text)
    for threads in [1, 3] {
      #expect(try Self.run([Input(path: path, format: .jsonl)], threads: threads).lines == lines)
    }
  }

  @Test func filesOfLinesFollowEachOther() throws {
    let folder = try TemporaryFolder()
    let one = try folder.write("a.jsonl", Self.line(1, bytes: 30))
    let empty = try folder.write("b.jsonl", "")
    let two = try folder.write("c.jsonl", "\n" + Self.line(2, bytes: 30))
    let inputs = [one, empty, two, one].map { Input(path: $0, format: .jsonl) }
    let (lines, outcomes) = try Self.run(inputs, threads: 2)
    #expect(lines == ["1=aaaaaaaaaa", "2=aaaaaaaaaa", "1=aaaaaaaaaa"])
    #expect(outcomes.map(\.place) == ["\(one):1", "\(two):2", "\(one):1"])
  }

  static let objects: [(line: String, made: String)] = [
    (#"{"id":"a","text":"x"}"#, "a x - -"),
    (#"{"id":7,"text":"x"}"#, "7 x - -"),
    (#"{"id":7.5,"text":"x"}"#, "7.5 x - -"),
    (#"{"text":"x"}"#, ":1 x - -"),
    (#"{"id":null,"text":"x"}"#, ":1 x - -"),
    (#"{"id":"a","text":""}"#, "a  - -"),
    (#"{"id":"a","text":"x","published":"2025-11-26","title":"T"}"#, "a x 2025-11-26 T"),
    (#"{"id":"a","text":"x","reference_date":"2025-11-26"}"#, "a x 2025-11-26 -"),
    (
      #"{"id":"a","text":"x","published":"2025-11-25","reference_date":"2025-11-26"}"#,
      "a x 2025-11-25 -"
    ),
    (#"{"id":"a","text":"x","published":"","title":7}"#, "a x - -"),
    (#"{"id":"a","text":"x","html":"<p>y</p>"}"#, "a x - -"),
    (#"{"id":"a","html":"<p>y</p>"}"#, "a y - -"),
    (#"{"id":"a"}"#, "! :1: read: no 'text' in this line"),
    (#"{"id":"a","text":7}"#, "! :1: read: no 'text' in this line"),
    (#""text""#, "! :1: read: expected an object with 'id' and 'text'"),
    ("[]", "! :1: read: expected an object with 'id' and 'text'"),
    ("{", "! :1: read: not JSON: expected a key in quotes at byte 1"),
  ]

  @Test(arguments: objects) func whatALineMayHold(line: String, made: String) throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("a.jsonl", line + "\n")
    let (lines, _) = try Self.run([Input(path: path, format: .jsonl)], threads: 1) { document in
      let metadata = document.metadata
      return "\(document.id) \(document.string(Span(0, document.text.count))) "
        + "\(metadata[.published] ?? "-") \(metadata[.title] ?? "-")"
    }
    #expect(lines.map { $0.replacing(path, with: "") } == [made])
  }
}
