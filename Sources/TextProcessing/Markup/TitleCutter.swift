/// Takes the name of the site off a page's title.
enum TitleCutter {
  private static let separators: Set<Unicode.Scalar> = [
    "|", "-", "–", "—", "«", "»", "·", "•", "/", "\\", ">", "_", "｜", "~", "‹", "›",
  ]

  /// The part of a title that is the article's.
  ///
  /// In this order: the part that is also a heading of the page; what is left without a first or
  /// last part that names the site; what stands before the last separator, if three words do.
  static func cut(_ title: String, headings: [String], sites: [String]) -> String {
    let scalars = Array(title.unicodeScalars)
    var cuts: [(start: Int, end: Int)] = []
    var i = 0
    while i < scalars.count {
      let isDouble = scalars[i] == ":" && i + 1 < scalars.count && scalars[i + 1] == ":"
      if separators.contains(scalars[i]) || isDouble {
        let end = i + (isDouble ? 2 : 1)
        let hasSpaces =
          (i > 0 && scalars[i - 1] == " ") && (end < scalars.count && scalars[end] == " ")
        // Scripts without spaces put the separator alone.
        let isTight =
          ["_", "|", "｜", "-"].contains(scalars[i]) && i > 0 && scalars[i - 1].value > 0x2E80
        if hasSpaces || isTight || scalars[i] == "_" { cuts.append((i, end)) }
        i = end
      } else {
        i += 1
      }
    }
    guard let last = cuts.last, let first = cuts.first else { return title }
    func part(_ start: Int, _ end: Int) -> String {
      var text = String.UnicodeScalarView()
      text.append(contentsOf: scalars[start..<end])
      var trimmed = Substring(String(text))
      while trimmed.last == " " { trimmed.removeLast() }
      while trimmed.first == " " { trimmed.removeFirst() }
      return String(trimmed)
    }
    let known = Set(headings.map { MetadataReader.comparable($0) }.filter { $0.utf8.count > 8 })
    for cut in cuts.reversed() {
      let head = part(0, cut.start)
      if known.contains(MetadataReader.comparable(head)) { return head }
    }
    for cut in cuts {
      let tail = part(cut.end, scalars.count)
      if known.contains(MetadataReader.comparable(tail)) { return tail }
    }
    let names = sites.map { MetadataReader.comparable($0) }.filter { !$0.isEmpty }
    func isSite(_ text: String) -> Bool {
      let text = MetadataReader.comparable(text)
      return !text.isEmpty
        && names.contains { $0 == text || text.utf8.count > 3 && $0.hasPrefix(text) }
    }
    if isSite(part(last.end, scalars.count)) { return part(0, last.start) }
    if isSite(part(0, first.start)) { return part(first.end, scalars.count) }
    let head = part(0, last.start)
    let isLong = MetadataReader.words(head).count >= 3 || head.unicodeScalars.count > 15
    return isLong ? head : title
  }
}
