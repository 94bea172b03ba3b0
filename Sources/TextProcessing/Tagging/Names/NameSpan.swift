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

  package var count: Int { end - start }
}
