import DocumentModel
import Glibc
import TestSupport
import Testing

@testable import Pipeline

/// gzip data made by hand: blocks that are stored, so that no compressor is needed.
enum Gzip {
  static func member(_ content: [UInt8]) -> [UInt8] {
    var bytes: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3]
    var at = 0
    repeat {
      let end = min(content.count, at + 65_535)
      let count = UInt16(end - at)
      bytes.append(end == content.count ? 1 : 0)
      for value in [count, ~count] {
        bytes.append(UInt8(value & 0xFF))
        bytes.append(UInt8(value >> 8))
      }
      bytes += content[at..<end]
      at = end
    } while at < content.count
    for value in [checksum(content), UInt32(content.count)] {
      for shift in stride(from: 0, to: 32, by: 8) as StrideTo<UInt32> {
        bytes.append(UInt8(truncatingIfNeeded: value >> shift))
      }
    }
    return bytes
  }

  /// CRC-32 (RFC 1952, section 8).
  private static func checksum(_ bytes: [UInt8]) -> UInt32 {
    var table: [UInt32] = []
    for n in 0..<256 {
      var value = UInt32(n)
      for _ in 0..<8 {
        let half: UInt32 = value >> 1
        value = value & 1 == 1 ? 0xEDB8_8320 ^ half : half
      }
      table.append(value)
    }
    var sum: UInt32 = 0xFFFF_FFFF
    for byte in bytes {
      let index = Int((sum ^ UInt32(byte)) & 0xFF)
      sum = table[index] ^ (sum >> 8)
    }
    return ~sum
  }
}

@Suite struct GzipTests {
  static let text = Array("12 people died.\n".utf8)
  static let member = Gzip.member(text)
  static let long = [UInt8](repeating: 0x61, count: 300_000)

  /// What is read of a file, or what is said of it.
  static func outcome(_ bytes: [UInt8], limit: Int = 1 << 20) throws -> String {
    let folder = try TemporaryFolder()
    let path = try folder.write("a.txt.gz", bytes)
    do throws(FileError) {
      var stream = try ByteStream(Input(path: path, format: .text))
      return String(decoding: try stream.readAll(limit: limit), as: UTF8.self)
    } catch {
      return "! " + error.reason
    }
  }

  static let cases: [(name: String, bytes: [UInt8], outcome: String)] = [
    ("one member", member, "12 people died.\n"),
    ("an empty member", Gzip.member([]), ""),
    ("several members", member + Gzip.member([]) + member, "12 people died.\n12 people died.\n"),
    ("zeros behind", member + [UInt8](repeating: 0, count: 700), "12 people died.\n"),
    ("cut in the head", Array(member[..<7]), "! the gzip data are cut short"),
    ("cut in the data", Array(member[..<20]), "! the gzip data are cut short"),
    ("cut in the trailer", Array(member.dropLast()), "! the gzip data are cut short"),
    ("cut in the second", member + member.dropLast(3), "! the gzip data are cut short"),
    ("something behind", member + Array("x".utf8) + member, "! the gzip data are damaged"),
    (
      "another byte", member.enumerated().map { $0.offset == 20 ? $0.element ^ 1 : $0.element },
      "! the gzip data are damaged"
    ),
    ("no gzip at all", Array("plain".utf8), "plain"),
    ("its first bytes only", [0x1F, 0x8B], "\u{1F}\u{FFFD}"),
  ]

  @Test(arguments: cases)
  func isUnpacked(name: String, bytes: [UInt8], outcome: String) throws {
    #expect(try Self.outcome(bytes) == outcome, "\(name)")
  }

  @Test func theLimitIsOnWhatComesOut() throws {
    let packed = Gzip.member(Self.long)
    #expect(try Self.outcome(packed, limit: 300_000).utf8.count == 300_000)
    #expect(
      try Self.outcome(packed, limit: 299_999)
        == "! larger than 299999 bytes; --max-size sets the limit")
  }

  /// Many members are one stream; its limit ends it early.
  @Test func aLimitEndsAStreamOfManyMembers() throws {
    var bytes: [UInt8] = []
    for _ in 0..<20_000 { bytes += Self.member }
    #expect(
      try Self.outcome(bytes, limit: 1000) == "! larger than 1000 bytes; --max-size sets the limit")
  }
}
