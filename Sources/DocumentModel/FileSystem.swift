import Glibc

/// A file or folder that could not be used.
public struct FileError: Error, Hashable, Sendable, CustomStringConvertible {
  /// As it is shown (`FilePath.shown`).
  public var path: String
  /// What the system says, such as `No such file or directory`.
  public var reason: String

  public init(path: String, reason: String) {
    self.path = FilePath.shown(path)
    self.reason = reason
  }

  /// - Parameter code: an error number of the system.
  public init(path: String, code: Int32) {
    self.init(path: path, reason: String(cString: strerror(code)))
  }

  public var description: String { "\(path): \(reason)" }
}

/// Files and folders by path (`FilePath`), without Foundation.
public enum FileSystem {
  public enum Kind: Sendable { case file, folder, other, missing }

  /// What a path leads to, links followed.
  public static func kind(_ path: String) -> Kind {
    var info = stat()
    guard withSystemPath(path, { stat($0, &info) }) == 0 else { return .missing }
    switch info.st_mode & S_IFMT {
    case S_IFREG: return .file
    case S_IFDIR: return .folder
    default: return .other
    }
  }

  /// Calls `body` with the bytes of a path, for a system call.
  public static func withSystemPath<T>(_ path: String, _ body: (UnsafePointer<CChar>) -> T) -> T {
    guard path.utf8.contains(0xF4) else { return path.withCString(body) }
    let bytes = FilePath.bytes(path).map { CChar(bitPattern: $0) } + [0]
    return bytes.withUnsafeBufferPointer { buffer in
      buffer.baseAddress.map(body) ?? path.withCString(body)
    }
  }

  /// Opens a regular file for reading. What is none (a folder, a named pipe, a device) is refused
  /// without waiting for it.
  ///
  /// - Returns: the descriptor, which is the caller's to close, and the size that the system gives;
  ///   a file in `/proc` has size 0, and a file may grow.
  /// - Throws: `FileError`.
  public static func openFile(
    _ path: String
  ) throws(FileError) -> (descriptor: Int32, size: Int) {
    let file = withSystemPath(path) { open($0, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY) }
    guard file >= 0 else {
      // A socket cannot be opened at all.
      throw errno == ENXIO ? notAFile(path) : FileError(path: path, code: errno)
    }
    var info = stat()
    guard fstat(file, &info) == 0, info.st_mode & S_IFMT == S_IFREG else {
      close(file)
      throw info.st_mode & S_IFMT == S_IFDIR
        ? FileError(path: path, code: EISDIR) : notAFile(path)
    }
    return (file, Int(info.st_size))
  }

  private static func notAFile(_ path: String) -> FileError {
    FileError(path: path, reason: "not a regular file")
  }

  /// The whole of a regular file.
  ///
  /// - Parameter limit: bytes; a larger file is an error, of which no more is read than that.
  /// - Throws: `FileError`, for anything that is no regular file as well.
  public static func read(_ path: String, limit: Int = .max - 1) throws(FileError) -> [UInt8] {
    let (file, size) = try openFile(path)
    defer { close(file) }
    guard size <= limit else { throw tooLarge(path, limit) }
    return try read(descriptor: file, name: path, expected: size, limit: limit)
  }

  private static func tooLarge(_ path: String, _ limit: Int) -> FileError {
    FileError(path: path, reason: "larger than \(limit) bytes, the most that is read")
  }

  /// Everything that can still be read from an open descriptor, such as standard input.
  ///
  /// - Parameters:
  ///   - expected: how many bytes there probably are.
  ///   - limit: bytes; more are an error, and one more at most is read.
  /// - Throws: `FileError`.
  public static func read(
    descriptor: Int32, name: String, expected: Int = 0, limit: Int = .max - 1
  ) throws(FileError) -> [UInt8] {
    var bytes: [UInt8] = []
    // A size is no promise: no more than this is reserved before a byte has come.
    var room = min(expected > 0 ? min(expected, 1 << 26) + 1 : 1 << 16, limit + 1)
    while true {
      var code: Int32?
      var isAtEnd = false
      // Memory that is not zeroed first; most files are read whole in the first round.
      bytes = [UInt8](unsafeUninitializedCapacity: room) { buffer, count in
        let raw = UnsafeMutableRawBufferPointer(buffer)
        raw.copyBytes(from: bytes)
        count = bytes.count
        while count < room, !isAtEnd {
          let got = read(
            descriptor, into: UnsafeMutableRawBufferPointer(rebasing: raw[count..<room]))
          if got < 0 { code = errno }
          if got <= 0 { isAtEnd = true } else { count += got }
        }
      }
      if let code { throw FileError(path: name, code: code) }
      if bytes.count > limit { throw tooLarge(name, limit) }
      if isAtEnd { return bytes }
      room = min(room + max(1 << 16, room / 2), limit + 1)
    }
  }

  /// Reads what there is up to the size of the buffer; 0 at the end, -1 with `errno` on an error.
  public static func read(_ descriptor: Int32, into buffer: UnsafeMutableRawBufferPointer) -> Int {
    while true {
      let count = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
      if count >= 0 || errno != EINTR { return count }
    }
  }

  /// The names in a folder without `.` and `..`, sorted by bytes.
  ///
  /// - Throws: `FileError`.
  public static func list(_ path: String) throws(FileError) -> [String] {
    guard let folder = withSystemPath(path, { opendir($0) }) else {
      throw FileError(path: path, code: errno)
    }
    defer { closedir(folder) }
    var names: [String] = []
    while let entry = readdir(folder) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: UInt8.self, capacity: 256) {
          FilePath.string(UnsafeBufferPointer(start: $0, count: strlen($0)))
        }
      }
      if name != "." && name != ".." { names.append(name) }
    }
    return names.sorted { FilePath.bytes($0).lexicographicallyPrecedes(FilePath.bytes($1)) }
  }

  /// Writes a file whole: to a temporary name beside it, which follows no link, then, when it is on
  /// disk, renamed.
  ///
  /// - Throws: `FileError`.
  public static func write(_ bytes: [UInt8], to path: String) throws(FileError) {
    let temporary = "\(path).part-\(getpid())"
    // What is there of this name was left by a process that was killed.
    _ = withSystemPath(temporary) { unlink($0) }
    let file = withSystemPath(temporary) {
      open($0, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o644)
    }
    guard file >= 0 else { throw FileError(path: path, code: errno) }
    var code = write(bytes, descriptor: file)
    // EINVAL: a file system that has nothing to write back.
    if code == 0, fsync(file) != 0, errno != EINVAL { code = errno }
    if close(file) != 0, code == 0 { code = errno }
    if code == 0 {
      let moved = withSystemPath(temporary) { old in withSystemPath(path) { rename(old, $0) } }
      if moved != 0 { code = errno }
    }
    guard code == 0 else {
      _ = withSystemPath(temporary) { unlink($0) }
      throw FileError(path: path, code: code)
    }
  }

  /// Writes all bytes to an open descriptor; returns 0 or the error number.
  public static func write(_ bytes: [UInt8], descriptor: Int32) -> Int32 {
    bytes.withUnsafeBytes { buffer in
      var done = 0
      while done < buffer.count {
        let n = Glibc.write(
          descriptor, buffer.baseAddress.unsafelyUnwrapped + done, buffer.count - done)
        if n < 0 {
          if errno == EINTR { continue }
          return errno
        }
        done += n
      }
      return 0
    }
  }

  /// Makes a folder and those above it.
  ///
  /// - Throws: `FileError`.
  public static func makeFolder(_ path: String) throws(FileError) {
    if kind(path) == .folder || path.isEmpty { return }
    if let slash = path.lastIndex(of: "/"), slash != path.startIndex {
      try makeFolder(String(path[..<slash]))
    }
    guard withSystemPath(path, { mkdir($0, 0o755) }) == 0 || errno == EEXIST else {
      throw FileError(path: path, code: errno)
    }
  }

  /// The arguments of the program without its name, as paths: bytes that are not UTF-8 are kept.
  public static var arguments: [String] {
    (1..<max(1, Int(CommandLine.argc))).compactMap { index in
      CommandLine.unsafeArgv[index].map { argument in
        argument.withMemoryRebound(to: UInt8.self, capacity: strlen(argument)) {
          FilePath.string(UnsafeBufferPointer(start: $0, count: strlen(argument)))
        }
      }
    }
  }

  /// The path of the running program, links resolved.
  public static var executablePath: String? {
    var buffer = [CChar](repeating: 0, count: Int(PATH_MAX) + 1)
    let count = readlink("/proc/self/exe", &buffer, Int(PATH_MAX))
    guard count > 0 else { return nil }
    return FilePath.string(buffer[..<count].map { UInt8(bitPattern: $0) })
  }
}
