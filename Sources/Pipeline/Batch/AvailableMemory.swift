import CShim
import Glibc

/// How much memory a run can still take, as the system says it.
enum AvailableMemory {
  /// What a worker is counted with: its stack, its copy of the vocabulary, a document of a few
  /// megabytes with everything that is found in it.
  static let workerBytes = 64 << 20

  /// How many workers fit, at least one.
  static var workers: Int {
    max(1, min(bytes ?? .max, addresses ?? .max) / workerBytes)
  }

  /// Makes threads allocate from one heap when addresses are few. Else the C library takes 64 MB of
  /// them for each thread, and where it does not get these it tries again at every allocation, which
  /// makes a run ten times slower.
  static func saveAddresses() {
    if let addresses, addresses < 4 << 30 { tally_single_heap() }
  }

  /// Free memory: of the machine, or of the control group when that has less; nil when not known.
  static var bytes: Int? {
    let machine = number("MemAvailable:", in: "/proc/meminfo").map { $0 << 10 }
    return [machine, controlGroup].compactMap { $0 }.min()
  }

  /// Addresses left below the limit of the process (`ulimit -v`); nil without a limit.
  static var addresses: Int? {
    var limit = rlimit()
    guard getrlimit(__rlimit_resource_t(RLIMIT_AS.rawValue), &limit) == 0,
      let most = Int(exactly: limit.rlim_cur)
    else { return nil }
    let pages = text("/proc/self/statm").split(separator: " ").first.flatMap { Int($0) } ?? 0
    return max(0, most - pages * Int(sysconf(Int32(_SC_PAGESIZE))))
  }

  /// The least that the process's control group, or one above it, has left: version 2 of the
  /// interface (https://docs.kernel.org/admin-guide/cgroup-v2.html), or version 1 as containers show
  /// it. What the page cache holds counts as free.
  private static var controlGroup: Int? {
    var left: [Int] = []
    func look(_ folder: String, most: String, kept: String) {
      guard let most = Int(text("\(folder)/\(most)").prefix { $0 != "\n" }) else { return }
      left.append(max(0, most - (number(kept, in: "\(folder)/memory.stat") ?? 0)))
    }
    for line in text("/proc/self/cgroup").split(separator: "\n") where line.hasPrefix("0::") {
      var group = String(line.dropFirst(3))
      while true {
        look("/sys/fs/cgroup" + group, most: "memory.max", kept: "anon")
        guard let slash = group.lastIndex(of: "/") else { break }
        group = String(group[..<slash])
      }
    }
    look("/sys/fs/cgroup/memory", most: "memory.limit_in_bytes", kept: "rss")
    return left.min()
  }

  /// The number behind a name at the start of a line.
  private static func number(_ name: String, in path: String) -> Int? {
    for line in text(path).split(separator: "\n") {
      let words = line.split(separator: " ")
      if words.count > 1, words[0] == name { return Int(words[1]) }
    }
    return nil
  }

  /// A small file of the system, empty when there is none.
  private static func text(_ path: String) -> String {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return "" }
    defer { close(file) }
    var bytes = [UInt8](repeating: 0, count: 1 << 14)
    let count = read(file, &bytes, bytes.count)
    return String(decoding: bytes[..<max(0, count)], as: UTF8.self)
  }
}
