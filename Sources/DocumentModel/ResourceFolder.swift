import Glibc

/// The folder with the program's own data: language tables and models.
///
/// It is looked for in this order: `TALLY_RESOURCES`; then, going up from the program's own
/// place, the first folder that holds `Resources/tally-resources` or
/// `share/tally/Resources/tally-resources`. So a build in a checkout and an installed program
/// both find it whatever the working directory is.
public struct ResourceFolder: Sendable {
  public static let marker = "tally-resources"

  public var path: String

  public init(path: String) { self.path = path }

  /// - Throws: `FileError` when there is none.
  public static func locate() throws(FileError) -> ResourceFolder {
    if let set = getenv("TALLY_RESOURCES") {
      let path = String(cString: set)
      guard FileSystem.kind(path + "/" + marker) == .file else {
        throw FileError(
          path: path, reason: "TALLY_RESOURCES names a folder without '\(marker)' in it")
      }
      return ResourceFolder(path: path)
    }
    let program = FileSystem.executablePath ?? ""
    var folder = program
    while let slash = folder.lastIndex(of: "/") {
      folder = String(folder[..<slash])
      for place in ["/Resources", "/share/tally/Resources"]
      where FileSystem.kind(folder + place + "/" + marker) == .file {
        return ResourceFolder(path: folder + place)
      }
    }
    throw FileError(
      path: "Resources",
      reason: "not found above '\(program)'; set TALLY_RESOURCES to the folder that holds "
        + "'\(marker)'")
  }

  /// The bytes of a file in it, by a path such as `en/abbreviations.txt`.
  ///
  /// - Throws: `FileError`.
  public func read(_ name: String) throws(FileError) -> [UInt8] {
    let path = path + "/" + name
    let (file, size) = try FileSystem.openFile(path)
    defer { close(file) }
    guard size < 1 << 28 else {
      throw FileError(path: path, reason: "\(size) bytes are too many for a table or model")
    }
    // Straight into memory that nothing was written to: the models are most of a start.
    var code: Int32 = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
      while count < size {
        let rest = UnsafeMutableRawBufferPointer(
          rebasing: UnsafeMutableRawBufferPointer(buffer)[count...])
        let got = FileSystem.read(file, into: rest)
        if got < 0 { code = errno }
        if got <= 0 { return }
        count += got
      }
    }
    guard code == 0 else {
      throw FileError(path: path, reason: String(cString: strerror(code)))
    }
    return bytes
  }

  /// The lines of a text file without comments (`#` to the end of the line) and blank lines,
  /// white space at both ends taken off.
  ///
  /// - Throws: `FileError`.
  public func lines(_ name: String) throws(FileError) -> [String] {
    let bytes = try read(name)
    return bytes.withUnsafeBufferPointer { text in
      var lines: [String] = []
      lines.reserveCapacity(text.count / 24)
      var start = 0
      while start < text.count {
        var next = start
        while next < text.count && text[next] != 0x0A { next += 1 }
        var end = start
        while end < next && text[end] != 0x23 { end += 1 }
        while end > start, isBlank(text[end - 1]) || text[end - 1] == 0x0D { end -= 1 }
        while start < end, isBlank(text[start]) { start += 1 }
        if start < end {
          lines.append(
            String(decoding: UnsafeBufferPointer(rebasing: text[start..<end]), as: UTF8.self))
        }
        start = next + 1
      }
      return lines
    }
  }

  private func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }
}

extension String {
  /// The parts of a line between spaces, without empty ones: `split` by bytes, since asking for
  /// characters costs some three hundred instructions each. O(length).
  public var fields: [Substring] { utf8.split(separator: 0x20).map { Substring($0) } }
}
