import TestSupport
import Testing

@Suite struct UsageTests {
  @Test(arguments: [
    (["frob"], "Error: Unexpected argument 'frob'\n"),
    (["extract"], "Error: Missing expected argument '--rules <pack> ...'\n"),
    (["tag", "--threads", "-1"], "Error: Missing value for '--threads <n>'\n"),
    (["tag", "--threads=9999"], "Error: --threads: expected 0 to 1024, found 9999\n"),
    (
      ["extract", "--rules", "x", "--format", "xml"],
      "Error: The value 'xml' is invalid for '--format <format>'"
    ),
    (
      ["extract", "--rules", "x", "--format", "json", "--excel"],
      "Error: --excel goes with --format csv only\n"
    ),
  ])
  func wrongUsageEndsWithStatus2(arguments: [String], message: String) throws {
    let result = try Program.run(arguments)
    #expect(result.status == 2)
    #expect(result.output == "")
    #expect(result.errors.hasPrefix(message), "\(result.errors)")
  }

  @Test(arguments: [["--help"], ["extract", "--help"], ["text", "--help"], ["tag", "--help"]])
  func helpGoesToStandardOutputWithExamples(arguments: [String]) throws {
    let result = try Program.run(arguments)
    #expect(result.status == 0)
    #expect(result.errors == "")
    #expect(result.output.contains("EXAMPLES"))
  }

  @Test func version() throws {
    let result = try Program.run(["--version"])
    #expect(result.status == 0 && result.output == "0.1.0\n")
  }

  @Test func missingResourcesAreNamedWithAWayOut() throws {
    let result = try Program.run(["tag"], environment: ["TALLY_RESOURCES": "/tmp"])
    #expect(result.status == 2)
    #expect(
      result.errors
        == "tally: /tmp: TALLY_RESOURCES names a folder without 'tally-resources' in it\n")
  }
}
