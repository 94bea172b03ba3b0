import DocumentModel

/// Tells the language of a text by its script and its most frequent small words.
struct LanguageDetector: Sendable {
  private var languages: [String] = []
  /// For each word, the languages that have it, as bits.
  private var words: [ArraySlice<UInt8>: UInt64] = [:]
  private var weights: [Float] = []

  /// Reads `html/languages.txt`: `language word...`.
  init(resources: ResourceFolder) throws(FileError) {
    for line in try resources.lines("html/languages.txt") {
      let fields = line.split(separator: " ").map { String($0) }
      guard languages.count < 64 else { break }
      let bit = UInt64(1) << UInt64(languages.count)
      languages.append(fields[0])
      for word in fields.dropFirst() { words[ArraySlice(word.utf8), default: 0] |= bit }
    }
  }

  /// The language of a text in UTF-8, with how sure that is (0 to 1); nil where nothing can be said.
  ///
  /// Looks at the first 16 KB. O(length).
  func detect(_ text: ArraySlice<UInt8>) -> (language: String, confidence: Float)? {
    let text = text.prefix(1 << 14)
    if let byScript = script(text) { return byScript }
    var scores = [Float](repeating: 0, count: languages.count)
    var count = 0
    for word in lowered(text).split(whereSeparator: { $0 < 0x80 && !HTMLBytes.isLetter($0) }) {
      count += 1
      guard let bits = words[word] else { continue }
      let weight = 1 / Float(bits.nonzeroBitCount).squareRoot()
      for index in languages.indices where bits >> UInt64(index) & 1 == 1 {
        scores[index] += weight
      }
    }
    guard count >= 10 else { return nil }
    var best = 0
    var second: Float = 0
    for index in languages.indices where index != best {
      if scores[index] > scores[best] {
        second = scores[best]
        best = index
      } else if scores[index] > second {
        second = scores[index]
      }
    }
    let share = scores[best] / Float(count)
    guard share > 0.05 else { return nil }
    let margin = (scores[best] - second) / scores[best]
    return (languages[best], min(1, margin * 2) * min(1, share * 8))
  }

  /// Lower case for the scripts that the lists are in.
  private func lowered(_ text: ArraySlice<UInt8>) -> [UInt8] {
    Array(String(decoding: text, as: UTF8.self).lowercased().utf8)
  }

  /// Languages that have a script to themselves.
  private func script(_ text: ArraySlice<UInt8>) -> (String, Float)? {
    var kana = 0
    var ideographs = 0
    var hangul = 0
    var others: [String: Int] = [:]
    var letters = 0
    for scalar in String(decoding: text.prefix(4096), as: UTF8.self).unicodeScalars {
      switch scalar.value {
      case 0x41...0x5A, 0x61...0x7A, 0xC0...0x24F, 0x370...0x52F, 0x590...0x6FF, 0x900...0x97F:
        letters += 1
      case 0x3040...0x30FF: kana += 1
      case 0x4E00...0x9FFF: ideographs += 1
      case 0xAC00...0xD7AF: hangul += 1
      case 0x530...0x58F: others["hy", default: 0] += 1
      case 0x980...0x9FF: others["bn", default: 0] += 1
      case 0xB80...0xBFF: others["ta", default: 0] += 1
      case 0xC00...0xC7F: others["te", default: 0] += 1
      case 0xE00...0xE7F: others["th", default: 0] += 1
      case 0x1000...0x109F: others["my", default: 0] += 1
      case 0x10A0...0x10FF: others["ka", default: 0] += 1
      case 0x1780...0x17FF: others["km", default: 0] += 1
      default: break
      }
    }
    let east = kana + ideographs + hangul
    if east * 2 > letters, east > 10 {
      if kana * 20 > east { return ("ja", 1) }
      return hangul > ideographs ? ("ko", 1) : ("zh", 1)
    }
    guard
      let (language, count) = others.max(by: { ($0.value, $1.key) < ($1.value, $0.key) }),
      count * 2 > letters, count > 10
    else { return nil }
    return (language, 1)
  }
}
