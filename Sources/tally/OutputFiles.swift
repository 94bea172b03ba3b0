import DocumentModel
import Glibc
import RecordOutput

/// Where the pieces of each writer go: standard output, or one file each in a folder. Files are
/// written under temporary names and renamed at the end.
final class OutputFiles {
  let writers: [any RecordWriter]
  private var descriptors: [Int32] = []
  private var paths: [String] = []
  private var isEmpty: [Bool]
  private var isBroken = false
  private var failure: FileError?

  init(
    folder: String?, writers: [any RecordWriter], names: [String], suffix: String
  ) throws(FileError) {
    self.writers = writers
    isEmpty = writers.map { _ in true }
    if let folder {
      try FileSystem.makeFolder(folder)
      for name in names {
        let path = "\(folder)/\(name).\(suffix)"
        let descriptor = open(path + ".part", O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else {
          throw FileError(path: path, reason: String(cString: strerror(errno)))
        }
        paths.append(path)
        descriptors.append(descriptor)
      }
    } else {
      descriptors = [1]
    }
    for index in writers.indices { write(writers[index].prefix, index) }
  }

  /// Adds one piece a writer; false when nobody reads any more or the disk is full.
  func append(_ pieces: [[UInt8]]) -> Bool {
    for (index, piece) in pieces.enumerated() where !piece.isEmpty {
      if !isEmpty[index] { write(writers[index].separator, index) }
      isEmpty[index] = false
      write(piece, index)
    }
    return !isBroken
  }

  /// Ends the files; returns what went wrong, if anything. A closed pipe is no failure.
  func finish() -> FileError? {
    for index in writers.indices { write(writers[index].suffix, index) }
    for (index, path) in paths.enumerated() {
      close(descriptors[index])
      if failure == nil, rename(path + ".part", path) != 0 {
        failure = FileError(path: path, reason: String(cString: strerror(errno)))
      }
    }
    return failure
  }

  private func write(_ bytes: [UInt8], _ index: Int) {
    guard !bytes.isEmpty, !isBroken else { return }
    let code = FileSystem.write(bytes, descriptor: descriptors[index])
    if code != 0 {
      isBroken = true
      if code != EPIPE {
        failure = FileError(
          path: paths.isEmpty ? "standard output" : paths[index],
          reason: String(cString: strerror(code)))
      }
    }
  }
}
