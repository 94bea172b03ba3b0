import DocumentModel

/// Reads the items of a match out of its trail.
enum ItemReader {
  private struct Frame {
    var captures: [SlotCapture] = []
    var items: [MatchItem] = []
    var start = 0
    var inherits = false
  }

  /// One item for each innermost `each` item of the match, in order; one for the whole match
  /// where there is none. Captures outside belong to all items inside.
  static func items(
    _ trail: [Trail], _ range: TokenRange, _ view: borrowing SentenceView
  ) -> [MatchItem] {
    var frames = [Frame()]
    var open: [(slot: Int32, start: Int, hit: Int32)] = []
    for step in trail {
      switch step.node.operation {
      case .open: open.append((step.node.a, step.start, -1))
      case .close:
        guard let capture = open.popLast() else { continue }
        frames[frames.count - 1].captures.append(
          SlotCapture(
            slot: capture.slot, tokens: TokenRange(capture.start, step.start),
            hit: capture.hit))
      case .itemStart:
        frames.append(Frame(start: step.start, inherits: step.node.b == 1))
      case .itemEnd:
        guard frames.count > 1, let frame = frames.popLast() else { continue }
        let range = TokenRange(frame.start, step.start)
        var items = frame.items
        if items.isEmpty {
          items = [MatchItem(captures: [], tokens: range, inherits: false)]
        }
        for i in items.indices {
          items[i].captures += frame.captures
          if frame.inherits { items[i].inherits = true }
        }
        frames[frames.count - 1].items += items
      case .lexicon:
        guard !open.isEmpty else { continue }
        var index = Int(view.hitAt[step.start])
        while index >= 0, index < view.hits.count, view.hits[index].tokens.start == step.start {
          if view.hits[index].lexicon == step.node.a, view.hits[index].tokens.end == step.end {
            for i in open.indices { open[i].hit = Int32(index) }
            break
          }
          index += 1
        }
      default: continue
      }
    }
    guard let root = frames.first else { return [] }
    if root.items.isEmpty {
      return [MatchItem(captures: root.captures, tokens: range, inherits: false)]
    }
    return root.items.map {
      var item = $0
      item.captures += root.captures
      return item
    }
  }
}
