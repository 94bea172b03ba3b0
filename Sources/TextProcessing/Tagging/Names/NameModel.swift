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

/// The weights of the name tagger: one row of eight small integers for each hashed feature, a
/// column for each label.
package struct NameModel: Sendable {
  package static let version: UInt32 = 1
  package static let path = "Models/en-names.tally"
  package static let command = "tally-train names"

  package let bits: Int
  /// The rows one behind the other, as they lie in the model file; `8 << bits` bytes.
  private let weights: ArraySlice<UInt8>

  package init(bits: Int, rows: [SIMD8<Int8>]) {
    self.bits = bits
    weights = rows.withUnsafeBytes { Array($0) }[...]
  }

  /// The weights of a feature; of the row's number the lowest `bits` count.
  @inline(__always)
  package func row(_ row: UInt32) -> SIMD8<Int16> {
    weights.withUnsafeBytes {
      SIMD8<Int16>(
        truncatingIfNeeded: $0.loadUnaligned(
          fromByteOffset: (Int(row) & (1 << bits - 1)) * 8, as: SIMD8<Int8>.self))
    }
  }

  /// - Throws: `ModelError` where the file is missing or damaged.
  package init(resources: ResourceFolder) throws(ModelError) {
    let file = try ModelFile(
      resources: resources, name: Self.path, version: Self.version, command: Self.command)
    let content = file["weights"] ?? []
    let count = content.count / 8
    guard count > 1, count & (count - 1) == 0, count * 8 == content.count else {
      throw ModelError(
        path: resources.path + "/" + Self.path,
        reason: "table of weights of \(content.count) bytes; build it with '\(Self.command)'")
    }
    bits = count.trailingZeroBitCount
    weights = content
  }

  /// The file's bytes.
  package func encoded() -> [UInt8] {
    var file = ModelFile(version: Self.version)
    file.add("weights", Array(weights))
    return file.encoded()
  }
}
