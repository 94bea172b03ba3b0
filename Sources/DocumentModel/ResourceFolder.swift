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
    try FileSystem.read(path + "/" + name)
  }

  /// The lines of a text file without comments (`#` to the end of the line) and blank lines,
  /// white space at both ends taken off.
  ///
  /// - Throws: `FileError`.
  public func lines(_ name: String) throws(FileError) -> [String] {
    let text = String(decoding: try read(name), as: UTF8.self)
    var lines: [String] = []
    for line in text.utf8.split(separator: 0x0A) {
      var content = line.prefix { $0 != 0x23 }
      while let last = content.last, last == 0x20 || last == 0x09 || last == 0x0D {
        content = content.dropLast()
      }
      while let first = content.first, first == 0x20 || first == 0x09 {
        content = content.dropFirst()
      }
      if !content.isEmpty { lines.append(String(decoding: content, as: UTF8.self)) }
    }
    return lines
  }
}
