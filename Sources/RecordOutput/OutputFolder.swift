import DocumentModel
import Glibc

/// A folder that a run fills with files, and that holds what the last run made.
///
/// `DIR/.tally` is the program's own: `lock`, on which a run holds the kernel's lock (`flock`, gone
/// when the process ends however it ends); `files`, the list of the files in `DIR` that it wrote, a
/// name a line; and the files of a run until they are whole. A file gets its name when it is on disk
/// (`fsync`), and is in the list before. What an earlier run wrote is written over or, at the end,
/// removed; a file that is not in the list is never touched. No link is followed below `DIR`.
///
/// One thread stages and commits; `abandon` may come from another.
public final class OutputFolder: @unchecked Sendable {
  public static let ownName = ".tally"

  /// A file that is not whole yet.
  private struct Pending {
    var temporary: String
    var name: String
    /// Not closed yet; nil otherwise.
    var descriptor: Int32?
  }

  public let path: String
  private let folder: Int32
  private let own: Int32
  private let lock: Int32
  private let mutex: UnsafeMutablePointer<pthread_mutex_t>
  private var pending: [Pending] = []
  private var count = 0
  /// The list as it was at the beginning.
  private let earlier: Set<String>
  private var written: Set<String> = []

  /// Makes the folder where it is missing, takes its lock, and removes what a run left that was
  /// killed.
  ///
  /// - Throws: `FileError`, also when another run holds the lock.
  public init(_ path: String) throws(FileError) {
    self.path = path
    try FileSystem.makeFolder(path)
    let flags = O_RDONLY | O_DIRECTORY | O_CLOEXEC
    folder = FileSystem.withSystemPath(path) { Glibc.open($0, flags) }
    guard folder >= 0 else { throw FileError(path: path, code: errno) }
    let ownPath = path + "/" + Self.ownName
    if mkdirat(folder, Self.ownName, 0o755) != 0, errno != EEXIST {
      let code = errno
      close(folder)
      throw FileError(path: path, code: code)
    }
    own = openat(folder, Self.ownName, flags | O_NOFOLLOW)
    guard own >= 0 else {
      let code = errno
      close(folder)
      throw FileError(path: ownPath, code: code)
    }
    lock = openat(own, "lock", O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0o644)
    if lock < 0 || flock(lock, LOCK_EX | LOCK_NB) != 0 {
      let code = errno
      for descriptor in [lock, own, folder] where descriptor >= 0 { close(descriptor) }
      guard code == EWOULDBLOCK else { throw FileError(path: ownPath + "/lock", code: code) }
      throw FileError(
        path: path,
        reason: "another run is writing into this folder; wait for its end or name another folder")
    }
    for name in (try? FileSystem.list(ownPath)) ?? [] where name != "lock" && name != "files" {
      unlinkat(own, name, 0)
    }
    earlier = Self.list(own)
    mutex = .allocate(capacity: 1)
    pthread_mutex_init(mutex, nil)
  }

  deinit {
    removePending()
    for descriptor in [lock, own, folder] { close(descriptor) }
    pthread_mutex_destroy(mutex)
    mutex.deallocate()
  }

  // MARK: Writing

  /// Begins a file that `commit` will call `name`.
  ///
  /// - Parameter name: below the folder, with `/` between parts; no part is empty, `.` or `..`.
  /// - Returns: a descriptor, which stays the folder's to close.
  /// - Throws: `FileError`, also when there is a file of that name that no run wrote.
  public func stage(_ name: String) throws(FileError) -> Int32 {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    try checkName(name)
    count += 1
    let temporary = "part-\(getpid())-\(count)"
    let flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC
    let descriptor = openat(own, temporary, flags, 0o644)
    guard descriptor >= 0 else { throw error(name, errno) }
    pending.append(Pending(temporary: temporary, name: name, descriptor: descriptor))
    return descriptor
  }

  /// Writes a whole file that `commit` will call `name`.
  ///
  /// - Throws: `FileError`, as `stage`; then there is nothing to commit of it.
  public func stage(_ bytes: [UInt8], as name: String) throws(FileError) {
    let descriptor = try stage(name)
    let code = FileSystem.write(bytes, descriptor: descriptor)
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    // It stays open for `fsync` only where many descriptors are no burden.
    if code == 0, pending.count <= 16 { return }
    close(descriptor)
    pending[pending.count - 1].descriptor = nil
    guard code == 0 else {
      unlinkat(own, pending.removeLast().temporary, 0)
      throw error(name, code)
    }
  }

  /// How many files wait for `commit`.
  public var staged: Int { pending.count }

  /// Gives the staged files their names, after everything in them is on disk.
  ///
  /// - Returns: what failed; the other files have their names.
  public func commit() -> [FileError] {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    var failures: [FileError] = []
    var whole: [Pending] = []
    for file in pending {
      let code = synced(file)
      if code == 0 {
        whole.append(file)
      } else {
        failures.append(error(file.name, code))
        unlinkat(own, file.temporary, 0)
      }
    }
    pending = whole
    let code = append(whole.map(\.name).filter { !earlier.contains($0) && !written.contains($0) })
    if code != 0 {
      removePending()
      return failures + [FileError(path: path + "/" + Self.ownName + "/files", code: code)]
    }
    var parents: [String: Int32] = ["": dup(folder)]
    for file in whole {
      let (above, base) = Self.split(file.name)
      let parent: Int32
      if let known = parents[above] {
        parent = known
      } else {
        parent = openParent(above, isMade: true)
        if parent >= 0 { parents[above] = parent }
      }
      if parent >= 0, renameat(own, file.temporary, parent, base) == 0 {
        written.insert(file.name)
      } else {
        failures.append(error(file.name, errno))
        unlinkat(own, file.temporary, 0)
      }
    }
    pending = []
    for parent in parents.values {
      fsync(parent)
      close(parent)
    }
    return failures
  }

  /// Removes what is staged, and lets nobody stage or commit any more: for a process that is about
  /// to end, from any thread.
  public func abandon() {
    pthread_mutex_lock(mutex)
    removePending()
  }

  /// Removes what is staged.
  public func discard() {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    removePending()
  }

  /// Removes the files of earlier runs that this one did not write, and writes the list anew.
  ///
  /// - Parameter keepsEarlier: leaves these files, and their names in the list, for a run that has not
  ///   done all of its work.
  /// - Returns: how many files of earlier runs were removed or kept, and the names in the folder that
  ///   no run wrote.
  /// - Throws: `FileError`.
  public func finish(
    keepsEarlier: Bool = false
  ) throws(FileError) -> (earlier: Int, others: [String]) {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    var count = 0
    var listed = written
    for name in earlier.subtracting(written) {
      if keepsEarlier {
        guard exists(name) else { continue }
        listed.insert(name)
        count += 1
      } else if remove(name) {
        count += 1
      }
    }
    let bytes = Array((Self.head + listed.sorted().joined(separator: "\n") + "\n").utf8)
    let temporary = "part-\(getpid())-files"
    let file = openat(own, temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o644)
    guard file >= 0 else { throw error(Self.ownName + "/files", errno) }
    var code = FileSystem.write(bytes, descriptor: file)
    if code == 0, fsync(file) != 0, errno != EINVAL { code = errno }
    close(file)
    if code == 0, renameat(own, temporary, own, "files") != 0 { code = errno }
    guard code == 0 else {
      unlinkat(own, temporary, 0)
      throw error(Self.ownName + "/files", code)
    }
    fsync(own)
    let tops = Set(listed.map { String($0.prefix { $0 != "/" }) })
    let others = try FileSystem.list(path).filter { $0 != Self.ownName && !tops.contains($0) }
    return (count, others)
  }

  // MARK: Reading

  /// The files of earlier runs, so that nobody takes them for input.
  public var earlierFiles: Set<FileIdentity> {
    Set(earlier.compactMap { information($0).map(FileIdentity.init) })
  }

  // MARK: Inside

  private static let head =
    "# What tally wrote into the folder above; the next run may replace it.\n"

  /// The names in the list; what could lead out of the folder is no name of ours.
  private static func list(_ own: Int32) -> Set<String> {
    let file = openat(own, "files", O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK)
    guard file >= 0 else { return [] }
    defer { close(file) }
    let bytes = (try? FileSystem.read(descriptor: file, name: "files", limit: 1 << 30)) ?? []
    let lines = bytes.split(separator: 0x0A).map { String(decoding: $0, as: UTF8.self) }
    return Set(
      lines.filter { line in
        !line.hasPrefix("#") && !line.hasPrefix(ownName)
          && line.split(separator: "/", omittingEmptySubsequences: false).allSatisfy {
            !$0.isEmpty && $0 != "." && $0 != ".."
          }
      })
  }

  /// Adds names to the list before there are files of these names; returns 0 or the error number.
  private func append(_ names: [String]) -> Int32 {
    if names.isEmpty { return 0 }
    let file = openat(
      own, "files", O_WRONLY | O_CREAT | O_APPEND | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK, 0o644)
    guard file >= 0 else { return errno }
    defer { close(file) }
    // The empty line ends one that a killed run left half.
    let code = FileSystem.write(
      Array(("\n" + names.joined(separator: "\n") + "\n").utf8), descriptor: file)
    if code != 0 { return code }
    return fsync(file) == 0 || errno == EINVAL ? 0 : errno
  }

  private func checkName(_ name: String) throws(FileError) {
    let (above, base) = Self.split(name)
    let parent = openParent(above, isMade: false)
    guard parent >= 0 else {
      if errno == ENOENT { return }
      throw error(name, errno)
    }
    defer { close(parent) }
    var info = stat()
    guard fstatat(parent, base, &info, AT_SYMLINK_NOFOLLOW) == 0 else { return }
    switch info.st_mode & S_IFMT {
    case S_IFLNK: return
    case S_IFREG where earlier.contains(name) || written.contains(name): return
    case S_IFDIR: throw error(name, EISDIR)
    default:
      throw FileError(
        path: path + "/" + name,
        reason: "not written by tally, so left alone; move it or name another folder")
    }
  }

  /// The folder that a name stands in, without following a link; -1 with `errno` when there is none.
  private func openParent(_ above: String, isMade: Bool) -> Int32 {
    var parent = dup(folder)
    for part in above.split(separator: "/") where parent >= 0 {
      if isMade { mkdirat(parent, String(part), 0o755) }
      let next = openat(parent, String(part), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
      let code = errno
      close(parent)
      errno = code
      parent = next
    }
    return parent
  }

  /// Removes a file and the folders above it that are empty then.
  private func remove(_ name: String) -> Bool {
    var (above, base) = Self.split(name)
    let parent = openParent(above, isMade: false)
    guard parent >= 0 else { return false }
    let isRemoved = unlinkat(parent, base, 0) == 0
    close(parent)
    while isRemoved, !above.isEmpty {
      (above, base) = Self.split(above)
      let parent = openParent(above, isMade: false)
      guard parent >= 0 else { break }
      defer { close(parent) }
      if unlinkat(parent, base, AT_REMOVEDIR) != 0 { break }
    }
    return isRemoved
  }

  private func exists(_ name: String) -> Bool { information(name) != nil }

  private func information(_ name: String) -> stat? {
    let (above, base) = Self.split(name)
    let parent = openParent(above, isMade: false)
    guard parent >= 0 else { return nil }
    defer { close(parent) }
    var info = stat()
    return fstatat(parent, base, &info, AT_SYMLINK_NOFOLLOW) == 0 ? info : nil
  }

  private func removePending() {
    for file in pending {
      if let descriptor = file.descriptor { close(descriptor) }
      unlinkat(own, file.temporary, 0)
    }
    pending = []
  }

  /// Sees to it that a file is on disk and closed; returns 0 or the error number.
  private func synced(_ file: Pending) -> Int32 {
    let descriptor =
      file.descriptor ?? openat(own, file.temporary, O_RDONLY | O_NOFOLLOW | O_CLOEXEC)
    guard descriptor >= 0 else { return errno }
    // EINVAL: a file system that has nothing to write back.
    var code: Int32 = fsync(descriptor) == 0 || errno == EINVAL ? 0 : errno
    if close(descriptor) != 0, code == 0 { code = errno }
    return code
  }

  private func error(_ name: String, _ code: Int32) -> FileError {
    FileError(path: path + "/" + name, code: code)
  }

  /// The part before the last slash, empty without one, and the part behind it.
  private static func split(_ name: String) -> (above: String, base: String) {
    guard let slash = name.lastIndex(of: "/") else { return ("", name) }
    return (String(name[..<slash]), String(name[name.index(after: slash)...]))
  }
}
