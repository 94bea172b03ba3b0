/// Finds the name that was probably meant.
public enum Suggestion {
  /// The candidate nearest to `name` by edit distance (insertion, deletion, replacement, swap of
  /// neighbours; upper and lower case count as equal), if it is near enough: at most a third of
  /// the longer word's length, at least 1. Ties go to the first in alphabetical order.
  public static func nearest(to name: String, among candidates: some Sequence<String>) -> String? {
    let target = compared(name)
    var best: (distance: Int, name: String)?
    for candidate in candidates where candidate != name {
      let other = compared(candidate)
      let limit = max(1, max(target.count, other.count) / 3)
      guard abs(target.count - other.count) <= limit else { continue }
      let distance = distance(target, other)
      guard distance <= limit else { continue }
      if let found = best, (found.distance, found.name) <= (distance, candidate) { continue }
      best = (distance, candidate)
    }
    return best?.name
  }

  /// Optimal string alignment distance (Damerau 1964), O(a·b).
  static func distance(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar]) -> Int {
    if a.isEmpty || b.isEmpty { return max(a.count, b.count) }
    var beforeLast = [Int](repeating: 0, count: b.count + 1)
    var last = Array(0...b.count)
    for i in 1...a.count {
      var current = [i] + [Int](repeating: 0, count: b.count)
      for j in 1...b.count {
        let cost = a[i - 1] == b[j - 1] ? 0 : 1
        var value = min(last[j] + 1, current[j - 1] + 1, last[j - 1] + cost)
        if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
          value = min(value, beforeLast[j - 2] + 1)
        }
        current[j] = value
      }
      beforeLast = last
      last = current
    }
    return last[b.count]
  }

  /// The part of a name that is compared: names may be very long.
  private static func compared(_ name: String) -> [Unicode.Scalar] {
    var start = String.UnicodeScalarView()
    start.append(contentsOf: name.unicodeScalars.prefix(64))
    return Array(String(start).lowercased().unicodeScalars.prefix(64))
  }
}
