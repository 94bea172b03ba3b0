import DocumentModel

/// A name in a sentence: token offsets from the sentence's start, half-open.
package struct NameSpan: Hashable, Sendable {
  package var kind: EntityKind
  package var start: Int
  package var end: Int

  package init(_ kind: EntityKind, _ start: Int, _ end: Int) {
    self.kind = kind
    self.start = start
    self.end = end
  }
}

/// Names by lists and shapes alone: runs of capitalised words, told apart by titles, head words and
/// the gazetteers.
struct NameRules {
  var marks: NameMarks
  /// Parts of speech of the sentence's tokens; `x` throughout where no tagger ran.
  var pos: ArraySlice<PartOfSpeech>

  init(_ marks: NameMarks, _ pos: ArraySlice<PartOfSpeech>) {
    self.marks = marks
    self.pos = pos
  }

  /// The names of the sentence, sorted, not overlapping.
  func spans() -> [NameSpan] {
    var found: [NameSpan] = []
    var i = 0
    while i < marks.count {
      guard begins(i) else {
        i += 1
        continue
      }
      let end = runEnd(i)
      split(i, end, &found)
      i = end
    }
    return found
  }

  private func part(_ i: Int) -> PartOfSpeech {
    let index = pos.startIndex + i
    return index < pos.endIndex ? pos[index] : .x
  }

  private func begins(_ i: Int) -> Bool {
    let word = marks.words[i]
    guard word.isCapitalized, word.shape.contains(.hasLetter) else { return false }
    if marks.length[i] > 0 && marks.flags[i].contains(.never) { return false }
    if marks.length[i] > 1 { return true }
    if word.flags.contains(.demonym) || word.flags.contains(.title) { return true }
    if part(i) != .x && part(i) != .propn
      && word.flags.isDisjoint(with: [.country, .region, .city, .organization])
    {
      return false
    }
    // A common word that stands first in its sentence is no name unless the next one goes on.
    let first = i == 0 || !marks.words[i - 1].shape.contains(.hasLetter)
    if first, marks.isSingleLetter(i), !(i + 1 < marks.count && continues(i + 1)) { return false }
    if !word.flags.isDisjoint(with: [.usuallyLower, .mixedCase]), first || marks.titleCase
      || marks.allCaps
    {
      return i + 1 < marks.count && continues(i + 1) && part(i) == .propn && !marks.titleCase
        && !marks.allCaps
    }
    return true
  }

  private func continues(_ i: Int) -> Bool {
    let word = marks.words[i]
    return word.isCapitalized && !word.flags.contains(.never) && word.shape.contains(.hasLetter)
  }

  /// The end of the run of name words that begins at `start`.
  private func runEnd(_ start: Int) -> Int {
    var end = start + max(1, marks.length[start])
    while end < marks.count {
      if continues(end) {
        end += 1
        continue
      }
      let word = marks.words[end]
      guard end + 1 < marks.count else { break }
      let joins: Bool
      if word.kind == .joint {
        joins = continues(end + 1)
      } else if word.flags.contains(.particle) {
        joins = continues(end + 1)
      } else if word.flags.contains(.of), headOf(start, end) {
        let the = marks.words[end + 1].flags.contains(.the)
        if the && end + 2 < marks.count && continues(end + 2) {
          end += 2
          continue
        }
        joins = continues(end + 1)
      } else {
        joins = false
      }
      guard joins else { break }
      end += 2
    }
    return end
  }

  /// Whether the last words before `end` take a name behind "of".
  private func headOf(_ start: Int, _ end: Int) -> Bool {
    end > start
      && !marks.words[end - 1].flags.isDisjoint(with: [.organizationHeadOf, .placeHeadOf])
  }

  /// Parts a run into titles, demonyms and the name proper.
  private func split(_ start: Int, _ end: Int, _ found: inout [NameSpan]) {
    var i = start
    var titled = i > 0 && isTitleWord(i - 1)
    while i < end {
      let length = min(marks.length[i], end - i)
      let flags = marks.flags[i]
      if length > 0, !flags.isDisjoint(with: [.title, .titleModifier]),
        flags.isDisjoint(with: .place), i + length < end
      {
        titled = titled || flags.contains(.title)
        i += length
        if i < end && marks.words[i].kind == .joint { i += 1 }
        continue
      }
      if length > 0, flags.contains(.demonym) {
        if let head = organizationEnd(i, end) {
          found.append(NameSpan(.organization, i, head))
          i = head
          continue
        }
        found.append(NameSpan(.demonym, i, i + length))
        i += length
        if i < end && marks.words[i].kind == .joint { i += 1 }
        continue
      }
      break
    }
    guard i < end else { return }
    if let kind = classify(i, end, titled) { found.append(NameSpan(kind, i, end)) }
  }

  private func isTitleWord(_ i: Int) -> Bool {
    let word = marks.words[i]
    if word.flags.contains(.title) { return true }
    return false
  }

  private func organizationEnd(_ start: Int, _ end: Int) -> Int? {
    guard end - start > 1 else { return nil }
    let last = marks.words[end - 1].flags
    if last.contains(.organizationHead) { return end }
    for i in start + 1..<end
    where marks.words[i].flags.contains(.organizationHeadOf) && i + 1 < end
      && marks.words[i + 1].flags.contains(.of)
    {
      return end
    }
    return nil
  }

  private func classify(_ start: Int, _ end: Int, _ titled: Bool) -> EntityKind? {
    let whole = marks.length[start] == end - start
    let flags = marks.flags[start]
    if whole && !flags.isDisjoint(with: [.country, .region]) { return .place }
    if whole && flags.contains(.organization) { return .organization }
    if organizationEnd(start, end) != nil { return .organization }
    if end - start > 1, marks.words[start].flags.contains(.organizationHeadOf) {
      return .organization
    }
    if titled { return .person }
    if end - start > 1 {
      if marks.words[end - 1].flags.contains(.placeHead)
        || marks.words[start].flags.contains(.placeHeadBefore)
      {
        return .place
      }
      if whole && !flags.isDisjoint(with: .place) { return .place }
      if end - start <= 4, !marks.words[start].flags.isDisjoint(with: .anyGiven) { return .person }
    }
    if whole && !flags.isDisjoint(with: .place) { return .place }
    let word = marks.words[start]
    if end - start == 1 {
      if word.shape.contains(.allCaps), !marks.allCaps { return .organization }
      if !word.flags.isDisjoint(with: [.given, .surname, .rareSurname]) { return .person }
      if word.flags.isDisjoint(with: [.usuallyLower, .mixedCase, .organizationHead, .title]) {
        return .person
      }
      return nil
    }
    if end - start <= 3, !marks.words[end - 1].flags.isDisjoint(with: .anySurname) {
      return .person
    }
    return end - start <= 3 ? .person : .organization
  }
}
