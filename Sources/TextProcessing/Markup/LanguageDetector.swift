import DocumentModel

/// Tells the language of a text by its script and its most frequent small words.
struct LanguageDetector: Sendable {
  private var languages: [String] = []
  /// Open addressing over the hashes of words; the languages that have each, as bits.
  private var hashes: [UInt64]
  private var bits: [UInt64]
  private let mask: Int

  /// Reads `html/languages.txt`: `language word...`.
  init(resources: ResourceFolder) throws(FileError) {
    mask = (1 << 13) - 1
    hashes = [UInt64](repeating: 0, count: 1 << 13)
    bits = [UInt64](repeating: 0, count: 1 << 13)
    var count = 0
    for line in try resources.lines("html/languages.txt") {
      let fields = line.fields.map { String($0) }
      guard languages.count < 64 else { break }
      let bit = UInt64(1) << UInt64(languages.count)
      languages.append(fields[0])
      for word in fields.dropFirst() where count < 1 << 12 {
        var hash = LanguageDetector.seed
        for byte in word.utf8 { hash = LanguageDetector.mix(hash, byte) }
        let slot = slot(of: hash)
        if hashes[slot] == 0 { count += 1 }
        hashes[slot] = hash
        bits[slot] |= bit
      }
    }
  }

  private static let seed: UInt64 = 0xCBF2_9CE4_8422_2325

  @inline(__always)
  private static func mix(_ hash: UInt64, _ byte: UInt8) -> UInt64 {
    (hash ^ UInt64(byte)) &* 0x100_0000_01B3
  }

  /// Where a word's hash is or may be put. 64 bits: two words of the lists never share one.
  private func slot(of hash: UInt64) -> Int {
    var slot = Int(truncatingIfNeeded: hash >> 16) & mask
    while hashes[slot] != 0 && hashes[slot] != hash { slot = (slot + 1) & mask }
    return slot
  }

  /// The language of a text in UTF-8, with how sure that is (0 to 1); nil where nothing can be said.
  ///
  /// Looks at the first 6 KB. O(length).
  func detect(_ text: ArraySlice<UInt8>) -> (language: String, confidence: Float)? {
    let text = text.prefix(6 << 10)
    if let byScript = script(text) { return byScript }
    var scores = [Float](repeating: 0, count: languages.count)
    var count = 0
    var hash = LanguageDetector.seed
    var length = 0
    func endWord() {
      guard length > 0 else { return }
      count += 1
      var found = bits[slot(of: hash)]
      let weight = 1 / Float(max(1, found.nonzeroBitCount)).squareRoot()
      while found != 0 {
        scores[found.trailingZeroBitCount] += weight
        found &= found - 1
      }
      hash = LanguageDetector.seed
      length = 0
    }
    var lead: UInt8 = 0
    for byte in text {
      var byte = byte
      if byte < 0x80 {
        if !HTMLBytes.isLetter(byte) {
          endWord()
          continue
        }
        byte = HTMLBytes.lower(byte)
      } else {
        // Capitals of Latin-1, Greek and Cyrillic, one byte at a time: close enough, since few
        // of the words that count begin a sentence.
        if lead == 0xC3, byte < 0x9F { byte += 0x20 }
        if lead == 0xD0, 0x90...0x9F ~= byte { byte += 0x20 }
      }
      lead = byte
      hash = LanguageDetector.mix(hash, byte)
      length += 1
    }
    endWord()
    guard count >= 10 else { return nil }
    var best = 0
    var second: Float = 0
    for index in scores.indices.dropFirst() {
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

  /// Languages that have a script to themselves, by the leading bytes of their letters.
  private func script(_ text: ArraySlice<UInt8>) -> (String, Float)? {
    var kana = 0
    var ideographs = 0
    var hangul = 0
    var letters = 0
    var others: [(name: String, count: Int)] = [
      ("hy", 0), ("bn", 0), ("ta", 0), ("te", 0), ("th", 0), ("my", 0), ("ka", 0), ("km", 0),
    ]
    var i = text.startIndex
    while i < text.endIndex {
      let byte = text[i]
      let second = i + 1 < text.endIndex ? text[i + 1] : 0
      switch byte {
      case 0x41...0x5A, 0x61...0x7A, 0xC3...0xD3, 0xD7...0xDB: letters += 1
      case 0xD4, 0xD5: others[0].count += 1
      case 0xE0:
        switch second {
        case 0xA4, 0xA5: letters += 1
        case 0xA6, 0xA7: others[1].count += 1
        case 0xAE, 0xAF: others[2].count += 1
        case 0xB0, 0xB1: others[3].count += 1
        case 0xB8, 0xB9: others[4].count += 1
        default: break
        }
      case 0xE1:
        switch second {
        case 0x80, 0x81: others[5].count += 1
        case 0x82, 0x83: others[6].count += 1
        case 0x9E, 0x9F: others[7].count += 1
        default: break
        }
      case 0xE3: if 0x81...0x83 ~= second { kana += 1 }
      case 0xE4...0xE9: ideographs += 1
      case 0xEA...0xED: hangul += 1
      default: break
      }
      i += 1
    }
    let east = kana + ideographs + hangul
    if east * 2 > letters, east > 10 {
      if kana * 20 > east { return ("ja", 1) }
      return hangul > ideographs ? ("ko", 1) : ("zh", 1)
    }
    for other in others where other.count * 2 > letters && other.count > 10 {
      return (other.name, 1)
    }
    return nil
  }
}
