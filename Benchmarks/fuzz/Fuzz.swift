// The libFuzzer targets; `Benchmarks/fuzz/run` builds and runs them.
import DocumentModel
import Glibc

/// What is fuzzed. The environment's FUZZ_TARGET names it.
protocol FuzzTarget {
  /// Pieces of its language, which the mutator repeats and puts together.
  static var pieces: [String] { get }

  init(resources: ResourceFolder, root: String) throws

  /// Runs one input and calls `fail` where something does not hold.
  ///
  /// - Returns: how many bytes came out.
  mutating func run(_ input: [UInt8]) -> Int
}

/// What libFuzzer calls in one thread only.
nonisolated(unsafe) private var state: (any FuzzTarget)?
nonisolated(unsafe) private var pieces: [[UInt8]] = []

/// Allowed processor time: a second beside forty microseconds a byte. Address sanitizer and coverage
/// make the program thirteen times slower, and the densest articles take three microseconds a byte.
private let fixedSeconds = 1.0
private let secondsPerByte = 40e-6
/// A small document may give this much anyway; a line may be one.
private let fixedOutput = 1 << 16
private let outputPerByte = 60

@_cdecl("LLVMFuzzerInitialize")
public func fuzzInitialize(_ count: OpaquePointer?, _ arguments: OpaquePointer?) -> CInt {
  func variable(_ name: String) -> String { getenv(name).map { String(cString: $0) } ?? "" }
  let root = variable("TALLY_ROOT")
  let resources = ResourceFolder(path: root + "/Resources")
  let targets: [String: any FuzzTarget.Type] = [
    "pages": PageTarget.self, "text": TextTarget.self, "jsonl": LineTarget.self,
    "packs": PackTarget.self,
  ]
  guard let target = targets[variable("FUZZ_TARGET")] else { fail("no target of that name") }
  pieces = target.pieces.map { Array($0.utf8) }
  do {
    state = try target.init(resources: resources, root: root)
  } catch {
    fail("\(error)")
  }
  return 0
}

@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOne(_ data: UnsafePointer<UInt8>?, _ size: Int) -> CInt {
  guard let data, var target = state else { return 0 }
  state = nil
  let input = Array(UnsafeBufferPointer(start: data, count: size))
  let start = seconds()
  let output = target.run(input)
  let taken = seconds() - start
  if taken > fixedSeconds + secondsPerByte * Double(size) {
    fail("slow: \(size) bytes took \(taken) s")
  }
  let lines = input.reduce(1) { $0 + ($1 == 0x0A ? 1 : 0) }
  if output > (fixedOutput + fixedOutput / 8) * lines + outputPerByte * size {
    fail("large: \(size) bytes gave \(output)")
  }
  state = target
  return 0
}

private func seconds() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}

func fail(_ message: String) -> Never {
  _ = FileSystem.write(Array("finding: \(message)\n".utf8), descriptor: 2)
  abort()
}

// MARK: Mutation

@_silgen_name("LLVMFuzzerMutate")
private func mutateBytes(_ data: UnsafeMutablePointer<UInt8>, _ size: Int, _ limit: Int) -> Int

/// Half of the time the bytes are changed as libFuzzer does; else pieces of the language, or parts
/// of the input itself, are repeated: what a single change of bytes never gives, and where costs
/// that grow faster than the input show.
@_cdecl("LLVMFuzzerCustomMutator")
public func fuzzMutate(
  _ data: UnsafeMutablePointer<UInt8>, _ size: Int, _ limit: Int, _ seed: UInt32
) -> Int {
  var random = Random(seed: seed)
  if random.below(2) == 0 { return mutateBytes(data, size, limit) }
  var input = Array(UnsafeBufferPointer(start: data, count: size))
  for _ in 0...random.below(3) { change(&input, limit, &random) }
  let count = min(input.count, limit)
  for i in 0..<count { data[i] = input[i] }
  return max(1, count)
}

private func change(_ input: inout [UInt8], _ limit: Int, _ random: inout Random) {
  let at = random.below(input.count + 1)
  switch random.below(8) {
  case 0:
    // A part goes.
    let end = min(input.count, at + 1 << random.below(16))
    input.removeSubrange(at..<end)
  case 1, 2:
    // A part of the input, once again or many times.
    let end = min(input.count, at + 1 << random.below(8))
    guard end > at else { return }
    insert(Array(input[at..<end]), into: &input, at: end, limit, &random)
  default:
    var unit: [UInt8] = []
    for _ in 0...random.below(4) { unit += pieces[random.below(pieces.count)] }
    insert(unit, into: &input, at: at, limit, &random)
  }
}

/// Most repetitions are few; a size of megabytes comes once in a while.
private func insert(
  _ unit: [UInt8], into input: inout [UInt8], at place: Int, _ limit: Int, _ random: inout Random
) {
  let room = (limit - input.count) / max(1, unit.count)
  let times = min(room, 1 << random.below(random.below(200) == 0 ? 20 : 8))
  guard times > 0 else { return }
  var repeated: [UInt8] = []
  repeated.reserveCapacity(times * unit.count)
  for _ in 0..<times { repeated += unit }
  input.insert(contentsOf: repeated, at: place)
}

struct Random {
  private var state: UInt64

  init(seed: UInt32) { state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 | 1 }

  mutating func below(_ bound: Int) -> Int {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return Int(truncatingIfNeeded: state >> 16) % max(1, bound) & Int.max
  }
}
