import DocumentModel
import Glibc

/// Hands out the sources of a run one after the other, to any number of threads.
///
/// An HTML or text file is one source; of a jsonl file each line is one. Lines are read as they
/// are asked for, so that a stream of any length runs in bounded memory. All state is behind one
/// lock.
final class SourceFeed: @unchecked Sendable {
  /// A source with its number in the order of the run.
  struct Item {
    var number: Int
    /// Path, or path and line, for messages.
    var place: String
    var work: Work
  }

  enum Work {
    case file(Input)
    case line([UInt8])
    case failed(Failure)
  }

  private let lock: UnsafeMutablePointer<pthread_mutex_t>
  private let inputs: [Input]
  private let reader: SourceReader
  private var nextInput = 0
  private var nextNumber = 0
  private var lines: LineReader?
  private var lineNumber = 0

  init(_ inputs: [Input], _ reader: SourceReader) {
    self.inputs = inputs
    self.reader = reader
    lock = .allocate(capacity: 1)
    pthread_mutex_init(lock, nil)
  }

  deinit {
    pthread_mutex_destroy(lock)
    lock.deallocate()
  }

  /// The next source, nil when there is none left.
  func next() -> Item? {
    pthread_mutex_lock(lock)
    defer { pthread_mutex_unlock(lock) }
    while true {
      if lines != nil {
        if let item = nextLine() { return item }
        continue
      }
      guard nextInput < inputs.count else { return nil }
      let input = inputs[nextInput]
      nextInput += 1
      guard input.format == .jsonl else { return item(place: input.name, .file(input)) }
      do throws(Failure) {
        lines = try reader.lines(of: input)
        lineNumber = 0
      } catch {
        return item(place: input.name, .failed(error))
      }
    }
  }

  /// The next line of the open file that is not blank; nil when the file has ended.
  private func nextLine() -> Item? {
    let path = inputs[nextInput - 1].name
    while true {
      let line: LineReader.Line?
      do throws(FileError) {
        line = try lines?.next() ?? nil
      } catch {
        lines = nil
        return item(place: path, .failed(Failure(place: path, stage: "read", reason: error.reason)))
      }
      lineNumber += 1
      let place = "\(path):\(lineNumber)"
      switch line {
      case nil:
        lines = nil
        return nil
      case .text(let bytes):
        if bytes.allSatisfy({ $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }) { continue }
        return item(place: place, .line(bytes))
      case .tooLong:
        return failed(place, "a line " + ByteStream.reason(tooLarge: reader.limit))
      case .endless:
        lines = nil
        return failed(place, "a line that does not end; it and what follows was not read")
      }
    }
  }

  private func failed(_ place: String, _ reason: String) -> Item {
    item(place: place, .failed(Failure(place: place, stage: "read", reason: reason)))
  }

  private func item(place: String, _ work: Work) -> Item {
    defer { nextNumber += 1 }
    return Item(number: nextNumber, place: place, work: work)
  }
}
