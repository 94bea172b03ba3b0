import DocumentModel
import Glibc

/// Runs the built `tally` that stands beside the test bundle.
public enum Program {
  public struct Result: Sendable {
    public var status: Int32
    public var output: String
    public var errors: String
  }

  /// The repository's root: the folder above the build folder that holds `Package.swift`.
  public static let root: String = {
    var folder = FileSystem.executablePath ?? ""
    while let slash = folder.lastIndex(of: "/") {
      folder = String(folder[..<slash])
      if FileSystem.kind(folder + "/Package.swift") == .file { return folder }
    }
    return "."
  }()

  public static let path: String = {
    let own = FileSystem.executablePath ?? ""
    let folder = own.lastIndex(of: "/").map { String(own[..<$0]) } ?? "."
    return folder + "/tally"
  }()

  /// Runs the program to its end.
  ///
  /// - Parameters:
  ///   - arguments: without the program's name; paths as `FilePath` has them.
  ///   - input: bytes of standard input.
  ///   - folder: working directory, nil for the repository's root.
  ///   - environment: added to a small fixed environment.
  ///   - shell: how `sh` runs the program and its arguments, which are `"$@"`.
  public static func run(
    _ arguments: [String], input: [UInt8] = [], in folder: String? = nil,
    environment: [String: String] = [:], shell: String = "exec \"$@\""
  ) throws -> Result {
    // The shell changes the folder: the spawn action for it is not visible from Swift.
    let start = ["sh", "-c", "cd \"$1\" && shift\n" + shell, "sh", folder ?? root, path]
    return try spawn(start + arguments, input: input, environment: environment)
  }

  /// Runs a line of shell, in which `tally` is the built program; it is ended after a minute.
  public static func shell(_ line: String, in folder: String? = nil) throws -> Result {
    let own = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
    let words = [
      "sh", "-c", "cd \"$1\" && exec timeout -k 5 60 bash -c \"$2\"", "sh", folder ?? root, line,
    ]
    return try spawn(words, input: [], environment: ["PATH": own + ":/usr/bin:/bin"])
  }

  private static func spawn(
    _ words: [String], input: [UInt8], environment: [String: String]
  ) throws -> Result {
    let scratch = try TemporaryFolder()
    let inputPath = try scratch.write("stdin", input)
    let outputPath = scratch.path + "/stdout"
    let errorPath = scratch.path + "/stderr"

    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, inputPath, O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 1, outputPath, O_WRONLY | O_CREAT, 0o644)
    posix_spawn_file_actions_addopen(&actions, 2, errorPath, O_WRONLY | O_CREAT, 0o644)

    var variables = ["PATH": "/usr/bin:/bin", "SWIFT_BACKTRACE": "enable=no"]
    // The profile's place as well, so that `Scripts/coverage` counts what the program runs, and the
    // fault that `Tools/mutants` puts in.
    for name in ["LD_LIBRARY_PATH", "LLVM_PROFILE_FILE", "TALLY_FAULT"] {
      if let value = getenv(name) { variables[name] = String(cString: value) }
    }
    for (name, value) in environment { variables[name] = value }

    var argumentPointers = words.map { FileSystem.withSystemPath($0) { strdup($0) } } + [nil]
    var environmentPointers = variables.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer {
      for pointer in argumentPointers + environmentPointers { free(pointer) }
    }
    var child = pid_t()
    let code = posix_spawn(
      &child, "/bin/sh", &actions, nil, &argumentPointers, &environmentPointers)
    guard code == 0 else { throw FileError(path: path, reason: String(cString: strerror(code))) }
    var status: Int32 = 0
    while waitpid(child, &status, 0) < 0 && errno == EINTR {}
    let signal = status & 0x7F
    return Result(
      status: signal == 0 ? (status >> 8) & 0xFF : -signal,
      output: String(decoding: try FileSystem.read(outputPath), as: UTF8.self),
      errors: String(decoding: try FileSystem.read(errorPath), as: UTF8.self))
  }
}

/// A folder of its own that goes away with the value.
public final class TemporaryFolder: Sendable {
  public let path: String

  public init() throws {
    let parent = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    var template = Array((parent + "/tally-test-XXXXXX").utf8CString)
    guard let made = mkdtemp(&template) else {
      throw FileError(path: parent, reason: String(cString: strerror(errno)))
    }
    path = String(cString: made)
  }

  deinit { Self.remove(path) }

  /// Writes a file, making the folders above it; returns its path.
  @discardableResult
  public func write(_ name: String, _ bytes: [UInt8]) throws -> String {
    let file = path + "/" + name
    if let slash = file.lastIndex(of: "/") { try FileSystem.makeFolder(String(file[..<slash])) }
    try FileSystem.write(bytes, to: file)
    return file
  }

  @discardableResult
  public func write(_ name: String, _ text: String) throws -> String {
    try write(name, Array(text.utf8))
  }

  private static func remove(_ path: String) {
    var info = stat()
    if lstat(path, &info) == 0, info.st_mode & S_IFMT == S_IFDIR {
      chmod(path, 0o700)
      for name in (try? FileSystem.list(path)) ?? [] { remove(path + "/" + name) }
      rmdir(path)
    } else {
      unlink(path)
    }
  }
}
