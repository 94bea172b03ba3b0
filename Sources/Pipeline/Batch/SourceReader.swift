import DocumentModel
import TextProcessing

/// From an input to what is to be read of it: opens it, keeps to the limit, unpacks it, and refuses
/// what is no text.
struct SourceReader: Sendable {
  /// Bytes of a file, a stream or a line.
  let limit: Int

  /// - Parameter count: is set to the bytes of the page or text.
  /// - Throws: `Failure`, one line for the user.
  func source(of input: Input, _ count: inout Int) throws(Failure) -> Source {
    let bytes: [UInt8]
    do throws(FileError) {
      var stream = try ByteStream(input)
      bytes = try stream.readAll(limit: limit)
    } catch {
      throw Failure(place: input.name, stage: "read", reason: error.reason)
    }
    count = bytes.count
    if let reason = ContentSniffer.refusal(bytes) {
      throw Failure(place: input.name, stage: "read", reason: reason)
    }
    var source = Source(id: input.name, content: .html(bytes))
    if input.format == .text {
      if !input.isFormatGiven, ContentSniffer.isPage(bytes) {
        source.findings.append(
          Finding(
            stage: "read",
            message: "is a page by its beginning and was read as one; "
              + "--input-format text reads its tags as text"))
      } else {
        source.content = .text(bytes)
      }
    }
    return source
  }

  /// Opens a jsonl input.
  ///
  /// - Throws: `Failure`, one line for the user: also when it is something else altogether.
  func lines(of input: Input) throws(Failure) -> LineReader {
    do throws(FileError) {
      var reader = try LineReader(input, limit: limit)
      let head = Array(try reader.head())
      if let reason = ContentSniffer.refusal(head) {
        throw FileError(path: input.path, reason: reason)
      }
      if let encoding = ContentSniffer.wideEncoding(head) {
        throw FileError(
          path: input.path,
          reason: "is \(encoding), but JSON lines are UTF-8; convert it first (iconv)")
      }
      return reader
    } catch {
      throw Failure(place: input.name, stage: "read", reason: error.reason)
    }
  }
}
