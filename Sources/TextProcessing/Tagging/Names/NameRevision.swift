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
    // "of the" and the like at either end.
    while span.count > 0, isLink(marks.words[span.start]) { span.start += 1 }
    while span.count > 0, isLink(marks.words[span.end - 1]) { span.end -= 1 }
    guard span.count > 0 else { return }
    if span.kind != .place, let title = innerTitle(span, marks) {
      // "UN Special Envoy Jan Novak", "Turkey Minister Holt"
      var front = NameSpan(span.kind, span.start, title.start)
      if span.kind == .person {
        front.kind = .place
        let listed =
          marks.length[front.start] == front.count
          && !marks.flags[front.start].isDisjoint(with: .place)
        if listed { spans.append(front) }
      } else {
        spans.append(front)
      }
      spans.append(NameSpan(.person, title.end, span.end))
      return
    }
    // "Minister of [Defence Jan Novak]"
    while span.kind == .person, span.count > 2, span.start > 1,
      marks.words[span.start - 1].flags.contains(.of)
        || marks.words[span.start - 1].flags.contains(.and),
      !marks.words[span.start].flags.isDisjoint(with: [.lowerCase, .mostlyLowerCase, .mixedCase]),
      marks.words[span.start].flags.isDisjoint(with: [.given, .surname])
    {
      span.start += 1
    }
    if span.kind == .place { takeHead(&span, marks) }
    let length = marks.length[span.start]
    if span.kind == .person, length > 1, length < span.count,
      !marks.flags[span.start].isDisjoint(with: [.country, .region])
    {
      // "Middle East Jan Novak", of a minister for the Middle East.
      spans.append(NameSpan(.place, span.start, span.start + length))
      span.start += length
    }
    let done = spans.last?.end ?? 0
    if span.kind == .organization, span.start > done,
      marks.words[span.end - 1].flags.contains(.organizationHead),
      marks.words[span.start - 1].isOrdinal
    {
      span.start -= 1
    }
    spans.append(span)
  }

  /// Joins a place to the head before it: "Revolutionary Forces of [Ruritania]", "Sea of [Azov]".
  private func takeHead(_ span: inout NameSpan, _ marks: borrowing NameMarks) {
    var of = span.start - 1
    if of > 0, marks.words[of].flags.contains(.the) { of -= 1 }
    let done = spans.last?.end ?? 0
    guard of > done, marks.words[of].flags.contains(.of) else { return }
    var start = of
    while start > done, marks.words[start - 1].isCapitalized,
      marks.words[start - 1].flags.isDisjoint(with: [.title, .titleModifier, .never, .the])
    {
      start -= 1
    }
    guard start < of else { return }
    let head = marks.words[of - 1].flags
    if of - start > 1, !head.isDisjoint(with: [.organizationHead, .organizationHeadOf]) {
      span = NameSpan(.organization, start, span.end)
    } else if of - start == 1, head.contains(.placeHeadOf), head.contains(.placeHead),
      !head.contains(.organizationHeadOf), marks.length[span.start] == span.count,
      !marks.flags[span.start].isDisjoint(with: [.country, .region])
    {
      span = NameSpan(.place, start, span.end)
    }
  }

  private func isLink(_ word: NameWord) -> Bool {
    if word.kind == .joint || word.kind == .possessive { return true }
    return !word.isCapitalized && !word.flags.isDisjoint(with: NameFlags.links)
  }

  /// A title inside a span with a capitalised word on either side of it.
  private func innerTitle(_ span: NameSpan, _ marks: borrowing NameMarks) -> TokenRange? {
    guard span.count > 2 else { return nil }
    for i in span.start + 1..<span.end - 1 {
      let length = marks.length[i]
      guard length > 0, marks.flags[i].contains(.title), i + length < span.end,
        marks.flags[i].isDisjoint(with: [.given, .surname, .organizationHead, .placeHead]),
        marks.words[i].isCapitalized, marks.words[i - 1].isCapitalized,
        marks.words[i + length].isCapitalized
      else { continue }
      // A person follows, not the rest of an office ("Attorney General Office").
      let next = marks.words[i + length].flags
      guard
        span.kind == .person || !next.isDisjoint(with: [.given, .rareGiven])
          || next.isDisjoint(with: [.lowerCase, .mostlyLowerCase, .mixedCase])
      else { continue }
      return TokenRange(i, i + length)
    }
    return nil
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
    if !flags.isDisjoint(with: [.never, .given, .surname]) { return 1 }
    if flags.contains(.organization), length > 1 || marks.words[i].shape.contains(.allCaps) {
      spans.append(NameSpan(.organization, i, i + length))
      return length
    }
    if flags.contains(.country) || (length > 1 && !flags.isDisjoint(with: [.region, .city])) {
      spans.append(NameSpan(.place, i, i + length))
      return length
    }
    return 1
  }
}
