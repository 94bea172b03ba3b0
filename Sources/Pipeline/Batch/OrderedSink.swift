import Glibc

/// Puts results that come in any order into the order of their numbers.
///
/// A worker waits before it begins with a number that lies too far ahead of the last one written,
/// so the results that are held are bounded by the window. All state is behind one lock.
final class OrderedSink<Result>: @unchecked Sendable {
  private let mutex: UnsafeMutablePointer<pthread_mutex_t>
  private let moved: UnsafeMutablePointer<pthread_cond_t>
  private let window: Int
  private let consume: (Result) -> Bool
  /// What has come of each number, and whether that is all.
  private var waiting: [Int: (results: [Result], isWhole: Bool)] = [:]
  private var nextNumber = 0
  private var isStopped = false

  /// - Parameter consume: called for one result after the other, in order, never by two threads
  ///   at once; false ends the run (the reader of our output is gone).
  init(window: Int, consume: @escaping (Result) -> Bool) {
    mutex = .allocate(capacity: 1)
    moved = .allocate(capacity: 1)
    pthread_mutex_init(mutex, nil)
    pthread_cond_init(moved, nil)
    self.window = window
    self.consume = consume
  }

  deinit {
    pthread_mutex_destroy(mutex)
    pthread_cond_destroy(moved)
    mutex.deallocate()
    moved.deallocate()
  }

  /// Waits until `number` is inside the window; false when the run has ended.
  func waitForTurn(_ number: Int) -> Bool {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    while number >= nextNumber + window && !isStopped { pthread_cond_wait(moved, mutex) }
    return !isStopped
  }

  /// Takes a result, or with `isWhole` false a piece of one: what has its turn is consumed at once,
  /// so that a large result of the number that all wait for is never held.
  func put(_ result: Result, number: Int, isWhole: Bool = true) {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    var entry = waiting.removeValue(forKey: number) ?? ([], false)
    entry.results.append(result)
    entry.isWhole = isWhole
    waiting[number] = entry
    while !isStopped, let next = waiting.removeValue(forKey: nextNumber) {
      for result in next.results where !isStopped {
        if !consume(result) { isStopped = true }
      }
      guard next.isWhole else { break }
      nextNumber += 1
    }
    pthread_cond_broadcast(moved)
  }
}
