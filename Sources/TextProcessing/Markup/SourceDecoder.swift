import CShim
import DocumentModel
import Glibc

/// Finds out how the bytes of a file are encoded and brings them into UTF-8.
///
/// In this order: byte order mark; valid UTF-8, which beats any label; the label in the page,
/// unless what it gives cannot be text; ICU's detector; windows-1252.
struct SourceDecoder: Sendable {
  struct Decoded {
    /// The file in UTF-8; nil: the file itself is.
    var bytes: [UInt8]?
    /// Where its text begins, behind a byte order mark.
    var start = 0
    var table: DecodeTable?
  }

  private struct Encoding {
    var name: String
    var converter: String
  }

  private var encodings: [Encoding] = []
  private var labels: [String: Int] = [:]

  /// Reads `html/encodings.txt`: `encoding converter label...`.
  init(resources: ResourceFolder) throws(FileError) {
    for line in try resources.lines("html/encodings.txt") {
      let fields = line.split(separator: " ").map { String($0) }
      guard fields.count >= 2 else { continue }
      for label in fields.dropFirst(2) { labels[label] = encodings.count }
      labels[fields[0]] = encodings.count
      encodings.append(Encoding(name: fields[0], converter: fields[1]))
    }
  }

  /// Decodes a file; writes the encoding's name and what was lost into the document. O(length).
  func decode(_ source: [UInt8], isHTML: Bool, _ document: inout Document) -> Decoded {
    if source.starts(with: [0xEF, 0xBB, 0xBF]) {
      return repairUTF8(source, start: 3, &document)
    }
    if let wide = UTF8Check.wideEncoding(source),
      let decoded = convert(source, wide.name, from: wide.mark, &document)
    {
      return decoded
    }
    let check = UTF8Check.check(source)
    let label = isHTML ? declaredLabel(source) : nil
    let declared = label.flatMap { labels[$0] }
    if check.isValid {
      if let declared, encodings[declared].name == "iso-2022-jp", source.contains(0x1B),
        let decoded = convert(source, "iso-2022-jp", from: 0, &document)
      {
        return decoded
      }
      document.metadata.encoding = "utf-8"
      return Decoded()
    }
    // A few bad bytes in a page that otherwise cannot be anything else.
    let saysUTF8 = declared.map { encodings[$0].name == "utf-8" } ?? false
    if check.characters > check.errors * 3 {
      return repairUTF8(source, start: 0, &document)
    }
    // A label that can be read byte by byte is none of UTF-16 or UTF-32.
    if let declared, !saysUTF8, !encodings[declared].name.hasPrefix("utf-"),
      let decoded = convert(source, encodings[declared].name, from: 0, mayRefuse: true, &document)
    {
      return decoded
    }
    if let name = detect(source, isHTML: isHTML),
      let decoded = convert(source, name, from: 0, mayRefuse: true, &document)
    {
      return decoded
    }
    if saysUTF8, check.characters > check.errors {
      return repairUTF8(source, start: 0, &document)
    }
    return convert(source, "windows-1252", from: 0, &document)
      ?? repairUTF8(source, start: 0, &document)
  }

  /// The encoding that the first 16 KB declare in a `meta` or an XML declaration, lower case.
  private func declaredLabel(_ source: [UInt8]) -> String? {
    source.withUnsafeBufferPointer { buffer -> String? in
      guard let bytes = buffer.baseAddress else { return nil }
      let end = min(buffer.count, 1 << 14)
      var i = 0
      var inTag = false
      while i < end {
        let byte = bytes[i]
        if byte == 0x3C {
          if HTMLBytes.matches(bytes, i, end, "<!--") {
            i += 4
            while i + 2 < end, !(bytes[i] == 0x2D && bytes[i + 1] == 0x2D && bytes[i + 2] == 0x3E) {
              i += 1
            }
          }
          inTag =
            HTMLBytes.matches(bytes, i, end, "<meta") || HTMLBytes.matches(bytes, i, end, "<?xml")
        } else if byte == 0x3E {
          inTag = false
        } else if inTag {
          let isCharset = HTMLBytes.matches(bytes, i, end, "charset")
          if isCharset || HTMLBytes.matches(bytes, i, end, "encoding") {
            var j = i + (isCharset ? 7 : 8)
            while j < end, HTMLBytes.isSpace(bytes[j]) { j += 1 }
            if j < end, bytes[j] == 0x3D {
              j += 1
              while j < end, HTMLBytes.isSpace(bytes[j]) || bytes[j] == 0x22 || bytes[j] == 0x27 {
                j += 1
              }
              let first = j
              while j < end, bytes[j] > 0x20, bytes[j] != 0x22, bytes[j] != 0x27, bytes[j] != 0x3B,
                bytes[j] != 0x3E, bytes[j] != 0x2F || j == first
              {
                j += 1
              }
              if j > first {
                return String(
                  decoding: (first..<j).map { HTMLBytes.lower(bytes[$0]) }, as: UTF8.self)
              }
            }
          }
        }
        i += 1
      }
      return nil
    }
  }

  /// ICU's guess, as the name of an encoding.
  private func detect(_ source: [UInt8], isHTML: Bool) -> String? {
    var name = [CChar](repeating: 0, count: 64)
    let confidence = source.withUnsafeBufferPointer { bytes in
      tally_charset_detect(
        bytes.baseAddress, Int32(min(bytes.count, 1 << 18)), isHTML ? 1 : 0, &name, 64)
    }
    guard confidence > 5 else { return nil }
    let bytes = name.prefix { $0 != 0 }.map { HTMLBytes.lower(UInt8(bitPattern: $0)) }
    var found = String(decoding: bytes, as: UTF8.self)
    if found.hasPrefix("utf-") { return nil }
    // The detector knows the Russian code only; the Ukrainian one agrees with it in all letters.
    if found == "koi8-r" { found = "koi8-u" }
    guard let index = labels[found] else { return nil }
    return encodings[index].name
  }

  /// Decodes with ICU.
  ///
  /// - Parameter mayRefuse: give nil when the result cannot be text (controls, characters that
  ///   do not exist).
  private func convert(
    _ source: [UInt8], _ name: String, from start: Int, mayRefuse: Bool = false,
    _ document: inout Document
  ) -> Decoded? {
    guard let index = labels[name], encodings[index].converter != "-" else { return nil }
    var text = tally_charset_text()
    let status = source.withUnsafeBufferPointer { bytes in
      tally_charset_decode(
        encodings[index].converter, bytes.baseAddress.map { $0 + start },
        Int32(truncatingIfNeeded: bytes.count - start), &text)
    }
    guard status == 0 else { return nil }
    defer { tally_charset_free(&text) }
    if mayRefuse, text.replaced + text.controls > 2 + text.utf8_count / 2000 { return nil }
    let utf8 = Array(UnsafeBufferPointer(start: text.utf8, count: Int(text.utf8_count)))
    free(text.utf8)
    text.utf8 = nil
    var table = DecodeTable(start: start)
    table.reserveCapacity(Int(text.stretch_count))
    for stretch in UnsafeBufferPointer(start: text.stretches, count: Int(text.stretch_count)) {
      table.append(packed: stretch)
    }
    document.metadata.encoding = encodings[index].name
    if text.replaced > 0 {
      document.findings.append(
        Finding(
          stage: "markup",
          message: "\(text.replaced) places are not \(encodings[index].name); read as U+FFFD"))
    }
    return Decoded(bytes: utf8, start: 0, table: table)
  }

  /// Puts U+FFFD for what is not UTF-8, so that one bad byte costs one character.
  private func repairUTF8(
    _ source: [UInt8], start: Int, _ document: inout Document
  ) -> Decoded {
    document.metadata.encoding = "utf-8"
    var errors = 0
    var bytes: [UInt8] = []
    var table = DecodeTable(start: start)
    source.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return }
      var i = start
      var goodStart = start
      while i < buffer.count {
        let length = UTF8Check.validPrefix(base, i, buffer.count)
        i += length
        if i >= buffer.count && errors == 0 { return }
        if i > goodStart {
          table.append(i - goodStart, utf8Width: 1, sourceWidth: 1)
          bytes.append(contentsOf: UnsafeBufferPointer(rebasing: buffer[goodStart..<i]))
        }
        if i >= buffer.count { return }
        let bad = UTF8Check.malformedLength(base, i, buffer.count)
        table.append(1, utf8Width: 3, sourceWidth: bad)
        bytes.append(contentsOf: [0xEF, 0xBF, 0xBD])
        errors += 1
        i += bad
        goodStart = i
      }
    }
    guard errors > 0 else { return Decoded(start: start) }
    document.findings.append(
      Finding(stage: "markup", message: "\(errors) places are not utf-8; read as U+FFFD"))
    return Decoded(bytes: bytes, table: table)
  }
}
