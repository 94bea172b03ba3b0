import DocumentModel

/// How well records agree with gold records.
///
/// A gold record is *found* when a record of its type and document has the same value, low and high
/// (of a vague figure: the same qualifier) and its mention shares a word with the gold mention. A
/// found record is *complete* when every other key of the gold record agrees: text agrees when one
/// holds the other, whatever the case, and `part_of` when it points at the record of that figure.
/// Keys that a gold record leaves out are not compared.
public struct RecordScore: Sendable {
  public private(set) var gold = 0
  public private(set) var found = 0
  public private(set) var complete = 0
  /// Records that no gold record asks for.
  public private(set) var extra = 0
  /// One line for each gold record that was missed or differs, and for each extra record.
  public private(set) var remarks: [String] = []

  public var precision: Double { ratio(found, found + extra) }
  public var recall: Double { ratio(found, gold) }
  /// The harmonic mean of precision and recall.
  public var f1: Double {
    let sum = precision + recall
    return sum > 0 ? 2 * precision * recall / sum : 0
  }

  public init() {}

  /// Compares the records of one document. Both are JSON objects with the keys of the output
  /// contract; records of the generic type `figure` are left out.
  public mutating func add(document: String, gold: [JSONValue], made: [JSONValue]) {
    var rest = made.filter { $0["type"]?.string != "figure" }
    var pairs: [(gold: JSONValue, made: JSONValue?)] = []
    for wanted in gold {
      self.gold += 1
      guard let index = rest.firstIndex(where: { Self.isSameFigure(wanted, $0) }) else {
        remarks.append("\(document): missed \(Self.name(of: wanted))")
        pairs.append((wanted, nil))
        continue
      }
      found += 1
      pairs.append((wanted, rest.remove(at: index)))
    }
    for (wanted, record) in pairs {
      guard let record else { continue }
      let wrong = Self.differences(wanted, record, pairs)
      if wrong.isEmpty {
        complete += 1
      } else {
        remarks.append(
          "\(document): differs \(Self.name(of: wanted)): " + wrong.joined(separator: "; "))
      }
    }
    extra += rest.count
    for record in rest { remarks.append("\(document): too many \(Self.name(of: record))") }
  }

  private func ratio(_ part: Int, _ whole: Int) -> Double {
    whole > 0 ? Double(part) / Double(whole) : 0
  }

  private static func name(of record: JSONValue) -> String {
    "\(record["type"]?.string ?? "?") '\(record["mention"]?.string ?? "")'"
  }

  private static let figureKeys = ["value", "low", "high"]
  private static let notCompared: Set<String> = [
    "type", "mention", "start", "end", "value", "low", "high", "note", "part_of",
  ]

  private static func isSameFigure(_ gold: JSONValue, _ made: JSONValue) -> Bool {
    guard gold["type"]?.string == made["type"]?.string else { return false }
    if gold["qualifier"]?.string == "vague" {
      guard made["qualifier"]?.string == "vague" else { return false }
    } else {
      for key in figureKeys {
        switch (gold[key]?.number, made[key]?.number) {
        case (nil, nil): continue
        case (let a?, let b?) where isClose(a, b): continue
        default: return false
        }
      }
    }
    let words = Set(words(of: gold["mention"]?.string ?? ""))
    return !words.isDisjoint(with: Self.words(of: made["mention"]?.string ?? ""))
  }

  private static func words(of text: String) -> [Substring] {
    normal(text).split { $0 == " " || $0 == "-" }
  }

  private static func isClose(_ a: Double, _ b: Double) -> Bool {
    abs(a - b) < 1e-6 * max(1, abs(a))
  }

  private static func differences(
    _ gold: JSONValue, _ made: JSONValue, _ pairs: [(gold: JSONValue, made: JSONValue?)]
  ) -> [String] {
    guard case .object(let members) = gold else { return ["not an object"] }
    var wrong: [String] = []
    for (key, value) in members.sorted(by: { $0.key < $1.key }) where !notCompared.contains(key) {
      if !agree(value, made[key] ?? .null) {
        wrong.append("\(key) is \(text(made[key])), not \(text(value))")
      }
    }
    if let target = members["part_of"] {
      let whole = pairs.enumerated().first { index, pair in
        switch target {
        case .number(let number): Int(exactly: number) == index
        case .string(let mention): pair.gold["mention"]?.string == mention
        default: false
        }
      }?.element.made
      if whole == nil || made["part_of"]?.string != whole?["record_id"]?.string {
        wrong.append("part_of is not \(text(target))")
      }
    }
    return wrong
  }

  private static func agree(_ gold: JSONValue, _ made: JSONValue) -> Bool {
    switch (gold, made) {
    case (.number(let a), .number(let b)): return isClose(a, b)
    case (.string(let a), .string(let b)):
      let (a, b) = (normal(a), normal(b))
      return a == b || (b.utf8.count > 2 && (contains(a, b) || contains(b, a)))
    case (.bool(false), .null): return true
    default: return gold == made
    }
  }

  /// Whether `part` stands in `whole`, byte for byte.
  private static func contains(_ whole: String, _ part: String) -> Bool {
    let (whole, part) = (Array(whole.utf8), Array(part.utf8))
    guard !part.isEmpty, part.count <= whole.count else { return part.isEmpty }
    return (0...(whole.count - part.count)).contains { start in
      whole[start..<start + part.count].elementsEqual(part)
    }
  }

  private static func normal(_ text: String) -> String {
    var text = String(
      String.UnicodeScalarView(text.lowercased().unicodeScalars.map { $0 == "’" ? "'" : $0 }))
    text = text.split { $0.isWhitespace || $0 == "_" }.joined(separator: " ")
    return text.hasPrefix("the ") ? String(text.dropFirst(4)) : text
  }

  private static func text(_ value: JSONValue?) -> String {
    switch value {
    case nil, .null: return "empty"
    case .string(let text): return "'\(text)'"
    case .number(let number):
      var bytes: [UInt8] = []
      NumberText.append(number, to: &bytes)
      return String(decoding: bytes, as: UTF8.self)
    case .bool(let bool): return bool ? "true" : "false"
    case .array, .object: return "a structure"
    }
  }
}
