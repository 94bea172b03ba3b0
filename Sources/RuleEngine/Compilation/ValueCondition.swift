import DocumentModel

/// A condition on what a tag holds, such as `[value>=100 & qualifier!=vague]`.
indirect enum ValueCondition: Sendable {
  case number(Key, ConditionSyntax.Operation, [Double])
  case text(Key, isEqual: Bool, [String])
  case not(ValueCondition)
  case all([ValueCondition])
  case any([ValueCondition])

  enum Key: String, Sendable {
    case value, low, high, qualifier, unit, noun, kind, country
  }

  /// - Parameter isOfDate: the value is an ISO date, not a number.
  init(_ syntax: ConditionSyntax, isOfDate: Bool) {
    switch syntax {
    case .not(let inner): self = .not(ValueCondition(inner, isOfDate: isOfDate))
    case .and(let parts): self = .all(parts.map { ValueCondition($0, isOfDate: isOfDate) })
    case .or(let parts): self = .any(parts.map { ValueCondition($0, isOfDate: isOfDate) })
    case .test(let key, let operation, let values):
      let name = Key(rawValue: key.text) ?? .kind
      switch name {
      case .value where isOfDate:
        self = .text(name, isEqual: operation != .notEqual, values.map { $0.text.lowercased() })
      case .value, .low, .high:
        self = .number(name, operation, values.compactMap { Double($0.text) })
      default:
        self = .text(name, isEqual: operation != .notEqual, values.map { $0.text.lowercased() })
      }
    }
  }

  func holds(for quantity: Quantity) -> Bool {
    holds(
      number: {
        switch $0 {
        case .low: quantity.low
        case .high: quantity.high
        default: quantity.value
        }
      },
      text: {
        switch $0 {
        case .qualifier: quantity.qualifier.rawValue
        case .unit: quantity.unit?.lowercased()
        case .noun: quantity.noun
        case .kind: quantity.kind.rawValue
        default: nil
        }
      })
  }

  func holds(for date: DateMention) -> Bool {
    holds(
      number: { _ in nil },
      text: {
        switch $0 {
        case .kind: date.kind.rawValue
        case .value: date.value?.lowercased()
        default: nil
        }
      })
  }

  func holds(for entity: Entity) -> Bool {
    holds(
      number: { _ in nil },
      text: { $0 == .country ? entity.country?.lowercased() : nil })
  }

  private func holds(number: (Key) -> Double?, text: (Key) -> String?) -> Bool {
    switch self {
    case .not(let inner): return !inner.holds(number: number, text: text)
    case .all(let parts): return parts.allSatisfy { $0.holds(number: number, text: text) }
    case .any(let parts): return parts.contains { $0.holds(number: number, text: text) }
    case .text(let key, let isEqual, let values):
      let found = text(key)
      let isThere = found.map { values.contains($0) } ?? values.contains("none")
      return isThere == isEqual
    case .number(let key, let operation, let values):
      guard let found = number(key) else { return operation == .notEqual }
      switch operation {
      case .equal: return values.contains(found)
      case .notEqual: return !values.contains(found)
      case .less: return values.contains { found < $0 }
      case .lessOrEqual: return values.contains { found <= $0 }
      case .greater: return values.contains { found > $0 }
      case .greaterOrEqual: return values.contains { found >= $0 }
      }
    }
  }
}

/// Kinds of quantities as bits.
enum QuantityMask {
  static func bit(_ kind: QuantityKind) -> Int32 {
    switch kind {
    case .count: 1
    case .money: 2
    case .percent: 4
    case .measure: 8
    case .duration: 16
    case .age: 32
    case .fraction: 64
    case .ordinal: 128
    }
  }

  /// What the tag `Quantity` takes.
  static let counts = bit(.count) | bit(.fraction)

  static func named(_ tag: String) -> Int32? {
    switch tag {
    case "Money": bit(.money)
    case "Percent": bit(.percent)
    case "Measure": bit(.measure)
    case "Duration": bit(.duration)
    case "Age": bit(.age)
    case "Ordinal": bit(.ordinal)
    default: nil
    }
  }
}

/// Kinds of spans that a pattern may step over, as bits.
enum SkipKind {
  static let parentheses: Int32 = 1
  static let dashes: Int32 = 2
  static let appositives: Int32 = 4
  static let relativeClauses: Int32 = 8
  static let quotes: Int32 = 16
  static let all: Int32 = 31

  static func named(_ name: String) -> Int32 {
    switch name {
    case "parentheses": parentheses
    case "dashes": dashes
    case "appositives": appositives
    case "relative-clauses": relativeClauses
    case "quotes": quotes
    default: 0
    }
  }
}
