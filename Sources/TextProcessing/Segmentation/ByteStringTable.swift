/// A set of short byte strings with a number each, looked up without making a `String`.
///
/// Built once at load; open addressing, immutable and shared by all workers afterwards.
struct ByteStringTable: Sendable {
  private var arena: [UInt8] = []
  private var starts: [Int32] = [0]
  private var values: [UInt32] = []
  private var slots: [Int32] = Array(repeating: -1, count: 64)
  /// The length of the longest entry.
  private(set) var longest = 0

  var count: Int { values.count }

  /// Adds an entry, or replaces the number of one that is there.
  mutating func insert(_ key: some Sequence<UInt8>, _ value: UInt32) {
    let done: Void? = key.withContiguousStorageIfAvailable { insert($0, value) }
    if done == nil { Array(key).withUnsafeBufferPointer { insert($0, value) } }
  }

  private mutating func insert(_ key: UnsafeBufferPointer<UInt8>, _ value: UInt32) {
    guard !key.isEmpty else { return }
    let slot = find(key)
    if slots[slot] >= 0 {
      values[Int(slots[slot])] = value
      return
    }
    slots[slot] = Int32(values.count)
    values.append(value)
    arena.append(contentsOf: key)
    starts.append(Int32(arena.count))
    longest = max(longest, key.count)
    if values.count * 2 > slots.count { grow() }
  }

  /// The number of an entry, or nil when it is not here. O(length).
  func value(of key: UnsafeBufferPointer<UInt8>) -> UInt32? {
    if key.isEmpty || key.count > longest { return nil }
    let index = slots[find(key)]
    return index < 0 ? nil : values[Int(index)]
  }

  func contains(_ key: UnsafeBufferPointer<UInt8>) -> Bool { value(of: key) != nil }

  private func find(_ key: UnsafeBufferPointer<UInt8>) -> Int {
    // FNV-1a: the entries are a few bytes long.
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in key { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: hash ^ (hash >> 29)) & mask
    while slots[slot] >= 0 {
      let entry = Int(slots[slot])
      let start = Int(starts[entry])
      if Int(starts[entry + 1]) - start == key.count {
        var i = 0
        while i < key.count && arena[start + i] == key[i] { i += 1 }
        if i == key.count { return slot }
      }
      slot = (slot + 1) & mask
    }
    return slot
  }

  private mutating func grow() {
    slots = Array(repeating: -1, count: slots.count * 2)
    for entry in 0..<values.count {
      let key = Array(arena[Int(starts[entry])..<Int(starts[entry + 1])])
      let slot = key.withUnsafeBufferPointer { find($0) }
      slots[slot] = Int32(entry)
    }
  }
}
