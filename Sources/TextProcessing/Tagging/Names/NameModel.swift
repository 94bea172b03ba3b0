import DocumentModel

/// What a token is in a name.
package enum NameLabel {
  package static let outside = 0
  package static let count = 7

  package static func begin(_ kind: EntityKind) -> Int { 1 + 2 * Int(kind.rawValue) }
  package static func inside(_ kind: EntityKind) -> Int { 2 + 2 * Int(kind.rawValue) }

  package static func isInside(_ label: Int) -> Bool { label > 0 && label & 1 == 0 }
  package static func isBegin(_ label: Int) -> Bool { label & 1 == 1 }

  /// The kind of a label that is not `outside`.
  package static func kind(_ label: Int) -> EntityKind {
    EntityKind(rawValue: UInt8((label - 1) / 2)) ?? .place
  }

  /// Whether a token with label `next` may follow one with label `label`.
  package static func allows(_ label: Int, then next: Int) -> Bool {
    !isInside(next) || (label > 0 && kind(label) == kind(next))
  }
}

/// A model file that cannot be used.
package struct NameModelError: Error, Hashable, Sendable, CustomStringConvertible {
  package var path: String
  package var reason: String
  package var description: String { "\(path): \(reason)" }
}

/// The weights of the name tagger: one row of eight small integers for each hashed feature, a
/// column for each label.
///
/// File: `TALLYNAM`, then little-endian 32-bit version and bits, 64-bit checksum (FNV-1a over
/// 64-bit words of the rows), then the rows.
package struct NameModel: Sendable {
  package static let version: UInt32 = 1
  private static let magic = Array("TALLYNAM".utf8)
  private static let header = 24

  package let bits: Int
  package var rows: [SIMD8<Int8>]

  package init(bits: Int, rows: [SIMD8<Int8>]) {
    self.bits = bits
    self.rows = rows
  }

  /// - Throws: `FileError` where the file is missing, `NameModelError` where it is damaged.
  package init(resources: ResourceFolder, name: String = "Models/en-names.tally") throws {
    let bytes = try resources.read(name)
    let path = resources.path + "/" + name
    guard bytes.count >= Self.header, bytes.starts(with: Self.magic) else {
      throw NameModelError(path: path, reason: "not a name model")
    }
    let version = Self.number(bytes, 8, 4)
    guard version == UInt64(Self.version) else {
      throw NameModelError(
        path: path, reason: "name model of version \(version), expected \(Self.version)")
    }
    let bits = Int(Self.number(bytes, 12, 4))
    guard (1...24).contains(bits), bytes.count == Self.header + 8 << bits else {
      throw NameModelError(path: path, reason: "damaged name model: wrong size")
    }
    var rows = [SIMD8<Int8>](repeating: SIMD8(), count: 1 << bits)
    rows.withUnsafeMutableBytes { target in
      bytes.withUnsafeBytes { source in
        target.copyMemory(from: UnsafeRawBufferPointer(rebasing: source[Self.header...]))
      }
    }
    self.bits = bits
    self.rows = rows
    guard checksum == Self.number(bytes, 16, 8) else {
      throw NameModelError(path: path, reason: "damaged name model: wrong checksum")
    }
  }

  /// The file's bytes.
  package var encoded: [UInt8] {
    var bytes = Self.magic
    func append(_ value: UInt64, _ count: Int) {
      for i in 0..<count { bytes.append(UInt8(truncatingIfNeeded: value >> UInt64(8 * i))) }
    }
    append(UInt64(Self.version), 4)
    append(UInt64(bits), 4)
    append(checksum, 8)
    rows.withUnsafeBytes { bytes.append(contentsOf: $0) }
    return bytes
  }

  private var checksum: UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    rows.withUnsafeBytes { buffer in
      for word in buffer.bindMemory(to: UInt64.self) {
        hash = (hash ^ UInt64(littleEndian: word)) &* 0x0000_0100_0000_01B3
      }
    }
    return hash
  }

  private static func number(_ bytes: [UInt8], _ start: Int, _ count: Int) -> UInt64 {
    var value: UInt64 = 0
    for i in (0..<count).reversed() { value = value << 8 | UInt64(bytes[start + i]) }
    return value
  }
}
