/// What the bytes of a file are, by their beginning and by what they are made of, whatever the
/// file's name says.
public enum ContentSniffer {
  private struct Signature {
    var offset = 0
    var bytes: [UInt8]
    var name: String
    var remedy = Remedy.convert

    init(_ bytes: [UInt8], at offset: Int = 0, _ name: String, _ remedy: Remedy = .convert) {
      (self.offset, self.bytes, self.name, self.remedy) = (offset, bytes, name, remedy)
    }

    init(_ text: String, at offset: Int = 0, _ name: String, _ remedy: Remedy = .convert) {
      self.init(Array(text.utf8), at: offset, name, remedy)
    }
  }

  private enum Remedy: String {
    case convert = "convert it to HTML or text first"
    case unpack = "unpack it first"
    case leaveOut = "leave it out"
  }

  /// Most of https://mimesniff.spec.whatwg.org and of what lies beside pages in downloads.
  private static let signatures = [
    Signature("%PDF-", "a PDF document"),
    Signature("%!PS-", "a PostScript document"),
    Signature("{\\rtf", "an RTF document"),
    Signature([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], "an old Office document"),
    Signature("AT&TFORM", "a DjVu document"),
    Signature([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], "a PNG image", .leaveOut),
    Signature("GIF87a", "a GIF image", .leaveOut),
    Signature("GIF89a", "a GIF image", .leaveOut),
    Signature([0xFF, 0xD8, 0xFF], "a JPEG image", .leaveOut),
    Signature("WEBPVP", at: 8, "a WebP image", .leaveOut),
    Signature([0x49, 0x49, 0x2A, 0x00], "a TIFF image", .leaveOut),
    Signature([0x4D, 0x4D, 0x00, 0x2A], "a TIFF image", .leaveOut),
    Signature([0x00, 0x00, 0x01, 0x00], "an icon", .leaveOut),
    Signature("ftyp", at: 4, "a film, sound or image", .leaveOut),
    Signature("AVI LIST", at: 8, "a film", .leaveOut),
    Signature([0x1A, 0x45, 0xDF, 0xA3], "a film", .leaveOut),
    Signature("WAVEfmt ", at: 8, "a sound", .leaveOut),
    Signature("OggS\0", "a sound or film", .leaveOut),
    Signature("fLaC\0", "a sound", .leaveOut),
    Signature("wOFF", "a font", .leaveOut),
    Signature("wOF2", "a font", .leaveOut),
    Signature("OTTO\0", "a font", .leaveOut),
    Signature([0x00, 0x01, 0x00, 0x00, 0x00], "a font", .leaveOut),
    Signature([0x1F, 0x8B, 0x08], "gzip inside gzip", .unpack),
    Signature("BZh", "a bzip2 file", .unpack),
    Signature([0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00], "an xz file", .unpack),
    Signature([0x28, 0xB5, 0x2F, 0xFD], "a zstd file", .unpack),
    Signature([0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C], "a 7z archive", .unpack),
    Signature("Rar!\u{1A}\u{07}", "a RAR archive", .unpack),
    Signature("ustar\0", at: 257, "a tar archive", .unpack),
    Signature("ustar  \0", at: 257, "a tar archive", .unpack),
    Signature([0x7F, 0x45, 0x4C, 0x46], "a program", .leaveOut),
    Signature([0xCF, 0xFA, 0xED, 0xFE], "a program", .leaveOut),
    Signature([0xCA, 0xFE, 0xBA, 0xBE], "a program", .leaveOut),
    Signature([0x00, 0x61, 0x73, 0x6D], "a program", .leaveOut),
    Signature("SQLite format 3\0", "an SQLite database"),
  ]

  /// Why bytes cannot be a page or a text, with a way out, or nil.
  ///
  /// Known beginnings of other kinds are refused, and bytes of which one in twenty is a control
  /// character that no encoding of text uses. Text in any encoding, with stray NULs or cut short,
  /// is let through. O(1) for long files: 64 pieces of 256 bytes are looked at.
  public static func refusal(_ bytes: [UInt8]) -> String? {
    if let found = signatures.first(where: { holds(bytes, $0.bytes, at: $0.offset) }),
      // A few plain letters are too little to go by.
      found.bytes.count > 4 || found.bytes.contains(where: { $0 < 0x20 || $0 > 0x7E })
        || isBinary(bytes)
    {
      return "looks like \(found.name); \(found.remedy.rawValue)"
    }
    if holds(bytes, [0x50, 0x4B, 0x03, 0x04]) || holds(bytes, [0x50, 0x4B, 0x05, 0x06]) {
      return archive(bytes)
    }
    if holds(bytes, [0x4D, 0x5A]), isBinary(bytes) {
      return "looks like a program; \(Remedy.leaveOut.rawValue)"
    }
    if !bytes.isEmpty, bytes.prefix(1024).allSatisfy({ $0 == 0 }), bytes.allSatisfy({ $0 == 0 }) {
      return "holds nothing but NUL bytes; \(Remedy.leaveOut.rawValue)"
    }
    return isBinary(bytes) ? "looks like binary data, not like text; leave it out" : nil
  }

  private static func holds(_ bytes: [UInt8], _ part: [UInt8], at offset: Int = 0) -> Bool {
    bytes.count >= offset + part.count && bytes[offset..<offset + part.count].elementsEqual(part)
  }

  /// Which kind of zip archive it is, by the name and content of its first file.
  private static func archive(_ bytes: [UInt8]) -> String {
    var name = "a zip archive"
    var remedy = Remedy.unpack
    for first in ["[Content_Types].xml", "_rels/", "docProps/", "word/", "xl/", "ppt/"]
    where holds(bytes, Array(first.utf8), at: 30) {
      (name, remedy) = ("an Office document", .convert)
    }
    if holds(bytes, Array("mimetypeapplication/vnd.oasis.opendocument".utf8), at: 30) {
      (name, remedy) = ("an OpenDocument file", .convert)
    } else if holds(bytes, Array("mimetypeapplication/epub+zip".utf8), at: 30) {
      (name, remedy) = ("an EPUB book", .convert)
    }
    return "looks like \(name); \(remedy.rawValue)"
  }

  /// Whether one byte in twenty, and four at least, is a control character. Those that encodings or
  /// terminals use are no sign (backspace, escape, shift out and in), nor are NULs in a row, as
  /// a broken disk leaves them, nor the NULs of UTF-16 and UTF-32.
  private static func isBinary(_ bytes: [UInt8]) -> Bool {
    if UTF8Check.wideEncoding(bytes) != nil { return false }
    let piece = 256
    let pieces = 64
    let step = max(piece, bytes.count / pieces)
    var controls = 0
    var seen = 0
    bytes.withUnsafeBufferPointer { bytes in
      var start = 0
      while start < bytes.count {
        let end = min(bytes.count, start + piece)
        var before: UInt8 = 1
        for i in start..<end {
          let byte = bytes[i]
          if byte < 0x20 || byte == 0x7F {
            switch byte {
            case 0x08...0x0A, 0x0C...0x0F, 0x1B: break
            case 0 where before == 0 || (i + 1 < end && bytes[i + 1] == 0): break
            default: controls += 1
            }
          }
          before = byte
        }
        seen += end - start
        start += step
      }
    }
    return controls >= 4 && controls * 20 >= seen
  }

  /// The name of the encoding if it is UTF-16 or UTF-32, by its byte order mark or its NULs.
  public static func wideEncoding(_ bytes: [UInt8]) -> String? {
    UTF8Check.wideEncoding(bytes)?.name
  }

  /// Whether a text begins as a page does, as browsers find out: with a doctype or an `html` tag,
  /// behind white space, comments and an XML declaration.
  public static func isPage(_ bytes: [UInt8]) -> Bool {
    // In UTF-16 and UTF-32 every other byte is NUL.
    let head = bytes.prefix(4096).filter { $0 != 0 && $0 < 0x80 }
    return head.withUnsafeBufferPointer { head in
      guard let base = head.baseAddress else { return false }
      var at = 0
      while at < head.count {
        if HTMLBytes.isSpace(base[at]) {
          at += 1
        } else if HTMLBytes.matches(base, at, head.count, "<!--") {
          guard
            let end = (at + 4..<head.count).first(where: {
              HTMLBytes.matches(base, $0, head.count, "-->")
            })
          else { return false }
          at = end + 3
        } else if HTMLBytes.matches(base, at, head.count, "<?xml") {
          guard let end = head[at...].firstIndex(of: 0x3E) else { return false }
          at = end + 1
        } else {
          for name in ["<!doctype html", "<html"] as [StaticString] {
            let end = at + name.utf8CodeUnitCount
            if HTMLBytes.matches(base, at, head.count, name), end < head.count,
              HTMLBytes.isSpace(base[end]) || base[end] == 0x3E
            {
              return true
            }
          }
          return false
        }
      }
      return false
    }
  }
}
