import DocumentModel

/// Chooses the blocks of a page that are its article.
///
/// What decides is structure: paragraphs are valued, elements with suspicious names are dropped
/// only if they hold little of the page's value, the container is the element whose neighbourhood
/// holds most, widened while that brings much, and a cascade of weaker choices stands behind.
/// Everything is prefix sums over blocks; O(blocks + elements).
struct ContentSelector {
  enum Origin: String { case body, recovered, allText = "all-text" }

  /// Indices of the chosen blocks in order.
  private(set) var chosen: [Int32] = []
  private(set) var origin = Origin.body
  /// The element that was taken as the article's container.
  private(set) var container = 0

  private var value: [Float] = []
  private var valueSum: [Float] = []
  private var weightSum: [Int32] = []
  private var linkSum: [Int32] = []
  private var dropDepth: [Int32] = []
  private var score: [Float] = []
  private var keep: [Bool] = []

  init() {}

  mutating func select(_ page: Page, _ lines: BoilerplateLines) {
    chosen.removeAll(keepingCapacity: true)
    origin = .body
    container = 0
    guard !page.blocks.isEmpty else { return }
    measureValues(page)
    let pageValue = valueSum[page.blocks.count]
    dropSuspicious(page, pageValue)
    sumValues(page)
    let kept = valueSum[page.blocks.count]
    container = chooseContainer(page)
    clean(page, lines, Int(page.firstBlock[container])..<Int(page.lastBlock[container]))
    if isShort(page, kept) { recover(page, lines, kept) }
    dropRepeats(page)
  }

  /// The value of a block as a paragraph of an article.
  private func paragraphValue(_ block: PageBlock) -> Float {
    guard block.kind != .heading, block.weight >= 25 else { return 0 }
    let linkShare = Float(block.linkWeight) / Float(block.weight)
    guard linkShare <= 0.5 else { return 0 }
    var value =
      (1 + Float(min(block.commas, 6)) + min(Float(block.weight) / 100, 3)) * (1 - linkShare)
    if block.sentenceEnds == 0, block.weight < 120 { value *= 0.4 }
    if block.kind == .listItem || block.kind == .tableCell { value *= 0.6 }
    if block.kind == .caption { value *= 0.3 }
    return value
  }

  private mutating func measureValues(_ page: Page) {
    value.removeAll(keepingCapacity: true)
    for block in page.blocks { value.append(paragraphValue(block)) }
    dropDepth.removeAll(keepingCapacity: true)
    dropDepth.append(contentsOf: repeatElement(0, count: page.blocks.count + 1))
    sumValues(page)
  }

  private mutating func sumValues(_ page: Page) {
    valueSum.removeAll(keepingCapacity: true)
    weightSum.removeAll(keepingCapacity: true)
    linkSum.removeAll(keepingCapacity: true)
    valueSum.append(0)
    weightSum.append(0)
    linkSum.append(0)
    var total: Float = 0
    var weight: Int32 = 0
    var links: Int32 = 0
    for (i, block) in page.blocks.enumerated() {
      if dropDepth[i] == 0 {
        total += value[i]
        weight += block.weight
        links += block.linkWeight
      }
      valueSum.append(total)
      weightSum.append(weight)
      linkSum.append(links)
    }
  }

  /// How much of the page's value an element may hold and still be dropped; 0: never dropped.
  private func dropLimit(_ page: Page, _ element: Int) -> Float {
    let names = page.names[element]
    let flags = page.flags[element]
    let tag = page.tag[element]
    if flags.contains(.hidden) || names.contains(.hidden) { return 0.9 }
    if tag == .body || tag == .main || flags.contains(.articleBody) { return 0 }
    if tag == .nav || tag == .footer { return 0.5 }
    if names.contains(.comments) { return 0.8 }
    if names.contains(.clutter) { return 0.35 }
    if names.contains(.body) && tag != .aside { return 0 }
    if tag == .article || flags.contains(.roleMain) { return 0 }
    if flags.contains(.roleSide) { return 0.35 }
    if tag == .aside || tag == .form || tag == .menu { return 0.35 }
    if tag == .header, !isInside(page, element, .article), !isInside(page, element, .main) {
      return 0.35
    }
    if !names.isDisjoint(with: [.navigation, .footer]) { return 0.35 }
    if names.contains(.unlikely), !names.contains(.maybe) { return 0.35 }
    return 0
  }

  private func isInside(_ page: Page, _ element: Int, _ tag: HTMLTag) -> Bool {
    var parent = Int(page.parent[element])
    while parent >= 0 {
      if page.tag[parent] == tag { return true }
      parent = Int(page.parent[parent])
    }
    return false
  }

  /// Marks what hangs on headings that are links: teasers of other articles. A page that is made
  /// of them is a listing and keeps them.
  private mutating func dropTeasers(_ page: Page, _ pageValue: Float, _ change: inout [Int32]) {
    var ranges: [(Int, Int)] = []
    var sum: Float = 0
    var i = 0
    while i < page.blocks.count {
      let block = page.blocks[i]
      i += 1
      guard block.kind == .heading, block.level > 1, dropDepth[i - 1] == 0,
        block.linkWeight * 10 > block.weight * 6
      else { continue }
      var element = Int(block.element)
      var top = element
      while element > 0 {
        let first = Int(page.firstBlock[element])
        let last = Int(page.lastBlock[element])
        let held = valueSum[last] - valueSum[first]
        let weight = weightSum[last] - weightSum[first]
        if held > 0.1 * pageValue, weight > 300 || held > 0.3 * pageValue { break }
        if page.tag[element] == .main
          || page.names[element].contains(.body)
            && page.tag[element] != .article
        {
          break
        }
        top = element
        element = Int(page.parent[element])
      }
      let first = Int(page.firstBlock[top])
      let last = Int(page.lastBlock[top])
      ranges.append((first, last))
      sum += valueSum[last] - valueSum[first]
      i = max(i, last)
    }
    guard sum < 0.4 * pageValue else { return }
    for (first, last) in ranges {
      change[first] += 1
      change[last] -= 1
    }
  }

  private mutating func dropSuspicious(_ page: Page, _ pageValue: Float) {
    var change = [Int32](repeating: 0, count: page.blocks.count + 1)
    for element in 1..<max(1, page.parent.count) where page.flags[element].contains(.breaksLine) {
      let first = Int(page.firstBlock[element])
      let last = Int(page.lastBlock[element])
      guard last > first else { continue }
      let limit = dropLimit(page, element)
      guard limit > 0 else { continue }
      if isParagraph(page, element), valueSum[last] - valueSum[first] > 2,
        !page.flags[element].contains(.hidden)
      {
        continue
      }
      if valueSum[last] - valueSum[first] < limit * pageValue || pageValue == 0 {
        change[first] += 1
        change[last] -= 1
      }
    }
    applyDrops(change)
    sumValues(page)
    var teasers = [Int32](repeating: 0, count: page.blocks.count + 1)
    dropTeasers(page, valueSum[page.blocks.count], &teasers)
    applyDrops(teasers)
  }

  /// Whether an element is a paragraph of its own, whose names say little about it when it holds
  /// running text: class `paywall` on every paragraph of an article.
  private func isParagraph(_ page: Page, _ element: Int) -> Bool {
    switch page.tag[element] {
    case .p, .blockquote, .h1, .h2, .h3, .h4: true
    default: false
    }
  }

  private mutating func applyDrops(_ change: [Int32]) {
    var depth: Int32 = 0
    for i in 0..<(change.count - 1) {
      depth += change[i]
      dropDepth[i] += depth
    }
  }

  private func linkShare(_ page: Page, _ element: Int) -> Float {
    let first = Int(page.firstBlock[element])
    let last = Int(page.lastBlock[element])
    let weight = weightSum[last] - weightSum[first]
    guard weight > 0 else { return 0 }
    return Float(linkSum[last] - linkSum[first]) / Float(weight)
  }

  private func heldValue(_ page: Page, _ element: Int) -> Float {
    valueSum[Int(page.lastBlock[element])] - valueSum[Int(page.firstBlock[element])]
  }

  private mutating func chooseContainer(_ page: Page) -> Int {
    score.removeAll(keepingCapacity: true)
    score.append(contentsOf: repeatElement(0, count: page.parent.count))
    for (i, block) in page.blocks.enumerated() where dropDepth[i] == 0 && value[i] > 0 {
      var element = Int(page.parent[Int(block.element)])
      // A block that is not a paragraph of its own speaks for the element that it stands in.
      let tag = page.tag[Int(block.element)]
      if tag != .p && tag != .li && tag != .blockquote { element = Int(block.element) }
      var weight: Float = 1
      var level = 0
      while element >= 0 && level < 6 {
        if page.flags[element].contains(.breaksLine) || element == 0 {
          score[element] += value[i] * weight
          level += 1
          weight = level == 1 ? 0.75 : weight * 0.72
        }
        element = Int(page.parent[element])
      }
    }
    let (onlyHeading, _) = mainHeading(page)
    var best = 0
    var bestScore: Float = 0
    for element in 0..<page.parent.count where score[element] > 0 {
      var points = score[element] * (1 - linkShare(page, element))
      let names = page.names[element]
      let tag = page.tag[element]
      if page.flags[element].contains(.articleBody) {
        points *= 1.6
      } else if names.contains(.body) {
        points *= 1.35
      } else if tag == .article || tag == .main || page.flags[element].contains(.roleMain) {
        points *= 1.25
      }
      if onlyHeading >= 0, page.firstBlock[element] <= onlyHeading,
        onlyHeading < page.lastBlock[element]
      {
        points *= 1.3
      }
      if tag == .body { points *= 0.8 }
      if points > bestScore {
        bestScore = points
        best = element
      }
    }
    return climb(page, from: best)
  }

  /// Widens the container while an ancestor brings much more and is not made of links.
  private func climb(_ page: Page, from start: Int) -> Int {
    var best = start
    var again = true
    while again {
      again = false
      var element = Int(page.parent[best])
      var level = 0
      while element >= 0 && level < 6 {
        if page.flags[element].contains(.breaksLine) || element == 0 {
          level += 1
          if heldValue(page, element) > 1.2 * heldValue(page, best),
            linkShare(page, element) < 0.25
          {
            best = element
            again = true
            break
          }
        }
        element = Int(page.parent[element])
      }
    }
    return best
  }

  /// The block of the page's only `h1`, or -1, and how many there are.
  func mainHeading(_ page: Page) -> (block: Int32, count: Int) {
    var block: Int32 = -1
    var count = 0
    for (i, candidate) in page.blocks.enumerated()
    where candidate.kind == .heading && candidate.level == 1 && dropDepth[i] == 0 {
      block = Int32(i)
      count += 1
    }
    return (count == 1 ? block : -1, count)
  }

  /// Chooses from a range of blocks what is not clutter.
  private mutating func clean(_ page: Page, _ lines: BoilerplateLines, _ range: Range<Int>) {
    chosen.removeAll(keepingCapacity: true)
    var lastGood = -1
    var firstGood = -1
    for i in range where dropDepth[i] == 0 {
      let block = page.blocks[i]
      let share = Float(block.linkWeight) / Float(max(1, block.weight))
      if block.kind != .heading, share > 0.6, block.weight < 400, !isInMixedList(page, block) {
        continue
      }
      if block.weight < 120, lines.isBoilerplate(page.bytes(block.start, block.end)) { continue }
      if value[i] > 0, block.sentenceEnds > 0 || block.weight > 80 {
        if firstGood < 0, block.kind != .caption { firstGood = chosen.count }
        lastGood = chosen.count
      }
      chosen.append(Int32(i))
    }
    // What is short behind the last good paragraph is what pages put there.
    if lastGood >= 0 {
      var end = lastGood + 1
      while end < chosen.count {
        let block = page.blocks[Int(chosen[end])]
        if block.kind == .heading
          || value[Int(chosen[end])] == 0 && block.kind != .tableCell
            && block.kind != .listItem
        {
          break
        }
        end += 1
      }
      chosen.removeLast(chosen.count - end)
    }
    // Before the first one stand names, dates, counts and buttons.
    if firstGood > 0 {
      var place = 0
      chosen.removeAll { index in
        place += 1
        guard place <= firstGood else { return false }
        let block = page.blocks[Int(index)]
        return block.kind != .heading && block.kind != .caption && block.weight < 50
          && (block.sentenceEnds == 0 || !TextMeasure.endsSentence(page.text, Int(block.end)))
      }
    }
    // A last short line that stands apart from the paragraphs is the page's, not the article's.
    while chosen.count > 2 {
      let last = page.blocks[Int(chosen[chosen.count - 1])]
      let before = page.blocks[Int(chosen[chosen.count - 2])]
      let isApart =
        page.parent[Int(last.element)] != page.parent[Int(before.element)]
        && last.element != before.element && page.tag[Int(last.element)] != .p
      guard last.kind == .paragraph, last.weight < 80, isApart else { break }
      chosen.removeLast()
    }
    dropEmptyHeadings(page)
  }

  /// Whether a block of links stands in a list or table that otherwise is running text.
  private func isInMixedList(_ page: Page, _ block: PageBlock) -> Bool {
    guard block.kind == .listItem || block.kind == .tableCell else { return false }
    var element = Int(block.element)
    var list = -1
    while element > 0 {
      let tag = page.tag[element]
      if tag == .ul || tag == .ol || tag == .dl || tag == .table { list = element }
      element = Int(page.parent[element])
    }
    guard list >= 0 else { return false }
    return linkShare(page, list) < 0.5 && heldValue(page, list) > 0
  }

  /// Drops headings that no text follows before the next heading of their level or above.
  private mutating func dropEmptyHeadings(_ page: Page) {
    var kept: [Int32] = []
    var lowestOpen: UInt8 = 0
    var textFollows = false
    for index in chosen.reversed() {
      let block = page.blocks[Int(index)]
      if block.kind == .heading {
        if textFollows || (lowestOpen > block.level) {
          kept.append(index)
          lowestOpen = block.level
        }
        textFollows = false
      } else {
        textFollows = true
        lowestOpen = 0
        kept.append(index)
      }
    }
    chosen = kept.reversed()
  }

  private func chosenValue() -> Float {
    var sum: Float = 0
    for index in chosen { sum += value[Int(index)] }
    return sum
  }

  private func chosenWeight(_ page: Page) -> Int {
    var sum = 0
    for index in chosen { sum += Int(page.blocks[Int(index)].weight) }
    return sum
  }

  private func isShort(_ page: Page, _ pageValue: Float) -> Bool {
    chosenWeight(page) < 250 || chosenValue() < 0.3 * pageValue
  }

  /// Weaker choices, of which the first that is not short is taken.
  private mutating func recover(_ page: Page, _ lines: BoilerplateLines, _ pageValue: Float) {
    let first = chosen
    let firstWeight = chosenWeight(page)
    origin = .recovered
    var element = Int(page.parent[container])
    while element >= 0, !page.flags[element].contains(.breaksLine), element > 0 {
      element = Int(page.parent[element])
    }
    if element >= 0 {
      clean(page, lines, Int(page.firstBlock[element])..<Int(page.lastBlock[element]))
      if !isShort(page, pageValue) { return }
    }
    clean(page, lines, 0..<page.blocks.count)
    if !isShort(page, pageValue) { return }
    chosen.removeAll(keepingCapacity: true)
    for (i, block) in page.blocks.enumerated() where dropDepth[i] == 0 {
      if block.weight >= 10, block.linkWeight * 10 < block.weight * 3 { chosen.append(Int32(i)) }
    }
    if chosenWeight(page) >= 250 { return }
    if firstWeight > 0, chosenWeight(page) < firstWeight * 2 {
      chosen = first
      origin = .body
      return
    }
    origin = .allText
    chosen.removeAll(keepingCapacity: true)
    for i in page.blocks.indices where dropDepth[i] == 0 { chosen.append(Int32(i)) }
    if chosen.isEmpty { chosen = page.blocks.indices.map { Int32($0) } }
  }

  /// Drops a long block that stands word for word further up, in another element: pages hold
  /// their text twice, for narrow and wide screens.
  private mutating func dropRepeats(_ page: Page) {
    var seen: [UInt64: Int32] = [:]
    chosen.removeAll { index in
      let block = page.blocks[Int(index)]
      guard block.weight > 60 else { return false }
      let parent = page.parent[Int(block.element)]
      let text = page.bytes(block.start, block.end)
      let hash = HTMLBytes.hash(text)
      guard let first = seen[hash] else {
        seen[hash] = index
        return false
      }
      let earlier = page.blocks[Int(first)]
      return page.parent[Int(earlier.element)] != parent
        && page.bytes(earlier.start, earlier.end) == text
    }
  }

  /// Puts another choice in place of this one.
  mutating func choose(_ blocks: [Int32]) {
    chosen = blocks
    origin = .recovered
  }

  /// Takes blocks out of the choice.
  mutating func remove(_ isUnwanted: (Int) -> Bool) {
    chosen.removeAll { isUnwanted(Int($0)) }
  }
}
