import DocumentModel
import RecordOutput

/// Where the pieces of each writer go: standard output, or one file each in a folder.
final class OutputFiles {
  let writers: [any RecordWriter]
  private let folder: OutputFolder?
  private var descriptors: [Int32] = []
  private let names: [String]
  private var isEmpty: [Bool]
  private(set) var failure: FileError?

  /// - Parameter names: of the files in the folder, one a writer.
  /// - Throws: `FileError`.
  init(
    folder: OutputFolder?, writers: [any RecordWriter], names: [String]
  ) throws(FileError) {
    self.writers = writers
    self.folder = folder
    self.names = names
    isEmpty = writers.map { _ in true }
    if let folder {
      for name in names { descriptors.append(try folder.stage(name)) }
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

  /// Writes what stands at the end of each file.
  func end() {
    for index in writers.indices { write(writers[index].suffix, index) }
  }

  private var isBroken: Bool { failure != nil || (folder == nil && Console.isBroken) }

  private func write(_ bytes: [UInt8], _ index: Int) {
    guard !bytes.isEmpty, !isBroken else { return }
    guard let folder else {
      Console.write(bytes, as: .data)
      return
    }
    let code = FileSystem.write(bytes, descriptor: descriptors[index])
    if code != 0 { failure = FileError(path: "\(folder.path)/\(names[index])", code: code) }
  }
}
