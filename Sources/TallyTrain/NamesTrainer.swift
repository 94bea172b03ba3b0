import DocumentModel
import Glibc
import TextProcessing

/// Builds the name model: a linear-chain conditional random field (Lafferty, McCallum and Pereira
/// 2001) over hashed features, learned by AdaGrad (Duchi, Hazan and Singer 2011).
///
/// The same files and settings give the same bytes on the same kind of machine.
struct NamesTrainer {
  var bits = 19
  var epochs = 16
  var rate: Float = 0.01
  /// The share of the features of a token that is left out each time, so that no single one
  /// carries a name.
  var dropout = 0.3
  /// The share by which weights shrink after each epoch.
  var decay: Float = 0.01
  /// Features seen less often are left out.
  var minimum = 1
  /// Weights above it are cut when they become bytes.
  var clip: Float = 6
  /// How many models, learned in different orders and with other features left out, are averaged.
  var models = 4
  var report: (String) -> Void = { _ in }

  /// A stretch of tokens that may hold names.
  struct Stretch {
    var labels: [UInt8] = []
    /// Ends of each token's rows in `rows`.
    var ends: [Int] = []
    var rows: [UInt32] = []
    /// For each token and label before, `linkCount` rows.
    var links: [UInt32] = []
  }

  func train(_ stretches: [Stretch]) -> NameModel {
    let count = 1 << bits
    var seen = [UInt8](repeating: 0, count: count)
    for stretch in stretches {
      for row in stretch.rows where seen[Int(row)] < 255 { seen[Int(row)] += 1 }
      for (t, label) in stretch.labels.enumerated() {
        let before = t == 0 ? 0 : Int(stretch.labels[t - 1])
        _ = label
        for k in 0..<NameFeatures.linkCount {
          let row = Int(stretch.links[(t * 8 + before) * NameFeatures.linkCount + k])
          if seen[row] < 255 { seen[row] += 1 }
        }
      }
    }
    var sum = [SIMD8<Float>](repeating: SIMD8(repeating: 0), count: count)
    var summed: Float = 0
    for model in 0..<max(1, models) {
      summed += learn(stretches, seen, seed: UInt64(42 + model), into: &sum)
    }
    // What was dropped at random while learning is always there when tagging.
    let keep = Float(1 - dropout)
    let scale = 127 / clip
    var rows = [SIMD8<Int8>](repeating: SIMD8(), count: count)
    for i in 0..<count {
      let value = sum[i] / max(1, summed) * scale * keep
      let rounded = value.rounded(.toNearestOrEven)
        .clamped(lowerBound: SIMD8(repeating: -127), upperBound: SIMD8(repeating: 127))
      rows[i] = SIMD8<Int8>(truncatingIfNeeded: SIMD8<Int32>(rounded))
    }
    return NameModel(bits: bits, rows: rows)
  }

  /// Learns one model and adds the weights of its later epochs to `sum`.
  ///
  /// - Returns: how many times weights were added.
  private func learn(
    _ stretches: [Stretch], _ seen: [UInt8], seed: UInt64, into sum: inout [SIMD8<Float>]
  ) -> Float {
    var weights = [SIMD8<Float>](repeating: SIMD8(repeating: 0), count: sum.count)
    var squares = [SIMD8<Float>](repeating: SIMD8(repeating: 1e-2), count: sum.count)
    var summed: Float = 0
    var order = Array(stretches.indices)
    var random = Random(state: seed)
    weights.withUnsafeMutableBufferPointer { w in
      squares.withUnsafeMutableBufferPointer { g in
        for epoch in 0..<epochs {
          for i in stride(from: order.count - 1, to: 0, by: -1) {
            order.swapAt(i, random.below(i + 1))
          }
          var loss: Double = 0
          var learner = Learner(minimum: UInt8(max(0, min(minimum, 255))), rate: rate)
          for index in order {
            loss += learner.step(stretches[index], w, g, seen, dropout: dropout, random: &random)
          }
          if decay > 0 { for i in w.indices { w[i] *= 1 - decay } }
          if epoch * 2 >= epochs {
            for i in w.indices { sum[i] += w[i] }
            summed += 1
          }
          report("epoch \(epoch + 1): loss \(Int(loss))")
        }
      }
    }
    return summed
  }

  struct Random {
    var state: UInt64
    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var z = state
      z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
      z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
      return z ^ (z >> 31)
    }
    mutating func below(_ bound: Int) -> Int {
      Int(truncatingIfNeeded: next() % UInt64(max(1, bound)))
    }
  }

  /// One step of learning on one stretch: the gradient of the log-likelihood by the
  /// forward-backward algorithm.
  struct Learner {
    let minimum: UInt8
    let rate: Float
    var emissions: [SIMD8<Float>] = []
    var pairs: [SIMD8<Float>] = []
    var alpha: [SIMD8<Float>] = []
    var beta: [SIMD8<Float>] = []
    var kept: [UInt32] = []
    var keptEnds: [Int] = []

    init(minimum: UInt8, rate: Float) {
      self.minimum = minimum
      self.rate = rate
    }

    mutating func step(
      _ s: Stretch, _ w: UnsafeMutableBufferPointer<SIMD8<Float>>,
      _ g: UnsafeMutableBufferPointer<SIMD8<Float>>, _ seen: [UInt8], dropout: Double,
      random: inout Random
    ) -> Double {
      let n = s.labels.count
      let links = NameFeatures.linkCount
      let threshold = UInt64(dropout * 65536)
      emissions.removeAll(keepingCapacity: true)
      kept.removeAll(keepingCapacity: true)
      keptEnds.removeAll(keepingCapacity: true)
      pairs.removeAll(keepingCapacity: true)
      let keep = Float(1)
      var at = 0
      var bitsLeft = 0
      var noise: UInt64 = 0
      for t in 0..<n {
        var sum = SIMD8<Float>(repeating: 0)
        while at < s.ends[t] {
          let row = s.rows[at]
          at += 1
          if seen[Int(row)] < minimum { continue }
          if bitsLeft == 0 {
            noise = random.next()
            bitsLeft = 4
          }
          bitsLeft -= 1
          let drop = noise & 0xFFFF < threshold
          noise >>= 16
          if drop { continue }
          kept.append(row)
          sum += w[Int(row)]
        }
        keptEnds.append(kept.count)
        emissions.append(sum * keep)
        for before in 0..<8 {
          var pair = NameDecoder.barriers[before]
          if t > 0 || before == 0 {
            for k in 0..<links {
              let row = Int(s.links[(t * 8 + before) * links + k])
              if seen[row] >= minimum { pair += w[row] }
            }
          }
          pairs.append(pair)
        }
      }
      // Forward and backward.
      alpha.removeAll(keepingCapacity: true)
      alpha.append(emissions[0] + pairs[0])
      for t in 1..<max(1, n) {
        var columns = [SIMD8<Float>]()
        columns.reserveCapacity(8)
        var top = SIMD8<Float>(repeating: -1e30)
        for before in 0..<NameLabel.count {
          let value = pairs[t * 8 + before] + alpha[t - 1][before]
          columns.append(value)
          top = pointwiseMax(top, value)
        }
        var total = SIMD8<Float>(repeating: 0)
        for value in columns { total += Self.exponential(value - top) }
        alpha.append(top + Self.logarithm(total) + emissions[t])
      }
      beta = [SIMD8<Float>](repeating: SIMD8(repeating: 0), count: n)
      if n > 1 {
        for t in stride(from: n - 2, through: 0, by: -1) {
          let ahead = emissions[t + 1] + beta[t + 1]
          for before in 0..<NameLabel.count {
            beta[t][before] = Self.logSum(pairs[(t + 1) * 8 + before] + ahead)
          }
        }
      }
      let z = Self.logSum(alpha[n - 1])
      var loss = Double(z)
      // Gradient.
      var start = 0
      for t in 0..<n {
        let gold = Int(s.labels[t])
        let before = t == 0 ? 0 : Int(s.labels[t - 1])
        loss -= Double(emissions[t][gold] + pairs[t * 8 + before][gold])
        var gradient = SIMD8<Float>(repeating: 0) - Self.exponential(alpha[t] + beta[t] - z)
        gradient[gold] += 1
        let square = gradient * gradient
        for k in start..<keptEnds[t] {
          let row = Int(kept[k])
          g[row] += square
          w[row] += gradient * rate / g[row].squareRoot()
        }
        start = keptEnds[t]
        let ahead = emissions[t] + beta[t]
        for p in 0..<(t == 0 ? 1 : NameLabel.count) {
          let head: Float = t == 0 ? 0 : alpha[t - 1][p]
          var change =
            SIMD8<Float>(repeating: 0) - Self.exponential(pairs[t * 8 + p] + ahead + (head - z))
          if p == before { change[gold] += 1 }
          let power = change * change
          for k in 0..<links {
            let row = Int(s.links[(t * 8 + p) * links + k])
            if seen[row] < minimum { continue }
            g[row] += power
            w[row] += change * rate / g[row].squareRoot()
          }
        }
      }
      return loss
    }

    static func exponential(_ x: SIMD8<Float>) -> SIMD8<Float> {
      var out = SIMD8<Float>(repeating: 0)
      for i in 0..<NameLabel.count where x[i] > -40 { out[i] = expf(x[i]) }
      return out
    }

    static func logarithm(_ x: SIMD8<Float>) -> SIMD8<Float> {
      var out = SIMD8<Float>(repeating: -1e6)
      for i in 0..<NameLabel.count where x[i] > 0 { out[i] = logf(x[i]) }
      return out
    }

    static func logSum(_ x: SIMD8<Float>) -> Float {
      var top = x[0]
      for i in 1..<NameLabel.count { top = max(top, x[i]) }
      var total: Float = 0
      for i in 0..<NameLabel.count where x[i] - top > -40 { total += expf(x[i] - top) }
      return top + logf(total)
    }
  }
}
