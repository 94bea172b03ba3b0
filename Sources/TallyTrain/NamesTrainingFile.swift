import DocumentModel
import TextProcessing

/// A sentence of a training file for names.
struct NamesSentence {
  var forms: [[UInt8]] = []
  var spaceAfter: [Bool] = []
  /// A label of `NameLabel` for each token.
  var labels: [Int] = []
}

extension TrainingFile {
  /// Columns: form, universal tag or `_`, label (`B-PERSON`, `I-ORG`, `O`), space after. Types other
  /// than PERSON, ORG and PLACE count as no name.
  static func names(_ path: String) throws -> [NamesSentence] {
    let bytes = try FileSystem.read(path)
    if bytes.starts(with: [0x1F, 0x8B]) {
      throw TrainingFileError(
        path: path, line: 1, reason: "is compressed; unpack it first with 'gunzip -k'")
    }
    var sentences: [NamesSentence] = []
    var sentence = NamesSentence()
    var number = 0
    for line in bytes.split(separator: 0x0A, omittingEmptySubsequences: false) {
      number += 1
      if line.isEmpty {
        if !sentence.forms.isEmpty { sentences.append(sentence) }
        sentence = NamesSentence()
        continue
      }
      let fields = line.split(separator: 0x09, omittingEmptySubsequences: false)
      guard fields.count >= 4 else {
        throw TrainingFileError(
          path: path, line: number,
          reason: "expected form, universal tag, label, space-after, parted by tabs")
      }
      sentence.forms.append(Array(fields[0]))
      sentence.labels.append(label(String(decoding: fields[2], as: UTF8.self)))
      sentence.spaceAfter.append(!fields[3].elementsEqual([0x30]))
    }
    if !sentence.forms.isEmpty { sentences.append(sentence) }
    return sentences
  }

  private static func label(_ text: String) -> Int {
    for kind in [EntityKind.person, .organization, .place] {
      if text == "B-" + kind.label { return NameLabel.begin(kind) }
      if text == "I-" + kind.label { return NameLabel.inside(kind) }
    }
    return NameLabel.outside
  }
}
