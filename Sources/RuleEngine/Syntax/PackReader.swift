import DocumentModel

/// One folder of rule files, as written.
struct PackFiles {
  var name: String
  /// Where its lexicon files lie; empty for what stands for several packs.
  var folder: String
  /// Places of its head, if it has one.
  var head: PackSyntax?
  /// Indices into the list of all files.
  var files: [Int]
  /// Indices of the packs that it imports.
  var imports: [Int] = []
}

/// How much is read for one pack with all that it imports.
enum PackLimits {
  /// Bytes of one rule file.
  static let ruleFileBytes = 16 << 20
  /// Bytes of all rule files.
  static let ruleBytes = 32 << 20
  /// Bytes of all lexicon files, each as often as a lexicon names it.
  static let lexiconBytes = 1 << 30
  /// Entries of all lexicons.
  static let entries = 10_000_000
  /// Packs that one load reads.
  static let packs = 1_000
  /// Packs that import each other in a chain.
  static let importDepth = 50
  /// Elements of one pattern, and of all patterns, with repetitions and the phrases that capture
  /// written out; fields that a record has from others count too.
  static let elements = 20_000
  static let allElements = 10_000_000
  /// What a line that rules inherit costs at least, in elements.
  static let elementsOfLine = 8
  /// Records that extend each other in a chain.
  static let recordDepth = 50
  /// Fields of one record, with those that it extends.
  static let fields = 1_000
  /// UTF-8 bytes of a test's text, and records that a test expects.
  static let testBytes = 10_000
  static let testRecords = 200
}

/// Reads and parses the files of a pack and of all that it imports; each pack once.
struct PackReader<Source: RuleFileSource> {
  let source: Source
  let selection: PackSelection
  var log = DiagnosticLog()
  var files: [RuleFile] = []
  /// The pack itself first.
  var packs: [PackFiles] = []
  /// Packs by their paths without links.
  private var known: [String: Int] = [:]
  private var open: [String] = []
  private var bytesRead = 0
  /// Folders below which a pack may lie wherever it is imported, without links.
  private let shared: [String]

  init(source: Source, selection: PackSelection) {
    self.source = source
    self.selection = selection
    shared = (selection.includes + [selection.shipped].compactMap { $0 })
      .compactMap { source.resolved($0) }
  }

  mutating func read() {
    let paths = selection.paths.map { PathText.normalized($0) }
    if paths.count == 1 {
      _ = readRoot(paths[0])
      return
    }
    packs.append(PackFiles(name: "", folder: "", files: []))
    for path in paths {
      guard let index = readRoot(path), !packs[0].imports.contains(index) else { continue }
      packs[0].imports.append(index)
    }
    packs[0].name = packs[0].imports.map { packs[$0].name }.joined(separator: "+")
  }

  /// - Returns: the index of the pack that a path of the command line leads to.
  private mutating func readRoot(_ path: String) -> Int? {
    switch source.kind(path) {
    case .folder:
      let resolved = source.resolved(path) ?? path
      return known[resolved] ?? readFolder(path, resolved)
    case .file:
      let resolved = source.resolved(path) ?? path
      if let index = known[resolved] { return index }
      let index = packs.count
      let folder = PathText.folder(of: path)
      known[resolved] = index
      packs.append(PackFiles(name: PathText.stem(path), folder: folder, files: []))
      open.append(resolved)
      readFiles([path], into: index, beside: [folder, PathText.folder(of: folder)])
      open.removeLast()
      return index
    case .missing:
      log.report(
        Problem(
          .unreadableFile, "no such file or folder", path: path,
          suggestion: "give a folder with .rules files, or one such file"))
    case .other:
      log.report(
        Problem(
          .unreadableFile, "neither a file nor a folder", path: path,
          suggestion: "give a folder with .rules files, or one such file"))
    }
    return nil
  }

  private mutating func readFolder(_ path: String, _ resolved: String) -> Int? {
    let names: [String]
    do {
      names = try source.list(path)
    } catch {
      log.report(Problem(.unreadableFile, "cannot be read: \(error.reason)", path: path))
      return nil
    }
    var paths: [String] = []
    for name in names where name.hasSuffix(".rules") && !name.hasPrefix(".") {
      let file = PathText.joined(path, name)
      if let place = source.resolved(file), !PathText.isBelow(place, resolved) {
        log.report(
          Problem(
            .outsidePack, "this link leads out of the folder of its pack, to '\(place)'",
            path: file, suggestion: "put the file itself into the folder"))
      } else {
        paths.append(file)
      }
    }
    let index = packs.count
    known[resolved] = index
    packs.append(PackFiles(name: PathText.name(of: path), folder: path, files: []))
    if paths.isEmpty {
      log.report(
        Problem(
          .unreadableFile, "no .rules file in this folder", path: path,
          suggestion: "rules stand in files whose names end in '.rules'"))
    }
    open.append(resolved)
    readFiles(paths, into: index, beside: [PathText.folder(of: path)])
    open.removeLast()
    return index
  }

  private mutating func readFiles(_ paths: [String], into index: Int, beside folders: [String]) {
    for path in paths {
      let file = files.count
      do {
        let bytes = try source.read(path, limit: PackLimits.ruleFileBytes)
        bytesRead += bytes.count
        guard bytesRead <= PackLimits.ruleBytes else {
          log.report(
            Problem(
              .tooLarge, "more than \(PackLimits.ruleBytes) bytes of rules with this file",
              path: path, suggestion: "put long lists into lexicon files"))
          return
        }
        packs[index].files.append(file)
        files.append(RuleFileParser.parse(path: path, bytes: bytes, file: file, log: &log))
      } catch {
        log.report(
          Problem(
            .unreadableFile, "cannot be read: \(error.reason)", path: path,
            suggestion: "what is named '.rules' in a pack is a file with rules"))
      }
    }
    var heads: [PackSyntax] = []
    for file in packs[index].files {
      for case .pack(let head) in files[file].blocks { heads.append(head) }
    }
    guard let head = heads.first else { return }
    if heads.count > 1 {
      var locator = Locator(files: files)
      let first = locator.short(head.name.place)
      for other in heads.dropFirst() {
        log.report(
          .duplicateName, "a second 'pack' block", at: other.name.place,
          suggestion: "the first is in \(first); a pack has one")
      }
    }
    packs[index].head = head
    packs[index].name = head.name.text
    let finder = ImportFinder(source: source, beside: folders, shared: shared, selection)
    for name in heads.flatMap(\.imports).sorted(by: { $0.text < $1.text }) {
      importPack(name, into: index, finder)
    }
  }

  private mutating func importPack(
    _ name: Name, into index: Int, _ finder: ImportFinder<Source>
  ) {
    let path: String
    let resolved: String
    switch finder.find(name.text) {
    case .found(let at, let place):
      path = at
      resolved = place
    case .outside(let place):
      log.report(
        .outsidePack,
        "the pack '\(name.text)' lies neither beside this one nor in a folder of packs: '\(place)'",
        at: name.place, suggestion: "give the folder that holds it by --include")
      return
    case .missing(let first):
      let near = log.nearest(to: name.text, among: log.looksForNames ? finder.names : [])
      log.report(
        .missingImport, "no pack '\(name.text)' beside this one", at: name.place,
        suggestion: near.map { "did you mean '\($0)'?" } ?? "there is no folder '\(first)'")
      return
    }
    if open.contains(resolved) {
      log.report(
        .recursion, "the pack '\(name.text)' imports itself, over \(open.count) packs",
        at: name.place, suggestion: "delete one of the imports")
      return
    }
    var imported = known[resolved]
    if imported == nil {
      if open.count > PackLimits.importDepth {
        log.report(
          .nestedTooDeep, "packs import each other more than \(PackLimits.importDepth) deep",
          at: name.place, suggestion: "import what is needed directly")
        return
      }
      if packs.count >= PackLimits.packs {
        log.report(
          .tooLarge, "more than \(PackLimits.packs) packs are imported", at: name.place,
          suggestion: "put some of them together")
        return
      }
      imported = readFolder(path, resolved)
    }
    guard let imported else { return }
    if !packs[index].imports.contains(imported) { packs[index].imports.append(imported) }
  }
}

/// Finds the packs that one pack imports: beside it, below the folders that were given, among the
/// shipped ones, in this order.
private struct ImportFinder<Source: RuleFileSource> {
  enum Result {
    /// The path to show, and the same without links.
    case found(String, String)
    /// It is there, and nothing allows to read it.
    case outside(String)
    /// The path at which it was looked for first.
    case missing(String)
  }

  let source: Source
  /// Folders in which it is looked for.
  let folders: [String]
  /// The first of them, without links: what lies right inside is beside the pack.
  let beside: Set<String>
  let shared: [String]

  init(source: Source, beside: [String], shared: [String], _ selection: PackSelection) {
    self.source = source
    self.beside = Set(beside.compactMap { source.resolved($0) })
    self.shared = shared
    folders = beside + selection.includes + [selection.shipped].compactMap { $0 }
  }

  func find(_ name: String) -> Result {
    var outside: String?
    for folder in folders {
      let path = PathText.joined(folder, name)
      guard source.kind(path) == .folder, let resolved = source.resolved(path) else { continue }
      if beside.contains(PathText.folder(of: resolved))
        || shared.contains(where: { PathText.isBelow(resolved, $0) })
      {
        return .found(path, resolved)
      }
      outside = outside ?? resolved
    }
    if let outside { return .outside(outside) }
    return .missing(PathText.joined(folders.first ?? ".", name))
  }

  /// The names of packs that could be meant.
  var names: [String] {
    folders.flatMap { folder in
      ((try? source.list(folder)) ?? []).filter {
        source.kind(PathText.joined(folder, $0)) == .folder
      }
    }
  }
}
