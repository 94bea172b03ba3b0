import DocumentModel

/// Gold records, one JSON object a line.
public enum GoldFile {
  /// A line that is no record.
  public struct LineError: Error, CustomStringConvertible {
    public var line: Int
    public var reason: String
    public var description: String { "line \(line): \(reason)" }
  }

  /// - Throws: `FileError` or `LineError`.
  public static func read(_ path: String) throws -> [JSONValue] {
    var records: [JSONValue] = []
    let lines = try FileSystem.read(path).split(separator: 0x0A, omittingEmptySubsequences: false)
    for (index, line) in lines.enumerated() {
      if line.allSatisfy({ $0 == 0x20 || $0 == 0x0D || $0 == 0x09 }) { continue }
      do throws(JSONValue.ParseError) {
        records.append(try JSONValue.parse(line))
      } catch {
        throw LineError(line: index + 1, reason: "not JSON: \(error)")
      }
    }
    return records
  }
}
