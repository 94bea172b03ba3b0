import Testing

@testable import RuleEngine

@Suite struct TokenRegexTests {
  @Test(arguments: [
    ("abc", ["abc"], ["ab", "abcd", "ABC", ""]),
    ("(?i)abc", ["abc", "ABC", "aBc"], ["abd"]),
    ("(?i)[a-f]+", ["FaCe"], ["faxe"]),
    ("(?i)жук", ["ЖУК", "жук"], ["ж"]),
    ("a.c", ["abc", "aéc", "a😀c"], ["ac", "abbc"]),
    ("[A-Z]-?[0-9]{1,3}[a-z]?", ["F-16", "T72", "A-10c"], ["F--16", "F-1600", "f-16"]),
    ("[^0-9]+", ["abc"], ["a1"]),
    ("(ab|cd)*", ["", "abcdab"], ["abc"]),
    ("a|", ["a", ""], ["b"]),
    ("\\d+(\\.\\d+)?", ["12", "1.5"], ["1.", ".5"]),
    ("a{2}", ["aa"], ["a", "aaa"]),
    ("a{2,}", ["aa", "aaaa"], ["a"]),
    ("[]a]+", ["]a"], ["b"]),
    ("[a\\-z]+", ["a-z"], ["b"]),
    ("\\w+", ["naïve_1"], ["a-b", "a’b"]),
    ("\\u{2019}s", ["’s"], ["'s"]),
    ("(?:a|b)c", ["bc"], ["c"]),
  ])
  func matches(pattern: String, yes: [String], no: [String]) throws {
    let regex = try TokenRegex.compile(pattern)
    for word in yes { #expect(regex.matches(word), "\(pattern) should match \(word)") }
    for word in no { #expect(!regex.matches(word), "\(pattern) should not match \(word)") }
  }

  @Test(arguments: [
    ("a(b", "'(' is not closed", 1, 2),
    ("ab)", "')' closes nothing", 2, 3),
    ("[a", "'[' is not closed", 0, 1),
    ("*a", "'*' repeats nothing", 0, 1),
    ("a**", "a repetition of a repetition", 2, 3),
    ("^a", "'^' is not needed: the whole token has to match", 0, 1),
    ("a{x}", "expected a number of repetitions", 1, 2),
    ("a{3,2}", "2 is less than 3", 1, 6),
    ("é[z-a]", "the range ends before it begins", 3, 6),
    ("\\q", "unknown escape '\\q'", 0, 2),
    ("a\\", "a backslash at the end", 1, 2),
    ("((a{200}){200}){200}", "the regular expression is too large", 0, 20),
    ("(?=a)", "'(?' is not supported", 0, 3),
  ])
  func failures(pattern: String, message: String, start: Int, end: Int) {
    #expect {
      try TokenRegex.compile(pattern)
    } throws: { error in
      guard let failure = error as? TokenRegex.Failure else { return false }
      return failure.message == message && failure.start == start && failure.end == end
    }
  }

  /// Patterns that take exponential time when tried by backtracking.
  @Test func isLinear() throws {
    let long = String(repeating: "a", count: 2_000)
    #expect(try !TokenRegex.compile("(a*)*b").matches(long))
    #expect(try !TokenRegex.compile("(a|a)*b").matches(long))
    #expect(try TokenRegex.compile("(a?){100}a{100}").matches(String(repeating: "a", count: 100)))
  }

  @Test func deepNestingIsAnError() {
    let deep = String(repeating: "(", count: 100_000)
    #expect(throws: TokenRegex.Failure.self) { try TokenRegex.compile(deep) }
  }

  @Test func brokenBytesAreNoCharacters() throws {
    let regex = try TokenRegex.compile("a.")
    let bytes: [UInt8] = [0x61, 0xFF]
    #expect(bytes.withUnsafeBufferPointer { regex.matches($0) })
  }
}
