import Glibc

/// What makes a file the same one under whatever name.
public struct FileIdentity: Hashable, Sendable {
  private var device: UInt64
  private var inode: UInt64

  public init(_ info: stat) {
    device = UInt64(info.st_dev)
    inode = UInt64(info.st_ino)
  }

  /// Of what a path leads to, links followed; nil when there is nothing.
  public init?(path: String) {
    var info = stat()
    guard FileSystem.withSystemPath(path, { stat($0, &info) }) == 0 else { return nil }
    self.init(info)
  }

  /// Of an open regular file; nil for everything else.
  public init?(descriptor: Int32) {
    var info = stat()
    guard fstat(descriptor, &info) == 0, info.st_mode & S_IFMT == S_IFREG else { return nil }
    self.init(info)
  }
}
