import DocumentModel

/// The tables of a language for numbers, units and what surrounds them, read from
/// `LANGUAGE/quantities/` and looked up by word id. Immutable; shared by all workers.
final class QuantityLexicon: Sendable {
  /// What a word does in a number.
  enum NumberClass: UInt8, Sendable {
    case none, digit, teen, ten, compound, hundred, scale, group, suffix, close
    case ordinal, ordinalTen, ordinalCompound, ordinalScale, parts, part
    case article, and, point, minus, over, inside, out, of, ordinalSuffix
  }

  /// What the neighbourhood of a word says; see `contexts.txt`.
  struct Context: OptionSet, Sendable {
    let rawValue: UInt32
    init(rawValue: UInt32) { self.rawValue = rawValue }
    static let month = Context(rawValue: 1)
    static let yearLead = Context(rawValue: 2)
    static let clock = Context(rawValue: 4)
    static let score = Context(rawValue: 8)
    static let change = Context(rawValue: 16)
    static let range = Context(rawValue: 32)
    static let person = Context(rawValue: 64)
    static let weight = Context(rawValue: 128)
    static let never = Context(rawValue: 256)
    static let stop = Context(rawValue: 512)
    static let loneBefore = Context(rawValue: 1024)
    static let more = Context(rawValue: 2048)
    static let determiner = Context(rawValue: 4096)
    static let unchanged = Context(rawValue: 8192)
    static let to = Context(rawValue: 1 << 14)
    static let or = Context(rawValue: 1 << 15)
    static let between = Context(rawValue: 1 << 16)
    static let from = Context(rawValue: 1 << 17)
    static let of = Context(rawValue: 1 << 18)
    static let ageBound = Context(rawValue: 1 << 19)
    static let unitNoun = Context(rawValue: 1 << 20)
    static let plain = Context(rawValue: 1 << 21)
    static let address = Context(rawValue: 1 << 22)
    static let owner = Context(rawValue: 1 << 23)
    static let decadePart = Context(rawValue: 1 << 24)
    static let quake = Context(rawValue: 1 << 25)
    static let preposition = Context(rawValue: 1 << 26)
    static let particleBefore = Context(rawValue: 1 << 27)
    static let ageVerb = Context(rawValue: 1 << 28)
    static let agePerson = Context(rawValue: 1 << 29)

    static let names: [String: Context] = [
      "month": .month, "year-lead": .yearLead, "clock": .clock, "score": .score,
      "change": .change, "range": .range, "person": .person, "weight": .weight,
      "never": .never, "stop": .stop, "lone-before": .loneBefore, "more": .more,
      "determiner": .determiner, "unchanged": .unchanged, "to": .to, "or": .or,
      "between": .between, "from": .from, "of": .of, "age-bound": .ageBound, "unit-noun": .unitNoun,
      "plain": .plain,
      "address": .address, "owner": .owner, "decade-part": .decadePart, "quake": .quake,
      "preposition": .preposition, "particle-before": .particleBefore, "age-verb": .ageVerb,
      "age-person": .agePerson,
    ]
  }

  enum Family: UInt8, Sendable { case measure, duration, money, percent, age }

  struct Unit: Sendable {
    var family: Family
    /// Units of one dimension can be added: feet and inches.
    var dimension: Int16
    /// As in output: ISO code, symbol, `%`, or the singular word.
    var symbol: String
    /// Its part of a compound unit: `h` in `km/h`.
    var sign: String
    /// To the SI unit of its dimension, or for money 1, and 0.01 for a subunit.
    var factor: Double
    /// A hundredth of a currency, counted by itself.
    var isSubunit = false
    /// A currency sign such as `$`, which belongs to the digits behind it.
    var isSign = false
    /// The name of a currency, which may stand before the number only at the end of a clause.
    var isWord = false
  }

  struct Bound: Sendable {
    var qualifier: Qualifier
    var isAge = false
    var numberOnly = false
  }

  let numberClass: [NumberClass]
  let numberValue: [Double]
  let contexts: [Context]
  /// Words at which something may begin; see `QuantityParser`.
  let triggers: [Bool]
  let units: [Unit]
  let bounds: [Bound]
  let unitsAfter: PhraseTable
  let moneyBefore: PhraseTable
  let unitsBefore: PhraseTable
  let before: PhraseTable
  let after: PhraseTable
  /// Vague phrases; the value is an index into `vague`.
  let vaguePhrases: PhraseTable
  let vaguePlurals: [UInt32: Double]
  let vagueSeveral: PhraseTable
  let vague: [Double]
  let strictNames: PhraseTable
  let looseNames: PhraseTable
  let ageBefore: PhraseTable
  let ageAfter: PhraseTable
  let per: PhraseTable
  let belowZero: PhraseTable
  /// The pound of mass, which shares its name with currencies; nil where there is none.
  let poundOfMass: Int?
  let magnitude: Int?
  /// The unit of an age that has none ("aged 7").
  let ageUnit: String
  let multiples: [UInt32: Double]
  let hyphen: UInt32
  let comma: UInt32
  let slash: UInt32
  let plus: UInt32
  let openParenthesis: UInt32
  let closeParenthesis: UInt32
  let openBracket: UInt32
  let closeBracket: UInt32
  let colon: UInt32
  let percentSign: UInt32
  let hash: UInt32
  let singulars: [UInt32: UInt32]

  /// - Throws: `FileError` when a file is missing or a line in it cannot be read.
  init(
    resources: ResourceFolder, language: String, vocabulary: inout Vocabulary,
    vagueBounds: [(words: String, low: Double)]
  ) throws(FileError) {
    var loader = QuantityLexiconLoader(resources: resources, folder: language + "/quantities/")
    try loader.load(&vocabulary, overrides: vagueBounds)
    numberClass = loader.numberClass
    numberValue = loader.numberValue
    contexts = loader.contexts
    triggers = loader.triggers
    units = loader.units
    bounds = loader.bounds
    unitsAfter = loader.unitsAfter
    moneyBefore = loader.moneyBefore
    unitsBefore = loader.unitsBefore
    before = loader.before
    after = loader.after
    vaguePhrases = loader.vaguePhrases
    vaguePlurals = loader.vaguePlurals
    vagueSeveral = loader.vagueSeveral
    vague = loader.vague
    strictNames = loader.strictNames
    looseNames = loader.looseNames
    ageBefore = loader.ageBefore
    ageAfter = loader.ageAfter
    per = loader.per
    belowZero = loader.belowZero
    ageUnit = loader.units.first { $0.family == .age }?.symbol ?? "year"
    magnitude = loader.units.firstIndex { $0.symbol == "magnitude" }
    poundOfMass = loader.units.firstIndex { $0.symbol == "lb" && $0.family == .measure }
    multiples = loader.multiples
    singulars = loader.singulars
    hyphen = vocabulary.intern("-")
    comma = vocabulary.intern(",")
    slash = vocabulary.intern("/")
    plus = vocabulary.intern("+")
    openParenthesis = vocabulary.intern("(")
    closeParenthesis = vocabulary.intern(")")
    openBracket = vocabulary.intern("[")
    closeBracket = vocabulary.intern("]")
    colon = vocabulary.intern(":")
    percentSign = vocabulary.intern("%")
    hash = vocabulary.intern("#")
  }

  @inline(__always)
  func number(_ word: UInt32) -> NumberClass {
    Int(word) < numberClass.count ? numberClass[Int(word)] : .none
  }

  @inline(__always)
  func value(_ word: UInt32) -> Double {
    Int(word) < numberValue.count ? numberValue[Int(word)] : 0
  }

  @inline(__always)
  func context(_ word: UInt32) -> Context {
    Int(word) < contexts.count ? contexts[Int(word)] : []
  }

  @inline(__always)
  func isTrigger(_ word: UInt32) -> Bool { Int(word) < triggers.count && triggers[Int(word)] }
}
