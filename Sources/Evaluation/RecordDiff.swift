import DocumentModel

/// What changed between two sets of records of the same documents.
///
/// Records are the same when document, type and place of the mention are; failing that, when they
/// are of one type and their mentions overlap. The rule that made a record, its pack and its
/// `record_id` are not compared.
public struct RecordDiff: Sendable {
  public enum Change: Sendable, Hashable {
    case gained(JSONValue)
    case lost(JSONValue)
    /// Old and new record, and the keys that differ, sorted.
    case changed(JSONValue, JSONValue, keys: [String])
  }

  /// In order of document and place.
  public private(set) var changes: [Change] = []
  public private(set) var same = 0
  public private(set) var gained = 0
  public private(set) var lost = 0
  public private(set) var changed = 0

  public init() {}

  private static let notCompared: Set<String> = [
    "record_id", "rule", "pack", "part_of", "captures",
  ]

  /// Compares the records of one document, each a JSON object as writers make it.
  /// O(old · new) in the worst case, linear when most places agree.
  public mutating func add(old: [JSONValue], new: [JSONValue]) {
    var rest = old
    var found: [(at: Double, change: Change)] = []
    var unmatched: [JSONValue] = []
    for record in new {
      guard let index = rest.firstIndex(where: { Self.isAtSamePlace($0, record) }) else {
        unmatched.append(record)
        continue
      }
      compare(rest.remove(at: index), record, &found)
    }
    for record in unmatched {
      if let index = rest.firstIndex(where: { Self.overlaps($0, record) }) {
        compare(rest.remove(at: index), record, &found)
      } else {
        gained += 1
        found.append((Self.start(record), .gained(record)))
      }
    }
    for record in rest {
      lost += 1
      found.append((Self.start(record), .lost(record)))
    }
    let order = found.enumerated().sorted { a, b in
      (a.element.at, a.offset) < (b.element.at, b.offset)
    }
    changes += order.map(\.element.change)
  }

  private mutating func compare(
    _ old: JSONValue, _ new: JSONValue, _ found: inout [(at: Double, change: Change)]
  ) {
    guard case .object(let before) = old, case .object(let after) = new else { return }
    let keys = Set(before.keys).union(after.keys).subtracting(Self.notCompared).filter {
      before[$0] ?? .null != after[$0] ?? .null
    }
    if keys.isEmpty {
      same += 1
    } else {
      changed += 1
      found.append((Self.start(new), .changed(old, new, keys: keys.sorted())))
    }
  }

  private static func start(_ record: JSONValue) -> Double { record["start"]?.number ?? 0 }

  private static func isAtSamePlace(_ a: JSONValue, _ b: JSONValue) -> Bool {
    a["start"] == b["start"] && a["end"] == b["end"] && a["type"] == b["type"]
  }

  private static func overlaps(_ a: JSONValue, _ b: JSONValue) -> Bool {
    guard a["type"] == b["type"], let end = a["end"]?.number, let other = b["end"]?.number else {
      return false
    }
    return start(a) < other && start(b) < end
  }
}

extension RecordDiff.Change: CustomStringConvertible {
  /// One line: `+`, `-` or `~`, document, type, mention, what it says or what differs.
  public var description: String {
    switch self {
    case .gained(let record): "+ " + Self.line(record)
    case .lost(let record): "- " + Self.line(record)
    case .changed(let old, let new, let keys):
      "~ " + Self.head(new) + ": "
        + keys.map { "\($0) \(Self.text(old[$0])) -> \(Self.text(new[$0]))" }
        .joined(separator: "; ")
    }
  }

  private static func head(_ record: JSONValue) -> String {
    let document = record["document"]?.string ?? ""
    let sentence = text(record["sentence"])
    let rule = record["rule"]?.string ?? ""
    let type = record["type"]?.string ?? ""
    return "\(document):\(sentence) \(type) \(text(record["mention"])) [\(rule)]"
  }

  private static let envelope: Set<String> = [
    "record_id", "type", "document", "title", "published", "source_url", "language", "sentence",
    "evidence", "start", "end", "source_start", "source_end", "rule", "pack", "mention", "value",
    "low", "high", "noun", "captures", "part_of",
  ]

  private static func line(_ record: JSONValue) -> String {
    guard case .object(let members) = record else { return "" }
    let fields = members.sorted { $0.key < $1.key }.compactMap { key, value -> String? in
      envelope.contains(key) || value == .null ? nil : "\(key)=\(text(value))"
    }
    return ([head(record)] + fields).joined(separator: " ")
  }

  private static func text(_ value: JSONValue?) -> String {
    switch value {
    case nil, .null: return "none"
    case .string(let text): return text.contains(" ") ? "\"\(text)\"" : text
    case .number(let number):
      var bytes: [UInt8] = []
      NumberText.append(number, to: &bytes)
      return String(decoding: bytes, as: UTF8.self)
    case .bool(let bool): return bool ? "true" : "false"
    case .array, .object: return "{}"
    }
  }
}
