import Glibc

extension FileSystem {
  /// The absolute path without links, `.` and `..`; nil when it leads to nothing.
  public static func resolved(_ path: String) -> String? {
    guard let found = withSystemPath(path, { realpath($0, nil) }) else { return nil }
    defer { free(found) }
    return FilePath.string(
      UnsafeBufferPointer(
        start: UnsafeRawPointer(found).assumingMemoryBound(to: UInt8.self), count: strlen(found)))
  }
}
