import DocumentModel

/// Lines that are no part of an article whatever page they stand on: "Read more", "Advertisement".
struct BoilerplateLines: Sendable {
  private var whole: Set<String> = []
  private var starts: [String] = []

  /// Reads `html/lines.txt`: `language whole|starts words`.
  init(resources: ResourceFolder) throws(FileError) {
    for line in try resources.lines("html/lines.txt") {
      let fields = line.split(separator: " ", maxSplits: 2, omittingEmptySubsequences: true)
      guard fields.count == 3 else { continue }
      if fields[1] == "starts" {
        starts.append(String(fields[2]))
      } else {
        whole.insert(String(fields[2]))
      }
    }
    starts.sort()
  }

  /// Whether a line, lower case and without punctuation at its ends, is in the list.
  func isBoilerplate(_ line: ArraySlice<UInt8>) -> Bool {
    var line = line
    while let last = line.last, last < 0x80, !HTMLBytes.isAlphanumeric(last) { line.removeLast() }
    while let first = line.first, first < 0x80, !HTMLBytes.isAlphanumeric(first) {
      line.removeFirst()
    }
    guard !line.isEmpty else { return true }
    let text = String(decoding: line, as: UTF8.self).lowercased()
    if whole.contains(text) { return true }
    for start in starts where text.hasPrefix(start) { return true }
    return false
  }
}
