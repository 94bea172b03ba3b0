import DocumentModel
import Glibc

/// How the bytes of an input are to be read.
public enum InputFormat: String, Sendable, CaseIterable {
  case html, text, jsonl

  /// The format that a file name's extension stands for, of `page.html.gz` that before `.gz`.
  static func of(_ path: String) -> InputFormat? {
    let path = path.lowercased().hasSuffix(".gz") ? String(path.dropLast(3)) : path
    guard let dot = path.lastIndex(of: "."), !path[dot...].contains("/") else { return nil }
    return extensions[path[path.index(after: dot)...].lowercased()]
  }

  private static let extensions: [String: InputFormat] = [
    "html": .html, "htm": .html, "xhtml": .html, "shtml": .html, "asp": .html, "aspx": .html,
    "php": .html, "txt": .text, "text": .text, "md": .text, "jsonl": .jsonl, "ndjson": .jsonl,
  ]
}

/// One file or stream to read.
public struct Input: Hashable, Sendable {
  /// As given on the command line (`FilePath`), or `-` for standard input.
  public var path: String
  public var format: InputFormat
  /// Whether someone said what it is; else the name did.
  public var isFormatGiven: Bool

  public init(path: String, format: InputFormat, isFormatGiven: Bool = false) {
    self.path = path
    self.format = format
    self.isFormatGiven = isFormatGiven
  }

  /// The path as records and messages show it.
  public var name: String { FilePath.shown(path) }

  /// The descriptor of a stream that whoever started us has opened: `-`, `/dev/stdin`, and
  /// `/dev/fd/N`, which a shell makes of `<(command)`.
  var descriptor: Int32? {
    if path == "-" || path == "/dev/stdin" { return 0 }
    let prefix = "/dev/fd/"
    guard path.hasPrefix(prefix) else { return nil }
    return Int32(path.dropFirst(prefix.count)).flatMap { $0 >= 0 ? $0 : nil }
  }

  /// Whether it is standard input or another stream, which can be read only once.
  public var isStream: Bool { descriptor != nil }
}

/// What went wrong with one input; never the end of the run.
public struct Failure: Error, Hashable, Sendable, CustomStringConvertible {
  /// Path, or path and line.
  public var place: String
  public var stage: String
  public var reason: String

  public init(place: String, stage: String, reason: String) {
    self.place = place
    self.stage = stage
    self.reason = reason
  }

  public var description: String { "\(place): \(stage): \(reason)" }
}

/// The inputs that paths on the command line stand for.
public struct InputSelection: Sendable {
  public private(set) var inputs: [Input] = []
  public private(set) var failures: [Failure] = []
  /// Files in folders that are not read: of other kinds, or the program's own output.
  public private(set) var skipped = 0

  /// Walks folders in byte order of their names; hidden files are left out, and a folder that was
  /// entered before (by a link) is not entered again.
  ///
  /// - Parameters:
  ///   - paths: files and folders as given; none or `-` is standard input.
  ///   - format: for every input; nil goes by extension, in folders and for files that are named,
  ///     and takes HTML where that says nothing.
  public init(paths: [String], format: InputFormat?) {
    var entered: Set<[UInt]> = []
    for path in paths.isEmpty ? ["-"] : paths {
      let input = Input(
        path: path, format: format ?? InputFormat.of(path) ?? .html, isFormatGiven: format != nil)
      if input.descriptor != nil {
        inputs.append(input)
        continue
      }
      switch FileSystem.kind(path) {
      case .folder: walk(path, format: format, entered: &entered)
      case .file: inputs.append(input)
      case .other: fail(path, "\(Self.kindName(path)), not a file; use - to read a stream")
      case .missing: fail(path, Self.whyMissing(path))
      }
    }
  }

  /// Leaves out what is an output of the program itself; it counts as skipped.
  public mutating func leaveOut(_ isOwn: (Input) -> Bool) {
    let count = inputs.count
    inputs.removeAll(where: isOwn)
    skipped += count - inputs.count
  }

  private mutating func fail(_ path: String, _ reason: String) {
    failures.append(Failure(place: FilePath.shown(path), stage: "read", reason: reason))
  }

  private mutating func walk(_ folder: String, format: InputFormat?, entered: inout Set<[UInt]>) {
    var info = stat()
    if FileSystem.withSystemPath(folder, { stat($0, &info) }) == 0,
      !entered.insert([UInt(info.st_dev), UInt(info.st_ino)]).inserted
    {
      return
    }
    let names: [String]
    do throws(FileError) {
      names = try FileSystem.list(folder)
    } catch {
      failures.append(Failure(place: error.path, stage: "read", reason: error.reason))
      return
    }
    for name in names where !name.hasPrefix(".") {
      let path = folder.hasSuffix("/") ? folder + name : folder + "/" + name
      switch FileSystem.kind(path) {
      case .folder: walk(path, format: format, entered: &entered)
      case .file:
        if let found = format ?? InputFormat.of(path) {
          inputs.append(Input(path: path, format: found, isFormatGiven: format != nil))
        } else {
          skipped += 1
        }
      case .other: skipped += 1
      case .missing: fail(path, Self.whyMissing(path))
      }
    }
  }

  private static func whyMissing(_ path: String) -> String {
    FileSystem.withSystemPath(path) { path in
      var info = stat()
      if lstat(path, &info) == 0, info.st_mode & S_IFMT == S_IFLNK {
        return "the link leads nowhere"
      }
      if stat(path, &info) != 0, errno != ENOENT { return String(cString: strerror(errno)) }
      return "no such file or folder"
    }
  }

  /// What a path leads to that is neither file nor folder.
  private static func kindName(_ path: String) -> String {
    var info = stat()
    _ = FileSystem.withSystemPath(path) { stat($0, &info) }
    switch info.st_mode & S_IFMT {
    case S_IFIFO: return "a named pipe"
    case S_IFSOCK: return "a socket"
    default: return "a device"
    }
  }
}
