import DocumentModel

/// Where rule files come from: the disk, or memory.
protocol RuleFileSource {
  func kind(_ path: String) -> FileSystem.Kind
  /// Names in a folder, sorted.
  func list(_ folder: String) throws(FileError) -> [String]
  /// The bytes of a regular file that has at most `limit`.
  func read(_ path: String, limit: Int) throws(FileError) -> [UInt8]
  /// Where a path leads when links are followed; nil for nowhere.
  func resolved(_ path: String) -> String?
}

struct DiskSource: RuleFileSource {
  func kind(_ path: String) -> FileSystem.Kind { FileSystem.kind(path) }
  func list(_ folder: String) throws(FileError) -> [String] { try FileSystem.list(folder) }
  func read(_ path: String, limit: Int) throws(FileError) -> [UInt8] {
    try FileSystem.read(path, limit: limit)
  }
  func resolved(_ path: String) -> String? { FileSystem.resolved(path) }
}

/// Files by path; folders are there when a path leads through them.
struct MemorySource: RuleFileSource {
  private var files: [String: [UInt8]] = [:]
  private var folders: [String: Set<String>] = [:]

  init(_ list: [(path: String, bytes: [UInt8])]) {
    for (path, bytes) in list {
      let path = PathText.normalized(path)
      files[path] = bytes
      var child = path
      while !child.isEmpty {
        let folder = PathText.folder(of: child)
        folders[folder, default: []].insert(PathText.name(of: child))
        if folder == child || folder == "." || folder == "/" { break }
        child = folder
      }
    }
  }

  func kind(_ path: String) -> FileSystem.Kind {
    let path = PathText.normalized(path)
    return files[path] != nil ? .file : folders[path] != nil ? .folder : .missing
  }

  func list(_ folder: String) throws(FileError) -> [String] {
    guard let names = folders[PathText.normalized(folder)] else {
      throw FileError(path: folder, reason: "No such file or directory")
    }
    return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  func read(_ path: String, limit: Int) throws(FileError) -> [UInt8] {
    guard let bytes = files[PathText.normalized(path)] else {
      throw FileError(path: path, reason: "No such file or directory")
    }
    if bytes.count > limit {
      throw FileError(
        path: path, reason: "larger than \(limit) bytes, the most that is read")
    }
    return bytes
  }

  func resolved(_ path: String) -> String? {
    kind(path) == .missing ? nil : PathText.normalized(path)
  }
}

/// Paths as text, without asking the disk.
enum PathText {
  /// The folder that holds the path's last part; `.` when there is none.
  static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  static func name(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return path }
    return String(path[path.index(after: slash)...])
  }

  static func joined(_ folder: String, _ name: String) -> String {
    if name.hasPrefix("/") { return normalized(name) }
    return normalized(folder == "." || folder.isEmpty ? name : folder + "/" + name)
  }

  /// Without `.`, double slashes, a slash at the end, and `name/..`.
  static func normalized(_ path: String) -> String {
    var parts: [Substring] = []
    for part in path.split(separator: "/") where part != "." {
      if part == "..", let last = parts.last, last != ".." {
        parts.removeLast()
      } else {
        parts.append(part)
      }
    }
    let joined = parts.joined(separator: "/")
    if path.hasPrefix("/") { return "/" + joined }
    return joined.isEmpty ? "." : joined
  }

  /// Whether a path leads into a folder, at any depth. Both are without links, `.` and `..`.
  static func isBelow(_ path: String, _ folder: String) -> Bool {
    if folder == "." { return !path.hasPrefix("/") && !path.hasPrefix("..") }
    return path.hasPrefix(folder == "/" ? "/" : folder + "/")
  }

  /// A path's name without its extension.
  static func stem(_ path: String) -> String {
    let name = name(of: path)
    guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return name }
    return String(name[..<dot])
  }
}
