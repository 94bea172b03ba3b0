import DocumentModel

/// Reads a rule pack: its files, those of the packs it imports, and its lexicon files; resolves
/// names, checks types, and tells everything that is wrong.
///
/// The pack does not depend on how its files are split, named or ordered.
public enum RulePackLoader {
  /// - Parameters:
  ///   - path: a folder with `*.rules` files, or one such file. `import common` reads the folder
  ///     `common` beside the pack.
  ///   - tokenizer: splits phrases and entries as documents are split; without it those checks
  ///     are left out.
  ///   - inflection: the language's word forms; without it those checks are left out.
  /// - Returns: the pack, nil when there are errors; and all diagnostics in order of place.
  /// - Complexity: linear in the size of the files, but for the search for rules that cannot win,
  ///   which is bounded.
  public static func load(
    path: String, tokenizer: (any PhraseTokenizer)?, inflection: (any Inflection)?
  ) -> (pack: RulePack?, diagnostics: [Diagnostic]) {
    load(path: path, source: DiskSource(), tokenizer: tokenizer, inflection: inflection)
  }

  /// The same from memory.
  ///
  /// - Parameters:
  ///   - files: paths and bytes; lexicon files and imported packs too.
  ///   - root: the path of the pack's folder or file.
  public static func load(
    files: [(path: String, bytes: [UInt8])], root: String,
    tokenizer: (any PhraseTokenizer)? = nil, inflection: (any Inflection)? = nil
  ) -> (pack: RulePack?, diagnostics: [Diagnostic]) {
    load(path: root, source: MemorySource(files), tokenizer: tokenizer, inflection: inflection)
  }

  private static func load(
    path: String, source: some RuleFileSource, tokenizer: (any PhraseTokenizer)?,
    inflection: (any Inflection)?
  ) -> (pack: RulePack?, diagnostics: [Diagnostic]) {
    var reader = PackReader(source: source)
    reader.readRoot(PathText.normalized(path))
    var resolver = Resolver(
      reader: reader, source: source, tokenizer: tokenizer, inflection: inflection)
    let pack = resolver.resolve()
    let diagnostics = resolver.log.finish(files: resolver.files)
    return (resolver.log.hasErrors ? nil : pack, diagnostics)
  }
}

/// One folder of rule files, as written.
struct PackFiles {
  var name: String
  var folder: String
  /// Places of its head, if it has one.
  var head: PackSyntax?
  /// Indices into the list of all files.
  var files: [Int]
  /// Indices of the packs that it imports.
  var imports: [Int] = []
}

/// Reads and parses the files of a pack and of all that it imports; each pack once.
struct PackReader<Source: RuleFileSource> {
  let source: Source
  var log = DiagnosticLog()
  var files: [RuleFile] = []
  /// The pack itself first.
  var packs: [PackFiles] = []
  private var known: [String: Int] = [:]
  private var open: [String] = []

  init(source: Source) { self.source = source }

  mutating func readRoot(_ path: String) {
    switch source.kind(path) {
    case .folder: _ = readFolder(path)
    case .file:
      known[path] = packs.count
      packs.append(
        PackFiles(name: PathText.stem(path), folder: PathText.folder(of: path), files: []))
      open.append(path)
      readFiles([path], into: 0, beside: [packs[0].folder, PathText.folder(of: packs[0].folder)])
    case .missing:
      log.report(
        Problem(
          .unreadableFile, "no such file or folder", path: path,
          suggestion: "give a folder with .rules files, or one such file"))
    case .other:
      log.report(Problem(.unreadableFile, "neither a file nor a folder", path: path))
    }
  }

  private mutating func readFolder(_ path: String) -> Int? {
    let names: [String]
    do {
      names = try source.list(path)
    } catch {
      log.report(Problem(.unreadableFile, "cannot be read: \(error.reason)", path: path))
      return nil
    }
    let paths = names.filter { $0.hasSuffix(".rules") && !$0.hasPrefix(".") }
      .map { PathText.joined(path, $0) }
      .filter { source.kind($0) != .folder }
    let index = packs.count
    known[path] = index
    packs.append(PackFiles(name: PathText.name(of: path), folder: path, files: []))
    if paths.isEmpty {
      log.report(
        Problem(
          .unreadableFile, "no .rules file in this folder", path: path,
          suggestion: "rules stand in files whose names end in '.rules'"))
    }
    open.append(path)
    readFiles(paths, into: index, beside: [PathText.folder(of: path)])
    open.removeLast()
    return index
  }

  private mutating func readFiles(_ paths: [String], into index: Int, beside folders: [String]) {
    for path in paths {
      let file = files.count
      do {
        let bytes = try source.read(path)
        packs[index].files.append(file)
        files.append(RuleFileParser.parse(path: path, bytes: bytes, file: file, log: &log))
      } catch {
        log.report(Problem(.unreadableFile, "cannot be read: \(error.reason)", path: path))
      }
    }
    var heads: [PackSyntax] = []
    for file in packs[index].files {
      for case .pack(let head) in files[file].blocks { heads.append(head) }
    }
    guard let head = heads.first else { return }
    for other in heads.dropFirst() {
      var locator = Locator(files: files)
      log.report(
        .duplicateName, "a second 'pack' block", at: other.name.place,
        suggestion: "the first is in \(locator.short(head.name.place)); a pack has one")
    }
    packs[index].head = head
    packs[index].name = head.name.text
    for name in heads.flatMap(\.imports).sorted(by: { $0.text < $1.text }) {
      importPack(name, into: index, beside: folders)
    }
  }

  private mutating func importPack(_ name: Name, into index: Int, beside folders: [String]) {
    let candidates = folders.map { PathText.joined($0, name.text) }
    guard let path = candidates.first(where: { source.kind($0) == .folder }) else {
      let beside = folders.flatMap { folder in
        ((try? source.list(folder)) ?? []).filter {
          source.kind(PathText.joined(folder, $0)) == .folder
        }
      }
      let near = Suggestion.nearest(to: name.text, among: beside)
      log.report(
        .missingImport, "no pack '\(name.text)' beside this one", at: name.place,
        suggestion: near.map { "did you mean '\($0)'?" } ?? "there is no folder '\(candidates[0])'")
      return
    }
    if open.contains(path) {
      log.report(
        .recursion, "the pack '\(name.text)' imports itself, over \(open.count) packs",
        at: name.place, suggestion: "delete one of the imports")
      return
    }
    guard let imported = known[path] ?? readFolder(path) else { return }
    if !packs[index].imports.contains(imported) { packs[index].imports.append(imported) }
  }
}
