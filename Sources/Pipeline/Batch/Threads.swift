import CShim
import Glibc

/// Plain threads for a given number of equal workers.
public enum Threads {
  private final class Box {
    let body: @Sendable () -> Void
    init(_ body: @escaping @Sendable () -> Void) { self.body = body }
  }

  /// How many workers a run takes that was asked for `wanted` of them, 0 for one a processor: no
  /// more than fit into memory, at least one.
  public static func count(wanted: Int) -> Int {
    min(wanted > 0 ? wanted : processors, AvailableMemory.workers)
  }

  /// How much memory a worker is counted with (bytes).
  public static var workerBytes: Int { AvailableMemory.workerBytes }

  /// How many processors the system has online.
  static var processors: Int { max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))) }

  /// Runs `body` on `count` new threads and waits for all of them. Their stacks are 16 MB.
  nonisolated static func run(count: Int, _ body: @escaping @Sendable () -> Void) {
    AvailableMemory.saveAddresses()
    var threads: [pthread_t] = []
    var attributes = pthread_attr_t()
    pthread_attr_init(&attributes)
    pthread_attr_setstacksize(&attributes, 16 << 20)
    for _ in 0..<count {
      var thread = pthread_t()
      let box = Unmanaged.passRetained(Box(body))
      let code = pthread_create(
        &thread, &attributes,
        { argument in
          guard let argument else { return nil }
          tally_crash_thread()
          Unmanaged<Box>.fromOpaque(argument).takeRetainedValue().body()
          return nil
        }, box.toOpaque())
      if code == 0 { threads.append(thread) } else { box.release() }
    }
    pthread_attr_destroy(&attributes)
    if threads.isEmpty { body() }
    for thread in threads { pthread_join(thread, nil) }
  }
}
