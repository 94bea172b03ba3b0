import DocumentModel
import Glibc

/// A file that holds what an output is to be, byte for byte.
///
/// With `TALLY_RENEW` in the environment the files are written anew and nothing is compared.
public struct Golden: Sendable {
  public enum Form: Sendable {
    /// A JSON value a line: records, or what a stage found in a document.
    case json
    /// RFC 4180 with a header.
    case csv
    /// Anything else.
    case text
  }

  public var path: String
  public var form: Form

  /// - Parameter path: from the repository's root.
  public init(_ path: String, _ form: Form) {
    self.path = path
    self.form = form
  }

  /// What the file holds.
  ///
  /// - Throws: `FileError`.
  public func stored() throws -> [UInt8] { try FileSystem.read(Program.root + "/" + path) }

  /// Nothing when the bytes are those of the file, else what differs, to be read by a person:
  /// which record, which field, old and new.
  ///
  /// - Throws: `FileError` when there is no such file, or it cannot be renewed.
  public func difference(_ made: [UInt8]) throws -> String? {
    if getenv("TALLY_RENEW") != nil {
      try FileSystem.write(made, to: Program.root + "/" + path)
      return nil
    }
    let old = try stored()
    if old == made { return nil }
    let lines = GoldenDifference(form).lines(old, made)
    return
      "\(path): \(lines.count) differences; if they are meant, 'make goldens' renews the file\n"
      + lines.prefix(40).joined(separator: "\n")
      + (lines.count > 40 ? "\n... and \(lines.count - 40) more" : "")
  }
}

/// Differences of two outputs, a line each: `-` gone, `+` new, `~` changed.
struct GoldenDifference {
  let form: Golden.Form

  init(_ form: Golden.Form) { self.form = form }

  /// A record, a row, or a part of a document: what it is, and what it says.
  struct Entry {
    var name: String
    var fields: [(key: String, value: String)]
  }

  /// Never empty for bytes that differ.
  func lines(_ old: [UInt8], _ new: [UInt8]) -> [String] {
    let before = entries(old)
    let after = entries(new)
    let steps = after.map(\.name).difference(from: before.map(\.name))
    var gone: Set<Int> = []
    var come: Set<Int> = []
    for step in steps {
      switch step {
      case .remove(let index, _, _): gone.insert(index)
      case .insert(let index, _, _): come.insert(index)
      }
    }
    var lines: [String] = []
    var at = 0
    for index in after.indices {
      while at < before.count, gone.contains(at) {
        lines.append("- " + Self.line(before[at]))
        at += 1
      }
      if come.contains(index) {
        lines.append("+ " + Self.line(after[index]))
      } else if at < before.count {
        let changed = Self.changes(before[at], after[index])
        if !changed.isEmpty {
          lines.append("~ \(after[index].name): " + changed.joined(separator: "; "))
        }
        at += 1
      }
    }
    for index in at..<max(at, before.count) { lines.append("- " + Self.line(before[index])) }
    return lines.isEmpty ? [Self.firstByte(old, new)] : lines
  }

  private static func line(_ entry: Entry) -> String {
    let fields = entry.fields.filter { !$0.value.isEmpty && $0.value != "null" }.prefix(40)
    let text = fields.map { "\($0.key)=\($0.value)" }.joined(separator: " ")
    return text.isEmpty ? entry.name : "\(entry.name): \(text)"
  }

  private static func changes(_ old: Entry, _ new: Entry) -> [String] {
    let before = Dictionary(old.fields.map { ($0.key, $0.value) }) { first, _ in first }
    let after = Dictionary(new.fields.map { ($0.key, $0.value) }) { first, _ in first }
    var keys = new.fields.map(\.key)
    keys += old.fields.map(\.key).filter { after[$0] == nil }
    return keys.compactMap { key in
      let (left, right) = (before[key] ?? "(none)", after[key] ?? "(none)")
      return left == right ? nil : "\(key) \(left) -> \(right)"
    }
  }

  /// For what is the same in its parts, such as another order of keys: the first byte.
  private static func firstByte(_ old: [UInt8], _ new: [UInt8]) -> String {
    let at = zip(old, new).prefix { $0 == $1 }.count
    let line = old[..<at].count { $0 == 0x0A } + 1
    func around(_ bytes: [UInt8]) -> String {
      let part = bytes[min(max(0, at - 30), bytes.count)..<min(at + 30, bytes.count)]
      return String(decoding: part, as: UTF8.self).debugDescription
    }
    return "~ line \(line), byte \(at): \(around(old)) -> \(around(new))"
  }

  // MARK: Entries

  private func entries(_ bytes: [UInt8]) -> [Entry] {
    switch form {
    case .csv: Self.rows(bytes)
    case .json:
      bytes.split(separator: 0x0A).flatMap { line -> [Entry] in
        guard let value = try? JSONValue.parse(line), case .object(let members) = value else {
          return [Entry(name: String(decoding: line, as: UTF8.self), fields: [])]
        }
        return members["record_id"] == nil ? Self.parts(members) : [Self.record(members)]
      }
    case .text:
      bytes.split(separator: 0x0A, omittingEmptySubsequences: false).map {
        Entry(name: String(decoding: $0, as: UTF8.self), fields: [])
      }
    }
  }

  private static func name(_ value: (String) -> String) -> String {
    "\(value("document")):\(value("start")) \(value("type")) '\(value("mention"))' [\(value("rule"))]"
  }

  private static func record(_ members: [String: JSONValue]) -> Entry {
    Entry(
      name: name { members[$0].map(text) ?? "" },
      fields: members.sorted { $0.key < $1.key }.flatMap { flat($0.key, $0.value) })
  }

  /// The members of a JSON object; each element of an array for itself.
  private static func parts(_ members: [String: JSONValue]) -> [Entry] {
    let title = (members["id"] ?? members["title"]).map(text) ?? ""
    return members.sorted { $0.key < $1.key }.flatMap { key, value -> [Entry] in
      guard case .array(let items) = value else {
        return [Entry(name: "\(title) \(key)", fields: flat("value", value))]
      }
      return items.map { item in
        let place = [item["start"], item["end"]].compactMap { $0.map(text) }
        if place.isEmpty { return Entry(name: "\(title) \(key) \(text(item))", fields: []) }
        return Entry(
          name: "\(title) \(key) \(place.joined(separator: "-"))", fields: flat("", item))
      }
    }
  }

  private static func flat(_ key: String, _ value: JSONValue) -> [(key: String, value: String)] {
    guard case .object(let members) = value else { return [(key, text(value))] }
    return members.sorted { $0.key < $1.key }.flatMap {
      flat(key.isEmpty ? $0.key : "\(key).\($0.key)", $0.value)
    }
  }

  private static func text(_ value: JSONValue) -> String {
    switch value {
    case .null: return "null"
    case .bool(let bool): return bool ? "true" : "false"
    case .string(let text): return text
    case .number(let number):
      var bytes: [UInt8] = []
      NumberText.append(number, to: &bytes)
      return String(decoding: bytes, as: UTF8.self)
    case .array(let items): return "[" + items.map(text).joined(separator: " ") + "]"
    case .object(let members):
      return "{"
        + members.sorted { $0.key < $1.key }.map { "\($0.key)=\(text($0.value))" }
        .joined(separator: " ") + "}"
    }
  }

  private static func rows(_ bytes: [UInt8]) -> [Entry] {
    let rows = CSVRows.read(bytes)
    guard let header = rows.first else { return [] }
    var entries = [Entry(name: "header", fields: [("columns", header.joined(separator: ","))])]
    for row in rows.dropFirst() {
      let fields = zip(header, row).map { (key: $0, value: $1) }
      entries.append(
        Entry(name: name { key in fields.first { $0.key == key }?.value ?? "" }, fields: fields))
    }
    return entries
  }
}

/// Reads RFC 4180, for tests of what was written.
public enum CSVRows {
  /// The cells of each line; line ends in quotes belong to a cell.
  public static func read(_ bytes: [UInt8]) -> [[String]] {
    var rows: [[String]] = []
    var row: [String] = []
    var cell: [UInt8] = []
    var isQuoted = false
    var at = 0
    while at < bytes.count {
      let byte = bytes[at]
      at += 1
      if isQuoted {
        if byte != 0x22 {
          cell.append(byte)
        } else if at < bytes.count, bytes[at] == 0x22 {
          cell.append(byte)
          at += 1
        } else {
          isQuoted = false
        }
        continue
      }
      switch byte {
      case 0x22: isQuoted = true
      case 0x2C, 0x0A:
        if byte == 0x0A, cell.last == 0x0D { cell.removeLast() }
        row.append(String(decoding: cell, as: UTF8.self))
        cell = []
        if byte == 0x0A {
          rows.append(row)
          row = []
        }
      default: cell.append(byte)
      }
    }
    if !cell.isEmpty || !row.isEmpty { rows.append(row + [String(decoding: cell, as: UTF8.self)]) }
    return rows
  }
}
