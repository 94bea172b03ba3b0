import DocumentModel
import Glibc
import RuleEngine
import TestSupport
import Testing

/// What a pack may read: its own files, and packs where they may lie.
@Suite struct PackReadingTests {
  static let rules = """
    record toll
      figure quantity required
    rule dead -> toll
      match  figure:Quantity dead
      test   "12 dead" -> figure=12

    """

  /// Loads the folder `p` of a temporary folder, which messages then name `.`.
  static func load(
    _ folder: TemporaryFolder, packs: [String] = ["p"], includes: [String] = [],
    shipped: String? = nil
  ) -> (pack: RulePack?, messages: [String]) {
    var selection = PackSelection(packs.map { folder.path + "/" + $0 })
    selection.includes = includes.map { folder.path + "/" + $0 }
    selection.shipped = shipped.map { folder.path + "/" + $0 }
    let (pack, found) = RulePackLoader.load(
      selection, tokenizer: nil, inflection: nil, warns: false)
    let roots = [FileSystem.resolved(folder.path) ?? "", folder.path]
    return (
      pack,
      found.map { diagnostic in
        var text = "\(diagnostic.code.rawValue) \(diagnostic.path): \(diagnostic.message)"
        for root in roots { text = text.components(separatedBy: root).joined(separator: ".") }
        return text
      }
    )
  }

  static func makePipe(_ path: String) { mkfifo(path, 0o600) }
  static func makeLink(_ path: String, _ target: String) { symlink(target, path) }

  @Test func onlyRegularFilesAreRulesAndLexicons() throws {
    let folder = try TemporaryFolder()
    try folder.write("p/a.rules", "lexicon l from \"l.csv\"\n" + Self.rules)
    try folder.write("p/d.rules/x", "")
    Self.makePipe(folder.path + "/p/f.rules")
    Self.makePipe(folder.path + "/p/l.csv")
    Self.makeLink(folder.path + "/p/loop.rules", "loop.rules")
    Self.makeLink(folder.path + "/p/z.rules", "/dev/zero")
    #expect(
      Self.load(folder).messages.sorted() == [
        "E028 ./p/a.rules: cannot read the lexicon file './p/l.csv': not a regular file",
        "E028 ./p/d.rules: cannot be read: Is a directory",
        "E028 ./p/f.rules: cannot be read: not a regular file",
        "E028 ./p/loop.rules: cannot be read: Too many levels of symbolic links",
        "E036 ./p/z.rules: this link leads out of the folder of its pack, to '/dev/zero'",
      ])
  }

  @Test func filesOutsideThePackAreNotRead() throws {
    let folder = try TemporaryFolder()
    try folder.write("secret.csv", "root\n")
    try folder.write("p/sub/own.csv", "person\n")
    Self.makeLink(folder.path + "/p/link.csv", "../secret.csv")
    Self.makeLink(folder.path + "/p/up", "..")
    Self.makeLink(folder.path + "/p/inside.csv", "sub/own.csv")
    let outside = "E036 ./p/a.rules: the lexicon file lies outside the folder of its pack: "
    for (file, message) in [
      ("../secret.csv", outside + "'./secret.csv'"),
      (folder.path + "/secret.csv", outside + "'./secret.csv'"),
      ("link.csv", outside + "'./secret.csv'"),
      ("up/secret.csv", outside + "'./secret.csv'"),
      ("../nothing.csv", outside + "'./nothing.csv'"),
      ("/dev/zero", outside + "'/dev/zero'"),
      ("sub/own.csv", nil),
      ("inside.csv", nil),
      ("sub/../sub/own.csv", nil),
    ] as [(String, String?)] {
      try folder.write("p/a.rules", "lexicon l from \"\(file)\"\n" + Self.rules)
      let (pack, messages) = Self.load(folder)
      #expect(messages == [message].compactMap { $0 }, "\(file)")
      #expect((pack == nil) == (message != nil), "\(file)")
    }
  }

  @Test func importsLieBesideBelowIncludesOrAreShipped() throws {
    let folder = try TemporaryFolder()
    for path in ["packs/p", "packs/beside", "packs/x/deep", "more/in/q", "shipped/common"] {
      try folder.write("\(path)/b.rules", "pack \(path.split(separator: "/").last ?? "")\n")
    }
    Self.makeLink(folder.path + "/packs/link", "../more/in/q")
    let pack = "packs/p"
    for (name, includes, message) in [
      ("beside", [], nil),
      ("common", [], nil),
      ("\"../packs/beside\"", [], nil),
      ("q", ["more/in"], nil),
      ("\"in/q\"", ["more"], nil),
      ("link", ["more"], nil),
      ("link", [], "link' lies neither beside this one nor in a folder of packs: './more/in/q'"),
      (
        "\"x/deep\"", [],
        "x/deep' lies neither beside this one nor in a folder of packs: './packs/x/deep'"
      ),
      (
        "\"../more/in/q\"", [],
        "../more/in/q' lies neither beside this one nor in a folder of packs: './more/in/q'"
      ),
      ("q", [], "no pack 'q' beside this one"),
    ] as [(String, [String], String?)] {
      try folder.write("packs/p/a.rules", "pack p\n  import \(name)\n\n" + Self.rules)
      try FileSystem.write([], to: folder.path + "/packs/p/b.rules")
      let messages = Self.load(
        folder, packs: [pack], includes: includes, shipped: "shipped"
      ).messages
      #expect(messages.count == (message == nil ? 0 : 1), "\(name) \(messages)")
      #expect(messages.allSatisfy { $0.hasSuffix(message ?? "-") }, "\(name) \(messages)")
    }
  }

  @Test func severalPacksAreAsIfOneImportedThem() throws {
    let folder = try TemporaryFolder()
    try folder.write("common/a.rules", "pack common\nphrase where = in | at\n")
    try folder.write("a/a.rules", "pack first\n  import common\n\n" + Self.rules)
    try folder.write(
      "b.rules",
      "pack second\n  language fr\n  import common\n\nrecord other\n  figure quantity required\n"
        + "rule hurt -> other\n  match figure:Quantity hurt\n  test \"12 hurt\" -> figure=12\n")
    for packs in [["a", "b.rules"], ["b.rules", "./a/", "a"]] {
      let (pack, messages) = Self.load(folder, packs: packs)
      #expect(messages == [])
      #expect(
        pack?.rules.map { "\($0.pack) \($0.syntax.name.text)" } == ["first dead", "second hurt"])
      #expect(pack?.language == "fr")
    }
    // The same names are the same mistake as with imports.
    try folder.write("c/c.rules", Self.rules)
    #expect(
      Self.load(folder, packs: ["a", "c"]).messages == [
        "E020 ./c/c.rules: a second record named 'toll'",
        "E020 ./c/c.rules: a second rule named 'dead'",
      ])
  }

  /// A chain of imports is followed to a depth, and each pack is read once.
  @Test func importsAreNotEndless() throws {
    let folder = try TemporaryFolder()
    for number in 0..<60 {
      try folder.write("q\(number)/a.rules", "pack q\(number)\n  import q\(number + 1)\n")
    }
    try folder.write("q60/a.rules", Self.rules)
    #expect(
      Self.load(folder, packs: ["q0"]).messages == [
        "E008 ./q50/a.rules: packs import each other more than 50 deep"
      ])
    #expect(Self.load(folder, packs: ["q20"]).messages == [])
  }
}
