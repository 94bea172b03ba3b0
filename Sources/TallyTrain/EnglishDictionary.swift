import DocumentModel
import TextProcessing

/// The single words of WordNet with their classes, and its lists of irregular forms
/// (Fellbaum, "WordNet: An Electronic Lexical Database", 1998; file formats: wndb(5)).
struct EnglishDictionary {
  /// Base form in lower case → classes as in `WordList`.
  var words: [[UInt8]: UInt32] = [:]
  /// Irregular forms with their lemmas, in the order of the files.
  var irregular: [(form: [UInt8], tag: PartOfSpeech, lemma: [UInt8])] = []

  /// Nouns come from the synsets, where they have their case: a noun written with a capital is a
  /// name.
  private mutating func readNouns(_ folder: String) throws {
    for line in try FileSystem.read("\(folder)/data.noun").split(separator: 0x0A) {
      let fields = line.split(separator: 0x20, maxSplits: 40)
      guard line.first != 0x20, fields.count > 5,
        let count = Int(String(decoding: fields[3], as: UTF8.self), radix: 16)
      else { continue }
      for index in 0..<count where 4 + 2 * index < fields.count {
        let word = Array(fields[4 + 2 * index])
        let letters = word.allSatisfy {
          ($0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A) || $0 == 0x2D
        }
        guard letters, word.count > 1 else { continue }
        let lower = word.map { $0 >= 0x41 && $0 <= 0x5A ? $0 | 0x20 : $0 }
        words[lower, default: 0] |= lower == word ? WordList.noun : WordList.name
      }
    }
  }

  /// - Throws: `FileError`.
  init(folder: String) throws {
    let files: [(name: String, mask: UInt32, tags: [PartOfSpeech])] = [
      ("noun", WordList.noun, [.noun]), ("verb", WordList.verb, [.verb, .aux]),
      ("adj", WordList.adjective, [.adj]), ("adv", WordList.adverb, [.adv]),
    ]
    try readNouns(folder)
    for (name, mask, tags) in files {
      for line in try FileSystem.read("\(folder)/index.\(name)").split(separator: 0x0A) {
        let word = line.prefix { $0 != 0x20 }
        // The licence stands at the top, indented; phrases hold "_".
        if word.count < 2 || !word.allSatisfy({ ($0 >= 0x61 && $0 <= 0x7A) || $0 == 0x2D }) {
          continue
        }
        if mask != WordList.noun { words[Array(word), default: 0] |= mask }
      }
      for line in try FileSystem.read("\(folder)/\(name).exc").split(separator: 0x0A) {
        let fields = line.split(separator: 0x20)
        guard fields.count >= 2 else { continue }
        let form = Array(fields[0])
        if name == "verb", form.suffix(3) != Array("ing".utf8)[...] {
          words[form, default: 0] |= WordList.past
        }
        if name == "noun" { words[form, default: 0] |= WordList.plural }
        for tag in tags { irregular.append((Array(fields[0]), tag, Array(fields[1]))) }
      }
    }
  }
}
