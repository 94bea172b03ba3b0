import DocumentModel

/// Lines that are no part of an article whatever page they stand on: "Read more", "Advertisement".
struct BoilerplateLines: Sendable {
  /// Hashes of whole lines.
  private var whole: Set<UInt64> = []
  /// By first byte.
  private var starts: [[ArraySlice<UInt8>]] = Array(repeating: [], count: 256)
  private var longest = 0

  /// Reads `html/lines.txt`: `language whole|starts words`.
  init(resources: ResourceFolder) throws(FileError) {
    let file = "html/lines.txt"
    for line in try resources.lines(file) {
      let fields = line.split(separator: " ", maxSplits: 2, omittingEmptySubsequences: true)
      guard fields.count == 3, fields[1] == "starts" || fields[1] == "whole" else {
        throw FileError(path: file, reason: "not 'LANGUAGE whole|starts WORDS': '\(line)'")
      }
      let words = Array(fields[2].utf8)[...]
      if fields[1] == "starts" {
        starts[Int(words[0])].append(words)
      } else {
        whole.insert(HTMLBytes.hash(words))
        longest = max(longest, words.count)
      }
    }
  }

  /// Whether a line is in the list: compared in lower case, without punctuation at its ends.
  func isBoilerplate(_ line: ArraySlice<UInt8>) -> Bool {
    var line = line
    while let last = line.last, last < 0x80, !HTMLBytes.isAlphanumeric(last) { line.removeLast() }
    while let first = line.first, first < 0x80, !HTMLBytes.isAlphanumeric(first) {
      line.removeFirst()
    }
    guard !line.isEmpty else { return true }
    let lowered = lowercase(line.prefix(96))
    if line.count <= longest, whole.contains(HTMLBytes.hash(lowered)) { return true }
    return starts[Int(lowered[lowered.startIndex])].contains { lowered.starts(with: $0) }
  }

  private func lowercase(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    if line.allSatisfy({ $0 < 0x80 }) { return line.map { HTMLBytes.lower($0) }[...] }
    return Array(String(decoding: line, as: UTF8.self).lowercased().utf8)[...]
  }
}
