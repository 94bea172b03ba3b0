import DocumentModel

/// A token of a training file.
struct TrainingToken {
  var form: [UInt8]
  var lemma: [UInt8]
  var tag: PartOfSpeech
  var spaceAfter: Bool
}

/// A training file that cannot be read as such.
struct TrainingFileError: Error, CustomStringConvertible {
  var path: String
  var line: Int
  var reason: String

  var description: String { "\(path):\(line): \(reason)" }
}

/// Tab-separated training files: one token a line, a blank line between sentences, `# doc` lines
/// between documents.
enum TrainingFile {
  /// Columns: form, lemma, universal tag, other tag, space after (`1` or `0`).
  static func partOfSpeech(_ path: String) throws -> [[TrainingToken]] {
    var sentences: [[TrainingToken]] = []
    var sentence: [TrainingToken] = []
    let bytes = try FileSystem.read(path)
    if bytes.starts(with: [0x1F, 0x8B]) {
      throw TrainingFileError(
        path: path, line: 1, reason: "is compressed; unpack it first with 'gunzip -k'")
    }
    var number = 0
    for line in bytes.split(separator: 0x0A, omittingEmptySubsequences: false) {
      number += 1
      if line.isEmpty {
        if !sentence.isEmpty { sentences.append(sentence) }
        sentence = []
        continue
      }
      if line.starts(with: Array("# doc".utf8)) { continue }
      let fields = line.split(separator: 0x09, omittingEmptySubsequences: false)
      guard fields.count >= 5,
        let tag = PartOfSpeech(name: String(decoding: fields[2], as: UTF8.self))
      else {
        throw TrainingFileError(
          path: path, line: number,
          reason: "expected form, lemma, universal tag, other tag, space-after, parted by tabs")
      }
      sentence.append(
        TrainingToken(
          form: Array(fields[0]), lemma: Array(fields[1]), tag: tag,
          spaceAfter: !fields[4].elementsEqual([0x30])))
    }
    if !sentence.isEmpty { sentences.append(sentence) }
    return sentences
  }
}
