import DocumentModel

/// One node of a compiled pattern.
///
/// Nodes that consume nothing always lead to nodes with lower numbers at the same token, so both
/// passes over a sentence are single sweeps.
struct Node: Sendable {
  enum Operation: UInt8, Sendable {
    /// The end of the pattern.
    case match
    /// Consumes one token that passes test `a`.
    case token
    /// Consumes any token, which does not count; `a`: the phrase that may not begin there, or -1.
    case gap
    /// Consumes a quantity; `a`: condition or -1, `b`: mask of kinds.
    case quantity
    /// Consumes an indefinite article, the quantity 1, or a negative determiner, the quantity 0.
    case article, zero
    /// Consumes nothing, or what stands between a quantity that ends here and its noun.
    case step
    /// Consumes a name; `a`: condition or -1, `b`: mask of kinds.
    case entity
    /// Consumes a date; `a`: condition or -1.
    case date
    /// Consumes an entry of lexicon `a`; `b`: the verb form wanted.
    case lexicon
    /// Consumes phrase `a`, as long as it gets.
    case phrase
    /// The same for words that do not count.
    case aside
    /// Consumes a span of a kind in mask `a`.
    case skip
    case split
    /// A capture begins or ends; `a`: slot.
    case open, close
    /// An item of a coordination begins or ends; `b`: 1 when it may inherit from the item before.
    case itemStart, itemEnd
    case sentenceStart, sentenceEnd
    /// Phrase `a` begins here (`b` 1) or does not (0).
    case look
    /// No noun follows that the figure before could count.
    case bare
  }

  var operation: Operation
  /// Whether it stands inside a capture: ignored tokens do not pass.
  var isCaptured = false
  var a: Int32 = -1
  var b: Int32 = 0
  var next: Int32 = -1
  /// The second way of a `split`.
  var other: Int32 = -1
}

/// The forms of a verb that a place of an event wants.
enum VerbForm: Int32, Sendable { case any = 0, verb, participle }

/// A compiled pattern.
struct Program: Sendable {
  var nodes: [Node]
  var entry: Int32
  /// Slots that are captured somewhere in it, phrases included.
  var capturesAnything: Bool
  /// Phrases that it looks up, those that others need first.
  var phrases: [Int32]
  var anchors: [Necessary]
  /// Least and most tokens that it takes; most is `Extent.unbounded` where there is no bound.
  var extent: Extent
  /// The words for `Node.words`.
  var wordCount: Int { (nodes.count + 63) / 64 }
}

struct Extent: Hashable, Sendable {
  static let unbounded = 1 << 20
  var low: Int
  var high: Int

  static let none = Extent(low: 0, high: 0)
  static let one = Extent(low: 1, high: 1)

  func followed(by other: Extent) -> Extent {
    Extent(low: low + other.low, high: min(Extent.unbounded, high + other.high))
  }

  func or(_ other: Extent) -> Extent {
    Extent(low: min(low, other.low), high: max(high, other.high))
  }
}

/// Something without which a pattern cannot match, and how many tokens may stand before it.
struct Necessary: Hashable, Sendable {
  var feature: Int32
  var low: Int32
  var high: Int32

  init(feature: Int32, low: Int, high: Int) {
    self.feature = feature
    self.low = Int32(low)
    self.high = Int32(high)
  }
}

/// Sets of words, lexicons and tags, numbered, of which one member must stand in a sentence.
struct FeatureTable: Sendable {
  /// A member: a word by its comparable form, by itself, by its lemma, or a tag.
  enum Atom: Hashable, Sendable {
    case lower(UInt32), exact(UInt32), lemma(UInt32)
    case lexicon(Int32)
    case quantity, date
    case entity(EntityKind)

    /// How common it is, roughly; the rarest necessary element of a rule is its anchor.
    var weight: Int {
      switch self {
      case .lower, .exact, .lemma: 2
      case .lexicon: 60
      case .date: 150
      case .entity: 250
      case .quantity: 400
      }
    }
  }

  private(set) var members: [[Atom]] = []
  private(set) var weights: [Int] = []
  private var numbers: [Set<Atom>: Int32] = [:]
  private var memberCount = 0

  init() {}

  /// Whether it holds so many members that large sets are better left out.
  var isFull: Bool { memberCount > 2_000_000 }

  /// - Parameter weight: instead of the sum of the members' weights.
  mutating func number(of atoms: Set<Atom>, weight: Int? = nil) -> Int32 {
    if let known = numbers[atoms] { return known }
    let number = Int32(members.count)
    members.append(Array(atoms))
    memberCount += atoms.count
    weights.append(weight ?? atoms.reduce(0) { $0 + $1.weight })
    numbers[atoms] = number
    return number
  }
}
