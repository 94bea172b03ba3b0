import CShim
import DocumentModel
import Glibc
import TestSupport
import Testing

@testable import TextProcessing

@Suite struct NumberReaderTests {
  private func read(_ text: String) throws -> NumberReader.Number? {
    let bench = try QuantityBench.shared.get()
    var document = Document(id: "test", text: Array(text.utf8))
    var words = bench.vocabulary
    document.blocks = [Block(span: Span(0, document.text.count), kind: .paragraph)]
    var scratch = bench.segmenter.makeScratch()
    bench.segmenter.process(&document, &words, &scratch)
    return NumberReader(lexicon: bench.quantities.lexicon)
      .read(at: 0, before: document.tokens.count, in: document, words: words)
  }

  @Test(arguments: [
    ("twenty-one people", 21, "twenty-one"),
    ("two hundred and fifty soldiers", 250, "two hundred and fifty"),
    ("1,250.5", 1250.5, "1,250.5"), ("1,38,000 x", 138_000, "1,38,000"),
    ("1.200,5 x", 1200.5, "1.200,5"),
    ("1.200.300 x", 1_200_300, "1.200.300"), ("a dozen eggs", 12, "a dozen"),
    ("half a million", 500_000, "half a million"), ("2½ hours", 2.5, "2½"),
    ("five point three three thousand", 5330, "five point three three thousand"),
    ("one and a half thousand", 1500, "one and a half thousand"), ("12 lakh", 1_200_000, "12 lakh"),
    ("3/4 mile", 0.75, "3/4"), ("40 000 people", 40_000, "40 000"),
    ("twenty two", 22, "twenty two"),
    ("twenty twenty", 20, "twenty"), ("minus ten", -10, "minus ten"),
  ])
  func numbers(_ text: String, _ value: Double, _ span: String) throws {
    let number = try #require(try read(text))
    #expect(abs(number.value - value) < 1e-6)
    #expect(!number.isOrdinal)
    #expect(
      String(decoding: Array(text.utf8)[number.span.start..<number.span.end], as: UTF8.self) == span
    )
  }

  @Test(arguments: [("21st", 21), ("twenty-first", 21), ("hundredth", 100), ("twentyfifth", 25)])
  func ordinals(_ text: String, _ value: Double) throws {
    let number = try #require(try read(text))
    #expect(number.isOrdinal)
    #expect(number.value == value)
  }

  @Test(arguments: ["people", "dozens", "a man", "", "and five"])
  func nothing(_ text: String) throws {
    #expect(try read(text) == nil)
  }

  /// What the spell-out rules of ICU write is read back: a sample below a million and above, or
  /// with `TALLY_SPELLOUT_TO=1000000` in the environment every number up to that.
  @Test func spelledOutIntegersAreReadBack() throws {
    let bench = try QuantityBench.shared.get()
    var failures: [String] = []
    var numbers =
      Array(0...130) + [200, 999, 1000, 1001, 1100, 9999, 10_000, 100_000, 999_999, 1_000_000]
    var step = 1
    while numbers.count < 700 {
      step = (step * 48_271) % 2_147_483_647
      numbers.append(numbers.count % 3 == 0 ? step : step % 1_000_000)
    }
    if let limit = getenv("TALLY_SPELLOUT_TO").flatMap({ Int(String(cString: $0)) }) {
      numbers = Array(0...max(0, limit))
    }
    numbers += [1_000_000_007, 12_345_678_901, 7_000_000_000_000, 999_999_999_999_999]
    for number in numbers {
      let words = try #require(SpellOut.english(number))
      let read = NumberScan.value(ofPhrase: words, bench.quantities.lexicon, bench.vocabulary)
      if read != Double(number), failures.count < 20 {
        failures.append("\(words): \(read.map { "\($0)" } ?? "nothing")")
      }
    }
    #expect(failures == [])
  }
}

/// The spell-out writer of ICU.
enum SpellOut {
  static func english(_ number: Int) -> String? {
    var buffer = [CChar](repeating: 0, count: 512)
    let count = tally_spellout(Int64(number), "en", &buffer, Int32(buffer.count))
    guard count > 0 else { return nil }
    return String(decoding: buffer[..<Int(count)].map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}
