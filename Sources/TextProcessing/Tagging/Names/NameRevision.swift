import DocumentModel

/// What the lists correct in the spans of a sentence that the model found: demonyms, titles before
/// persons, days and months, places and organisations that the model passed over.
struct NameRevision {
  /// The sentence's names, sorted, not overlapping.
  private(set) var spans: [NameSpan] = []
  private var input: [NameSpan] = []

  mutating func revise(_ found: [NameSpan], _ marks: borrowing NameMarks) {
    input.removeAll(keepingCapacity: true)
    input.append(contentsOf: found)
    spans.removeAll(keepingCapacity: true)
    var next = 0
    var i = 0
    while i < marks.count {
      if next < input.count, input[next].start <= i {
        let span = input[next]
        next += 1
        add(span, marks)
        i = max(i + 1, span.end)
        continue
      }
      let limit = next < input.count ? input[next].start : marks.count
      i += addListed(at: i, before: limit, marks)
    }
  }

  /// A span of the model, without what does not belong to it.
  private mutating func add(_ found: NameSpan, _ marks: borrowing NameMarks) {
    var span = found
    // What stands before the name proper.
    while span.count > 0 {
      let length = marks.length[span.start]
      let flags = marks.flags[span.start]
      guard length > 0, length <= span.count else { break }
      if flags.contains(.demonym) {
        let whole = length == span.count
        if whole, span.kind == .person,
          !marks.words[span.start].flags.isDisjoint(with: [.given, .surname])
        {
          break
        }
        if whole && !flags.isDisjoint(with: [.country, .region, .city]) { break }
        if !whole && span.kind != .person { break }
        spans.append(NameSpan(.demonym, span.start, span.start + length))
        span.start += length
        continue
      }
      if span.kind == .person, length < span.count,
        !flags.isDisjoint(with: [.title, .titleModifier]),
        flags.isDisjoint(with: [.given, .rareGiven])
      {
        span.start += length
        if span.start < span.end, marks.words[span.start].kind == .joint { span.start += 1 }
        continue
      }
      if length == span.count, flags.contains(.never),
        flags.isDisjoint(with: NameFlags.place.union([.organization, .given]))
      {
        return
      }
      break
    }
    if span.count > 0 { spans.append(span) }
  }

  /// A demonym, or a place or organisation that only can be one, where the model found nothing.
  ///
  /// - Returns: how many tokens are done.
  private mutating func addListed(
    at i: Int, before limit: Int, _ marks: borrowing NameMarks
  ) -> Int {
    let length = marks.length[i]
    guard length > 0, i + length <= limit, marks.words[i].isCapitalized else { return 1 }
    let flags = marks.flags[i]
    if flags.contains(.demonym) {
      spans.append(NameSpan(.demonym, i, i + length))
      return length
    }
    return 1
  }
}
