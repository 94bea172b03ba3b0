import DocumentModel
import Glibc

/// How the bytes of an input are to be read.
public enum InputFormat: String, Sendable, CaseIterable {
  case html, text, jsonl

  /// The format that a file name's extension stands for.
  static func of(_ path: String) -> InputFormat? {
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
  /// As given on the command line, or `-` for standard input.
  public var path: String
  public var format: InputFormat

  public init(path: String, format: InputFormat) {
    self.path = path
    self.format = format
  }

  /// `-`, standard input.
  public var isStandardInput: Bool { path == "-" }
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
  /// Files in folders whose names say that they are no articles.
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
      if path == "-" {
        inputs.append(Input(path: path, format: format ?? .html))
        continue
      }
      switch FileSystem.kind(path) {
      case .folder: walk(path, format: format, entered: &entered)
      case .file, .other:
        inputs.append(Input(path: path, format: format ?? InputFormat.of(path) ?? .html))
      case .missing:
        failures.append(Failure(place: path, stage: "read", reason: Self.whyMissing(path)))
      }
    }
  }

  private mutating func walk(_ folder: String, format: InputFormat?, entered: inout Set<[UInt]>) {
    var info = stat()
    if stat(folder, &info) == 0,
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
          inputs.append(Input(path: path, format: found))
        } else {
          skipped += 1
        }
      case .other: skipped += 1
      case .missing:
        failures.append(Failure(place: path, stage: "read", reason: Self.whyMissing(path)))
      }
    }
  }

  private static func whyMissing(_ path: String) -> String {
    var info = stat()
    if lstat(path, &info) == 0, info.st_mode & S_IFMT == S_IFLNK { return "the link leads nowhere" }
    if stat(path, &info) != 0, errno != ENOENT { return String(cString: strerror(errno)) }
    return "no such file or folder"
  }
}
