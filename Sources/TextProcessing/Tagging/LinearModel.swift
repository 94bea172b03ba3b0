/// Names a feature by its template and values, as a 64-bit hash whose top bits choose the row.
package enum FeatureHash {
  @inline(__always)
  package static func mix(_ template: UInt64, _ value: UInt64) -> UInt64 {
    var h = value ^ (template &* 0x9E37_79B9_7F4A_7C15)
    h = (h ^ (h >> 32)) &* 0xD6E8_FEB8_6659_FD93
    h = (h ^ (h >> 32)) &* 0xD6E8_FEB8_6659_FD93
    return h ^ (h >> 32)
  }

  @inline(__always)
  package static func mix(_ template: UInt64, _ a: UInt64, _ b: UInt64) -> UInt64 {
    mix(template &+ (a &* 0xA24B_AED4_963E_E407), b)
  }

  @inline(__always)
  package static func mix(_ template: UInt64, _ a: UInt64, _ b: UInt64, _ c: UInt64) -> UInt64 {
    mix(template &+ (a &* 0xA24B_AED4_963E_E407), b &* 0x9FB2_1C65_1E98_DF25 &+ c)
  }

  /// A hash of bytes that depends on nothing but the bytes.
  package static func of(_ bytes: some Collection<UInt8>) -> UInt64 {
    var h: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in bytes { h = (h ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
    return h
  }
}

/// Scores of at most 16 classes as sums of rows of a hashed table.
///
/// A row has 16 bytes, so that one load brings the weights of a feature for all classes
/// (Ganchev and Dredze, "Small statistical models by random feature mixing", 2008).
package struct LinearModel: Sendable {
  package static let width = 16

  package let rowBits: Int
  /// Signed bytes, as they lie in the model file.
  package let weights: ArraySlice<UInt8>

  package init(rowBits: Int, weights: [Int8]) {
    self.rowBits = rowBits
    self.weights = weights.map { UInt8(bitPattern: $0) }[...]
  }

  /// nil when the bytes are not `16 << rowBits` for some row count.
  package init?(bytes: ArraySlice<UInt8>) {
    let rows = bytes.count / Self.width
    guard rows > 1, rows & (rows - 1) == 0, rows * Self.width == bytes.count else { return nil }
    rowBits = rows.trailingZeroBitCount
    weights = bytes
  }

  package var bytes: [UInt8] { Array(weights) }

  package func withRows<T>(_ body: (Rows) -> T) -> T {
    weights.withUnsafeBytes { body(Rows(base: $0, shift: UInt64(64 - rowBits))) }
  }

  /// The table while it is pinned in memory.
  package struct Rows {
    let base: UnsafeRawBufferPointer
    let shift: UInt64

    @inline(__always)
    package func row(_ feature: UInt64) -> SIMD16<Int16> {
      self[offset: offset(feature)]
    }

    /// Where the row of a feature begins, in bytes.
    @inline(__always)
    package func offset(_ feature: UInt64) -> UInt32 {
      UInt32(truncatingIfNeeded: (feature &>> shift) &* UInt64(LinearModel.width))
    }

    @inline(__always)
    package subscript(offset offset: UInt32) -> SIMD16<Int16> {
      SIMD16<Int16>(
        truncatingIfNeeded: base.loadUnaligned(
          fromByteOffset: Int(offset), as: SIMD16<Int8>.self))
    }
  }
}

/// An averaged perceptron over hashed features (Collins 2002), in integers, so that training
/// gives the same bytes everywhere.
package struct Perceptron {
  package let rowBits: Int
  private var weights: [Int32]
  private var totals: [Int64]
  private var step: Int64 = 1

  package init(rowBits: Int) {
    self.rowBits = rowBits
    weights = Array(repeating: 0, count: LinearModel.width << rowBits)
    totals = Array(repeating: 0, count: LinearModel.width << rowBits)
  }

  package func scores(_ features: [UInt64]) -> SIMD16<Int32> {
    var sum = SIMD16<Int32>()
    let shift = UInt64(64 - rowBits)
    weights.withUnsafeBytes { base in
      for feature in features {
        let row = Int(truncatingIfNeeded: feature >> shift)
        sum &+= base.loadUnaligned(fromByteOffset: row * 64, as: SIMD16<Int32>.self)
      }
    }
    return sum
  }

  /// Moves the weights from the class that was guessed to the right one. Call it once for every
  /// decision, right or wrong: it also counts the steps of the average.
  package mutating func learn(_ features: [UInt64], truth: Int, guess: Int) {
    if truth != guess {
      let shift = UInt64(64 - rowBits)
      for feature in features {
        let row = Int(truncatingIfNeeded: feature >> shift) * LinearModel.width
        weights[row + truth] += 1
        totals[row + truth] += step
        weights[row + guess] -= 1
        totals[row + guess] -= step
      }
    }
    step += 1
  }

  /// The average of the weights over all steps, scaled to a byte.
  ///
  /// - Parameter clipped: the share of the non-zero weights that may be cut at the byte's ends;
  ///   it sets the scale.
  package func averaged(clipped: Double = 0.0005) -> LinearModel {
    var values = [Float](repeating: 0, count: weights.count)
    var magnitudes: [Float] = []
    for i in weights.indices {
      let value = Float(Double(weights[i]) - Double(totals[i]) / Double(step))
      values[i] = value
      if value != 0 { magnitudes.append(abs(value)) }
    }
    magnitudes.sort()
    let limit =
      magnitudes.isEmpty
      ? 1 : magnitudes[min(magnitudes.count - 1, Int(Double(magnitudes.count) * (1 - clipped)))]
    let scale = 127 / max(limit, 1e-6)
    return LinearModel(
      rowBits: rowBits,
      weights: values.map { Int8(max(-127, min(127, ($0 * scale).rounded()))) })
  }
}
