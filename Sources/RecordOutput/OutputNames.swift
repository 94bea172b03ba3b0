import DocumentModel
import Glibc

/// Names for the files that documents become in one folder: the document's path below the common
/// folder of all inputs, or its id, without what a file name cannot hold.
///
/// No two documents get the same name, also where case or the composition of letters does not count;
/// no name leads out of the folder, into a hidden file or to `OutputFolder`'s own. A name depends on
/// the documents before it, so they must come in order.
public struct OutputNames {
  /// The parts of the common folder; nil when no input is a path.
  private let root: [Substring]?
  private let suffixes: [String]
  /// Hashes of comparable names, so that a name costs a few bytes of memory however long it is. Two
  /// names with one hash only cost the second a number.
  private var files: Set<Int> = []
  private var folders: Set<Int> = []
  /// The next number behind a name that was taken.
  private var numbers: [Int: Int] = [:]

  private static let mostBytes = 200
  private static let mostFolders = 32
  private static let mostPathBytes = 1_000

  /// - Parameters:
  ///   - inputs: files and folders as they are named on the command line.
  ///   - suffixes: what will follow each name, such as `.txt`.
  ///   - isFolder: whether an input is a folder.
  public init(
    inputs: [String], suffixes: [String],
    isFolder: (String) -> Bool = { FileSystem.kind($0) == .folder }
  ) {
    self.suffixes = suffixes
    var common: [Substring]?
    for input in inputs where input != "-" {
      var parts = Self.absolute(FilePath.shown(input))[...]
      if !isFolder(input) { parts = parts.dropLast() }
      guard let shorter = common else {
        common = Array(parts)
        continue
      }
      common = zip(shorter, parts).prefix { $0 == $1 }.map(\.0)
    }
    root = common
  }

  /// The name of a document without the suffix.
  ///
  /// - Parameters:
  ///   - id: the document's.
  ///   - isPath: whether it is the path of an input, whose last extension is left out.
  public mutating func name(for id: String, isPath: Bool) -> String {
    var parts: [Substring]
    if isPath {
      let all = id == "-" ? ["stdin"] : Self.absolute(id)
      parts = all.suffix(1)
      if let root, all.starts(with: root) { parts = Array(all.dropFirst(root.count)) }
      // "lines.jsonl:5" is a line of an input and stays whole.
      if let last = parts.last, let dot = last.lastIndex(of: "."), dot != last.startIndex,
        !last[dot...].contains(":")
      {
        parts[parts.count - 1] = last[..<dot]
      }
    } else {
      parts = id.split(separator: "/")
    }
    var names = parts.suffix(Self.mostFolders).map(Self.clean)
    if names.isEmpty { names = ["document"] }
    while names.count > 1,
      names.reduce(names.count, { $0 + $1.utf8.count }) > Self.mostPathBytes
    {
      names.removeFirst()
    }
    return claim(names)
  }

  /// Takes a name, or the first one with a number behind that is free.
  private mutating func claim(_ names: [String]) -> String {
    var above = ""
    for name in names.dropLast() {
      var folder = above + name
      while files.contains(Self.key(folder)) { folder = numbered(above + name) }
      folders.insert(Self.key(folder))
      above = folder + "/"
    }
    let base = above + (names.last ?? "")
    var name = base
    while suffixes.contains(where: {
      files.contains(Self.key(name + $0)) || folders.contains(Self.key(name + $0))
    }) {
      name = numbered(base)
    }
    for suffix in suffixes { files.insert(Self.key(name + suffix)) }
    return name
  }

  private mutating func numbered(_ base: String) -> String {
    let number = numbers[Self.key(base), default: 2]
    numbers[Self.key(base)] = number + 1
    return "\(base)-\(number)"
  }

  /// Equal for names that some file system holds to be one: strings that are canonically equivalent
  /// are equal in Swift.
  private static func key(_ name: String) -> Int { name.lowercased().hashValue }

  /// One part without controls, not hidden, not too long for a suffix and a number behind it.
  private static func clean(_ part: Substring) -> String {
    var name = String(
      String.UnicodeScalarView(
        part.unicodeScalars.map { VisibleText.isVisible($0) && $0 != "/" ? $0 : "_" }))
    if name.hasPrefix(".") { name = "_" + name }
    while name.utf8.count > mostBytes { name.unicodeScalars.removeLast() }
    return name
  }

  /// The parts of a path from the root of the file system, `.` and `..` taken off by name.
  private static func absolute(_ path: String) -> [Substring] {
    var parts: [Substring] = []
    if !path.hasPrefix("/"), let folder = getcwd(nil, 0) {
      parts = String(cString: folder).split(separator: "/")
      free(folder)
    }
    for part in path.split(separator: "/") where part != "." {
      if part == ".." { _ = parts.popLast() } else { parts.append(part) }
    }
    return parts
  }
}
