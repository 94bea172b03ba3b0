import Glibc

/// A file or folder that could not be used.
public struct FileError: Error, Hashable, Sendable, CustomStringConvertible {
  public var path: String
  /// What the system says, such as `No such file or directory`.
  public var reason: String

  public init(path: String, reason: String) {
    self.path = path
    self.reason = reason
  }

  init(path: String, code: Int32) {
    self.init(path: path, reason: String(cString: strerror(code)))
  }

  public var description: String { "\(path): \(reason)" }
}

/// Files and folders by path, without Foundation.
public enum FileSystem {
  public enum Kind: Sendable { case file, folder, other, missing }

  /// What a path leads to, links followed.
  public static func kind(_ path: String) -> Kind {
    var info = stat()
    guard stat(path, &info) == 0 else { return .missing }
    switch info.st_mode & S_IFMT {
    case S_IFREG: return .file
    case S_IFDIR: return .folder
    default: return .other
    }
  }

  /// The whole of a file.
  ///
  /// - Throws: `FileError`.
  public static func read(_ path: String) throws(FileError) -> [UInt8] {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw FileError(path: path, code: errno) }
    defer { close(file) }
    var info = stat()
    guard fstat(file, &info) == 0 else { throw FileError(path: path, code: errno) }
    if info.st_mode & S_IFMT == S_IFDIR { throw FileError(path: path, code: EISDIR) }
    return try read(descriptor: file, name: path, expected: Int(info.st_size))
  }

  /// Everything that can still be read from an open descriptor, such as standard input.
  ///
  /// - Throws: `FileError`.
  public static func read(
    descriptor: Int32, name: String, expected: Int = 0
  ) throws(FileError) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(expected + 1)
    var room = expected > 0 ? expected + 1 : 1 << 16
    while true {
      var failure: Int32 = 0
      let old = bytes.count
      bytes += [UInt8](repeating: 0, count: room)
      let got = bytes.withUnsafeMutableBytes { buffer -> Int in
        while true {
          let n = Glibc.read(descriptor, buffer.baseAddress.unsafelyUnwrapped + old, room)
          if n >= 0 { return n }
          if errno != EINTR {
            failure = errno
            return -1
          }
        }
      }
      bytes.removeLast(room - max(0, got))
      if got < 0 { throw FileError(path: name, code: failure) }
      if got == 0 { return bytes }
      room = max(1 << 16, min(bytes.count, 1 << 24))
    }
  }

  /// The names in a folder without `.` and `..`, sorted by bytes.
  ///
  /// - Throws: `FileError`.
  public static func list(_ path: String) throws(FileError) -> [String] {
    guard let folder = opendir(path) else { throw FileError(path: path, code: errno) }
    defer { closedir(folder) }
    var names: [String] = []
    while let entry = readdir(folder) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != "." && name != ".." { names.append(name) }
    }
    return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// Writes a file whole: to a temporary name beside it, then renamed.
  ///
  /// - Throws: `FileError`.
  public static func write(_ bytes: [UInt8], to path: String) throws(FileError) {
    let temporary = path + ".part"
    let file = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard file >= 0 else { throw FileError(path: path, code: errno) }
    let code = write(bytes, descriptor: file)
    close(file)
    guard code == 0 else {
      unlink(temporary)
      throw FileError(path: path, code: code)
    }
    guard rename(temporary, path) == 0 else { throw FileError(path: path, code: errno) }
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
    guard mkdir(path, 0o755) == 0 || errno == EEXIST else {
      throw FileError(path: path, code: errno)
    }
  }

  /// The path of the running program, links resolved.
  public static var executablePath: String? {
    var buffer = [CChar](repeating: 0, count: Int(PATH_MAX) + 1)
    let count = readlink("/proc/self/exe", &buffer, Int(PATH_MAX))
    guard count > 0 else { return nil }
    return String(decoding: buffer[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}
