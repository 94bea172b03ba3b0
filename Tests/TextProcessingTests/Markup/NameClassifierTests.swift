import DocumentModel
import TestSupport
import Testing

@testable import TextProcessing

/// What class and id names say.
struct NameClassifierTests {
  @Test(arguments: [
    ("article-body", NameBits.body, true), ("postContent", .maybe, true), ("ad", .clutter, true),
    ("ad-300x250", .clutter, true), ("topAd", .clutter, true), ("header", .clutter, false),
    ("reading-list", .clutter, false), ("relatedStories", .unlikely, true),
    ("social-share", .clutter, true), ("hidden", .hidden, true),
    ("field-label-hidden", .hidden, false),
    ("hidden-xs", .hidden, false), ("comments", .comments, true), ("BYLINE", .byline, true),
    ("", .body, false),
  ])
  func names(_ test: (name: String, bits: NameBits, isFound: Bool)) throws {
    let classifier = try #require(PageReading.reader).classifier
    let bytes = Array(test.name.utf8) + [0]
    let bits = bytes.withUnsafeBufferPointer { buffer in
      buffer.baseAddress.map { classifier.classify($0, 0, buffer.count - 1) } ?? []
    }
    #expect(bits.contains(test.bits) == test.isFound)
  }

  /// A wrong line in the data is an error that names it.
  @Test func unknownCategory() throws {
    let folder = try TemporaryFolder()
    try folder.write("html/names.txt", "# a\nbodi article\n")
    #expect {
      try NameClassifier(resources: ResourceFolder(path: folder.path))
    } throws: { error in
      "\(error)" == "html/names.txt: unknown category in line 'bodi article'"
    }
  }
}
