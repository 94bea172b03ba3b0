/// The open-class words of a dictionary, as hashes: which of noun, verb, adjective and adverb a
/// base form can be, and which words are names or irregular forms.
///
/// Sorted 32-bit numbers, the top 25 bits of a form's hash and seven bits of classes, so that the
/// list is used as it lies in the model file. About one unknown word in 400 is taken for a known
/// one.
package struct WordList: Sendable {
  package static let noun: UInt32 = 1
  package static let verb: UInt32 = 2
  package static let adjective: UInt32 = 4
  package static let adverb: UInt32 = 8
  /// A noun that the dictionary writes with a capital.
  package static let name: UInt32 = 16
  /// An irregular past form or participle of a verb ("sung").
  package static let past: UInt32 = 32
  /// An irregular plural of a noun ("knives").
  package static let plural: UInt32 = 64

  private let entries: [UInt32]

  package init(_ words: [[UInt8]: UInt32]) {
    var byHash: [UInt32: UInt32] = [:]
    for (word, mask) in words { byHash[Self.hash(word), default: 0] |= mask & 127 }
    entries = byHash.map { $0 | $1 }.sorted()
  }

  /// nil where the bytes are no such list.
  package init?(bytes: ArraySlice<UInt8>) {
    guard bytes.count % 4 == 0 else { return nil }
    entries = bytes.withUnsafeBytes { raw in
      Array(unsafeUninitializedCapacity: raw.count / 4) { entries, count in
        UnsafeMutableRawBufferPointer(entries).copyMemory(from: raw)
        count = raw.count / 4
        for i in 0..<count { entries[i] = UInt32(littleEndian: entries[i]) }
      }
    }
  }

  package var bytes: [UInt8] {
    var writer = ByteWriter()
    for entry in entries { writer.integer(UInt64(entry), 4) }
    return writer.bytes
  }

  private static func hash(_ word: some Collection<UInt8>) -> UInt32 {
    UInt32(truncatingIfNeeded: FeatureHash.mix(0, FeatureHash.of(word))) & ~127
  }

  /// The classes of a base form in lower case; 0 for other words. O(log entries).
  package func classes(of word: some Collection<UInt8>) -> UInt32 {
    let key = Self.hash(word)
    var low = 0
    var high = entries.count
    while low < high {
      let middle = (low + high) / 2
      if entries[middle] < key { low = middle + 1 } else { high = middle }
    }
    guard low < entries.count, entries[low] & ~127 == key else { return 0 }
    return entries[low] & 127
  }

  /// What a form in lower case can be, base form or inflected: bits 0 to 6 the classes of the form
  /// itself, then plural noun, verb in -s, -ed, -ing, adjective in -er or -est.
  package func analysis(of form: [UInt8]) -> UInt32 {
    var bits = classes(of: form)
    if form.count < 3 { return bits }
    if !bases(of: form, .noun, ending: .s).isEmpty { bits |= 1 << 7 }
    if !bases(of: form, .verb, ending: .s).isEmpty { bits |= 1 << 8 }
    if !bases(of: form, .verb, ending: .ed).isEmpty { bits |= 1 << 9 }
    if !bases(of: form, .verb, ending: .ing).isEmpty { bits |= 1 << 10 }
    if !bases(of: form, .adj, ending: .er).isEmpty { bits |= 1 << 11 }
    return bits
  }

  package enum Ending { case s, ed, ing, er }

  /// The base forms in the list that a form with a regular ending can have, the likeliest first.
  package func bases(of form: [UInt8], _ tag: InflectedClass, ending: Ending) -> [[UInt8]] {
    let mask = tag.mask
    var found: [[UInt8]] = []
    func check(_ candidate: [UInt8]) {
      if candidate.count > 1, classes(of: candidate) & mask != 0, !found.contains(candidate) {
        found.append(candidate)
      }
    }
    switch ending {
    case .s:
      guard form.last == 0x73, form.count > 2 else { return [] }
      if ends(form, "ies") { check(Array(form.dropLast(3)) + [0x79]) }
      check(Array(form.dropLast()))
      if ends(form, "es") { check(Array(form.dropLast(2))) }
      if ends(form, "ves") {
        check(Array(form.dropLast(3)) + [0x66])
        check(Array(form.dropLast(3)) + [0x66, 0x65])
      }
    case .ed:
      guard ends(form, "ed"), form.count > 3 else { return [] }
      if ends(form, "ied") { check(Array(form.dropLast(3)) + [0x79]) }
      stems(Array(form.dropLast(2)), check)
    case .ing:
      guard ends(form, "ing"), form.count > 4 else { return [] }
      if ends(form, "ying") { check(Array(form.dropLast(4)) + [0x69, 0x65]) }
      stems(Array(form.dropLast(3)), check)
    case .er:
      let long = ends(form, "est")
      guard long || ends(form, "er"), form.count > 4 else { return [] }
      let stem = Array(form.dropLast(long ? 3 : 2))
      if stem.last == 0x69 { check(Array(stem.dropLast()) + [0x79]) }
      stems(stem, check)
    }
    return found
  }

  /// A stem as it stands, with `e`, and with its doubled consonant made single: which first is a
  /// matter of spelling ("hoping" is of "hope", "hopping" of "hop").
  private func stems(_ stem: [UInt8], _ check: ([UInt8]) -> Void) {
    let n = stem.count
    if n >= 3, stem[n - 1] == stem[n - 2], !isVowel(stem[n - 1]) {
      check(stem)
      check(Array(stem.dropLast()))
      return
    }
    let single =
      n >= 2 && !isVowel(stem[n - 1]) && isVowel(stem[n - 2]) && (n < 3 || !isVowel(stem[n - 3]))
      && ![0x77, 0x78, 0x79].contains(stem[n - 1])
    let syllables = stem.indices.count {
      $0 == 0 ? isVowel(stem[0]) : isVowel(stem[$0]) && !isVowel(stem[$0 - 1])
    }
    if single && syllables == 1 {
      check(stem + [0x65])
      check(stem)
    } else {
      check(stem)
      check(stem + [0x65])
    }
  }

  private func isVowel(_ byte: UInt8) -> Bool {
    byte == 0x61 || byte == 0x65 || byte == 0x69 || byte == 0x6F || byte == 0x75
  }

  private func ends(_ form: [UInt8], _ ending: String) -> Bool {
    form.count > ending.utf8.count && form.suffix(ending.utf8.count).elementsEqual(ending.utf8)
  }
}

/// The classes of words that have regular endings.
package enum InflectedClass: Sendable {
  case noun, verb, adj

  var mask: UInt32 {
    switch self {
    case .noun: WordList.noun
    case .verb: WordList.verb
    case .adj: WordList.adjective
    }
  }
}
