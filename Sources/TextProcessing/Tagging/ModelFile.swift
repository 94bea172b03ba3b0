import DocumentModel

/// A model that cannot be used.
public struct ModelError: Error, Hashable, Sendable, CustomStringConvertible {
  public var path: String
  /// What is wrong and a way out.
  public var reason: String

  package init(path: String, reason: String) {
    self.path = path
    self.reason = reason
  }

  public var description: String { "\(path): \(reason)" }
}

/// Named byte sections in one file, with a version and a checksum.
///
/// Layout, little endian: the eight bytes `TALLYMDL`, version (4), checksum of all that follows
/// (8), number of sections (4); for each section the length of its name (4), the name, the length
/// of its content (8), the content.
package struct ModelFile: Sendable {
  private static let magic = Array("TALLYMDL".utf8)

  package var version: UInt32
  package private(set) var sections: [(name: String, bytes: ArraySlice<UInt8>)] = []

  package init(version: UInt32) { self.version = version }

  package mutating func add(_ name: String, _ bytes: [UInt8]) {
    sections.append((name, bytes[...]))
  }

  package subscript(name: String) -> ArraySlice<UInt8>? {
    sections.first { $0.name == name }?.bytes
  }

  /// Reads a model of the program's own folder.
  ///
  /// - Parameter name: a path such as `Models/en-pos.tally`.
  /// - Throws: `ModelError` that names the file and a way out.
  package init(
    resources: ResourceFolder, name: String, version: UInt32, command: String
  ) throws(ModelError) {
    let path = resources.path + "/" + name
    let remedy = "restore it from the repository or build it with '\(command)'"
    let bytes: [UInt8]
    do { bytes = try resources.read(name) } catch {
      throw ModelError(path: path, reason: "\(error.reason); \(remedy)")
    }
    var reader = ByteReader(bytes[...])
    guard let magic = reader.take(8), magic.elementsEqual(Self.magic) else {
      throw ModelError(path: path, reason: "not a model file; \(remedy)")
    }
    guard let found = reader.integer(4), let sum = reader.integer(8) else {
      throw ModelError(path: path, reason: "the file is cut off; \(remedy)")
    }
    guard found == UInt64(version) else {
      throw ModelError(
        path: path,
        reason: "model version \(found), but this program reads version \(version); \(remedy)")
    }
    guard Self.checksum(reader.rest) == sum else {
      throw ModelError(path: path, reason: "wrong checksum, the file is damaged; \(remedy)")
    }
    self.init(version: version)
    guard let count = reader.integer(4), count < 1000 else {
      throw ModelError(path: path, reason: "the file is cut off; \(remedy)")
    }
    for _ in 0..<count {
      guard let nameLength = reader.integer(4), let name = reader.take(Int(clamping: nameLength)),
        let length = reader.integer(8), let content = reader.take(Int(clamping: length))
      else { throw ModelError(path: path, reason: "the file is cut off; \(remedy)") }
      sections.append((String(decoding: name, as: UTF8.self), content))
    }
  }

  /// The bytes of the file.
  package func encoded() -> [UInt8] {
    var body = ByteWriter()
    body.integer(UInt64(sections.count), 4)
    for (name, bytes) in sections {
      body.integer(UInt64(name.utf8.count), 4)
      body.bytes += Array(name.utf8)
      body.integer(UInt64(bytes.count), 8)
      body.bytes += bytes
    }
    var file = ByteWriter()
    file.bytes = Self.magic
    file.integer(UInt64(version), 4)
    file.integer(Self.checksum(body.bytes[...]), 8)
    file.bytes += body.bytes
    return file.bytes
  }

  /// FNV-1a over eight bytes at a time (http://www.isthe.com/chongo/tech/comp/fnv), with a shift
  /// so that the high bits reach the low ones.
  private static func checksum(_ bytes: ArraySlice<UInt8>) -> UInt64 {
    bytes.withUnsafeBytes { raw in
      var hash: UInt64 = 0xCBF2_9CE4_8422_2325 ^ UInt64(raw.count)
      guard var next = raw.baseAddress else { return hash }
      // By pointer: every start of the program goes over seven megabytes here.
      let end = next + raw.count
      while end - next >= 8 {
        let chunk = UInt64(littleEndian: next.loadUnaligned(as: UInt64.self))
        hash = (hash ^ chunk) &* 0x0000_0100_0000_01B3
        hash ^= hash >> 29
        next += 8
      }
      while next < end {
        hash = (hash ^ UInt64(next.load(as: UInt8.self))) &* 0x0000_0100_0000_01B3
        next += 1
      }
      return hash
    }
  }
}

/// Takes numbers and runs of bytes from the front of a slice; nil where it is too short.
package struct ByteReader {
  private let bytes: ArraySlice<UInt8>
  /// Where the rest begins, as an index of the slice.
  package private(set) var position: Int

  package init(_ bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
    position = bytes.startIndex
  }

  package var rest: ArraySlice<UInt8> { bytes[position...] }

  package mutating func take(_ count: Int) -> ArraySlice<UInt8>? {
    guard count >= 0, count <= bytes.endIndex - position else { return nil }
    defer { position += count }
    return bytes[position..<position + count]
  }

  /// Passes over bytes; false where there are fewer.
  package mutating func skip(_ count: Int) -> Bool {
    guard count >= 0, count <= bytes.endIndex - position else { return false }
    position += count
    return true
  }

  package mutating func integer(_ width: Int) -> UInt64? {
    guard width <= bytes.endIndex - position else { return nil }
    var value: UInt64 = 0
    for i in 0..<width { value |= UInt64(bytes[position + i]) << (8 * UInt64(i)) }
    position += width
    return value
  }

  /// A run of bytes with its length (1 byte) before it.
  package mutating func short() -> ArraySlice<UInt8>? {
    guard let length = integer(1) else { return nil }
    return take(Int(length))
  }
}

package struct ByteWriter {
  package var bytes: [UInt8] = []

  package init() {}

  package mutating func integer(_ value: UInt64, _ width: Int) {
    for shift in 0..<width { bytes.append(UInt8(truncatingIfNeeded: value >> (8 * UInt64(shift)))) }
  }

  /// A run of at most 255 bytes with its length before it; a longer one is cut.
  package mutating func short(_ content: some Collection<UInt8>) {
    let part = content.prefix(255)
    bytes.append(UInt8(part.count))
    bytes += part
  }
}
