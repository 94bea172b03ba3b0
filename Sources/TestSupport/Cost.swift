import Glibc

/// What work costs, for tests that a cost does not grow faster than the input.
public enum Cost {
  /// Processor seconds of this thread for `body`, the best of two runs.
  public static func seconds(_ body: () -> Void) -> Double {
    func now() -> Double {
      var time = timespec()
      clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
      return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
    var best = Double.infinity
    for _ in 0..<2 {
      let start = now()
      body()
      best = min(best, now() - start)
    }
    return best
  }

  /// How many times as long `body` takes with a size four times as large: 4 where the cost is
  /// linear, 16 where it is quadratic.
  public static func growth(from size: Int, _ body: (Int) -> Void) -> Double {
    let small = seconds { body(size) }
    return seconds { body(4 * size) } / small
  }
}
