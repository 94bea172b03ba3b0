import DocumentModel

/// Reads the files of `quantities/`; their formats are in their first lines.
struct QuantityLexiconLoader {
  typealias NumberClass = QuantityLexicon.NumberClass
  typealias Context = QuantityLexicon.Context
  typealias Unit = QuantityLexicon.Unit

  let resources: ResourceFolder
  let folder: String

  var numberClass: [NumberClass] = []
  var numberValue: [Double] = []
  var contexts: [Context] = []
  var triggers: [Bool] = []
  var units: [Unit] = []
  var bounds: [QuantityLexicon.Bound] = []
  var unitsAfter = PhraseTable()
  var moneyBefore = PhraseTable()
  var unitsBefore = PhraseTable()
  var before = PhraseTable()
  var after = PhraseTable()
  var vaguePhrases = PhraseTable()
  var vaguePlurals: [UInt32: Double] = [:]
  var vagueSeveral = PhraseTable()
  var vague: [Double] = []
  var strictNames = PhraseTable()
  var looseNames = PhraseTable()
  var ageBefore = PhraseTable()
  var ageAfter = PhraseTable()
  var per = PhraseTable()
  var belowZero = PhraseTable()
  var multiples: [UInt32: Double] = [:]
  var singulars: [UInt32: UInt32] = [:]
  private var dimensions: [String: Int16] = [:]

  init(resources: ResourceFolder, folder: String) {
    self.resources = resources
    self.folder = folder
  }

  mutating func load(
    _ vocabulary: inout Vocabulary, overrides: [(words: String, low: Double)]
  ) throws(FileError) {
    try loadNumbers(&vocabulary)
    try loadQualifiers(&vocabulary)
    try loadVague(&vocabulary, overrides)
    try loadUnits(&vocabulary)
    try loadCurrencies(&vocabulary)
    try loadContexts(&vocabulary)
    try loadSingulars(&vocabulary)
  }

  // MARK: Reading lines

  /// The ids of the atoms of a phrase, in comparable form.
  func words(_ phrase: some StringProtocol, _ vocabulary: inout Vocabulary) -> [UInt32] {
    var ids: [UInt32] = []
    var phrase = String(phrase)
    phrase.withUTF8 { bytes in
      for word in bytes.split(separator: 0x20) {
        let word = UnsafeBufferPointer(rebasing: word)
        Atomizer.cut(word, 0, word.count) { _, start, end, _ in
          let id = vocabulary.intern(UnsafeBufferPointer(rebasing: word[start..<end]))
          ids.append(vocabulary.lower[Int(id)])
        }
      }
    }
    return ids
  }

  func fields(_ line: String, _ separator: UInt8) -> [String] {
    var line = line
    return line.withUTF8 { bytes in
      bytes.split(separator: separator, omittingEmptySubsequences: false).map { field in
        var field = field
        while let first = field.first, first == 0x20 || first == 0x09 { field.removeFirst() }
        while let last = field.last, last == 0x20 || last == 0x09 { field.removeLast() }
        return String(decoding: UnsafeBufferPointer(rebasing: field), as: UTF8.self)
      }
    }
  }

  /// The words of a line between single or several spaces.
  private func spaced(_ line: String) -> [String] {
    line.fields.map { String($0) }
  }

  func trimmed(_ text: Substring.UTF8View) -> String {
    var text = text
    while let first = text.first, first == 0x20 || first == 0x09 { text = text.dropFirst() }
    while let last = text.last, last == 0x20 || last == 0x09 { text = text.dropLast() }
    return String(Substring(text))
  }

  func failure(_ file: String, _ line: String, _ why: String) -> FileError {
    FileError(path: resources.path + "/" + folder + file, reason: "\(why) in '\(line)'")
  }

  func lines(_ file: String) throws(FileError) -> [String] {
    try resources.lines(folder + file)
  }

  private mutating func set(_ word: UInt32, _ kind: NumberClass, _ value: Double) {
    let index = Int(word)
    if index >= numberClass.count {
      let extra = index + 1 - numberClass.count
      numberClass.append(contentsOf: repeatElement(.none, count: extra))
      numberValue.append(contentsOf: repeatElement(0, count: extra))
    }
    numberClass[index] = kind
    numberValue[index] = value
  }

  private mutating func trigger(_ word: UInt32) {
    let index = Int(word)
    if index >= triggers.count {
      triggers.append(contentsOf: repeatElement(false, count: index + 1 - triggers.count))
    }
    triggers[index] = true
  }

  // MARK: Files

  private mutating func loadNumbers(_ vocabulary: inout Vocabulary) throws(FileError) {
    let classes: [String: NumberClass] = [
      "digit": .digit, "teen": .teen, "ten": .ten, "hundred": .hundred, "scale": .scale,
      "group": .group, "suffix": .suffix, "close": .close, "ordinal": .ordinal,
      "ordinalten": .ordinalTen, "ordinalscale": .ordinalScale, "parts": .parts, "part": .part,
      "article": .article, "and": .and, "point": .point, "minus": .minus, "over": .over,
      "in": .inside, "out": .out, "of": .of, "ordinalsuffix": .ordinalSuffix,
    ]
    let leading: [NumberClass] = [
      .digit, .teen, .ten, .hundred, .scale, .group, .ordinal, .ordinalTen, .ordinalScale, .part,
    ]
    var small: [(String, NumberClass, Double)] = []
    var tens: [(String, Double)] = []
    for line in try lines("numbers.txt") {
      let parts = spaced(line)
      guard parts.count >= 3, let kind = classes[parts[0]], let value = Double(parts[1]) else {
        throw failure("numbers.txt", line, "expected CLASS VALUE WORD...")
      }
      for word in parts.dropFirst(2) {
        let ids = words(word, &vocabulary)
        guard let id = ids.first, ids.count == 1 else {
          throw failure("numbers.txt", line, "'\(word)' is more than one word")
        }
        set(id, kind, value)
        if leading.contains(kind) { trigger(id) }
        if kind == .ten { tens.append((word, value)) }
        if (kind == .digit || kind == .ordinal) && value >= 1 && value < 10 {
          small.append((word, kind, value))
        }
      }
    }
    for (ten, high) in tens {
      for (word, kind, low) in small {
        let id = vocabulary.intern(ten + word)
        set(id, kind == .digit ? .compound : .ordinalCompound, high + low)
        trigger(id)
      }
    }
  }

  private mutating func loadQualifiers(_ vocabulary: inout Vocabulary) throws(FileError) {
    for line in try lines("qualifiers.txt") {
      let halves = fields(line, 0x3D)
      let head = spaced(halves[0])
      guard halves.count == 2, head.count == 2 else {
        throw failure("qualifiers.txt", line, "expected SIDE QUALIFIER = PHRASES")
      }
      var name = head[1]
      var bound = QuantityLexicon.Bound(qualifier: .exact)
      if name.hasPrefix("age-") {
        name.removeFirst(4)
        bound.isAge = true
      }
      guard let qualifier = Qualifier(rawValue: name),
        ["before", "after", "after-number"].contains(head[0])
      else { throw failure("qualifiers.txt", line, "unknown side or qualifier") }
      bound.qualifier = qualifier
      bound.numberOnly = head[0] == "after-number"
      let entry = PhraseTable.Entry(value: Int32(bounds.count))
      bounds.append(bound)
      for phrase in fields(halves[1], 0x3B) where !phrase.isEmpty {
        let ids = words(phrase, &vocabulary)
        if head[0] == "before" {
          before.add(ids.reversed(), entry)
        } else {
          after.add(ids, entry)
        }
      }
    }
  }

  private mutating func loadVague(
    _ vocabulary: inout Vocabulary, _ overrides: [(words: String, low: Double)]
  ) throws(FileError) {
    func add(_ phrase: String, _ low: Double) {
      let ids = words(phrase, &vocabulary)
      vaguePhrases.add(ids, PhraseTable.Entry(value: Int32(vague.count)))
      vague.append(low)
      for id in ids.prefix(1) { trigger(id) }
    }
    for line in try lines("vague.txt") {
      let parts = line.split(separator: " ", maxSplits: 2).map(String.init)
      guard parts.count == 3, let low = Double(parts[1]) else {
        throw failure("vague.txt", line, "expected CLASS LOW WORDS")
      }
      let ids = words(parts[2], &vocabulary)
      switch parts[0] {
      case "plural":
        for id in ids.prefix(1) {
          vaguePlurals[id] = low
          trigger(id)
        }
      case "several":
        vagueSeveral.add(ids, PhraseTable.Entry(value: Int32(vague.count)))
        vague.append(low)
        // "a few" begins at "few": an article triggers nothing.
        for id in ids
        where numberClass.indices.contains(Int(id)) == false
          || numberClass[Int(id)] == .none
        { trigger(id) }
      case "phrase": add(parts[2], low)
      default: throw failure("vague.txt", line, "unknown class")
      }
    }
    // The last of equal phrases wins.
    for (phrase, low) in overrides { add(phrase, low) }
  }

  private mutating func dimension(_ name: String) -> Int16 {
    if let known = dimensions[name] { return known }
    dimensions[name] = Int16(dimensions.count)
    return Int16(dimensions.count - 1)
  }

  private func plural(_ name: String) -> String {
    let bytes = name.utf8
    switch bytes.last {
    case 0x79:
      if let before = bytes.dropLast().last, ![0x61, 0x65, 0x69, 0x6F, 0x75].contains(before) {
        return name.dropLast() + "ies"
      }
    case 0x73, 0x78: return name + "es"
    case 0x68 where bytes.dropLast().last == 0x63: return name + "es"
    default: break
    }
    return name + "s"
  }

  /// Adds a name in singular and plural; after `=` as it stands.
  private mutating func addNames(
    _ list: String, unit: Int, _ vocabulary: inout Vocabulary, backward: Bool = false
  ) {
    for name in fields(list, 0x3B) where !name.isEmpty {
      let exact = name.utf8.first.map { [0x3D, 0x27, 0x2B].contains($0) } ?? false
      let base = name.utf8.first == 0x3D ? trimmed(name.utf8.dropFirst()) : name
      for form in exact ? [base] : [base, plural(base)] {
        addForm(form, unit: unit, &vocabulary, backward: backward)
      }
    }
  }

  private mutating func addForm(
    _ form: String, unit: Int, _ vocabulary: inout Vocabulary, backward: Bool = false
  ) {
    var text = form.utf8[...]
    var entry = PhraseTable.Entry(value: Int32(unit))
    func take(_ mark: UInt8) -> Bool {
      guard text.first == mark, mark == 0x27 || text.dropFirst().first != nil else { return false }
      text = text.dropFirst()
      return true
    }
    entry.touches = take(0x27)
    entry.isLarge = take(0x2B)
    if take(0x3C) {
      unitsBefore.add(words(Substring(text), &vocabulary).reversed(), entry)
      return
    }
    entry.closesClause = take(0x2E)
    // A single letter is a unit only as it is written here: "5 g", but "5G".
    if text.count == 1 || text.contains(where: { (0x41...0x5A).contains($0) }) {
      entry.exact = Array(text)
    }
    let ids = words(Substring(text), &vocabulary)
    unitsAfter.add(ids, entry)
    if backward { moneyBefore.add(ids.reversed(), entry) }
  }

  private mutating func loadUnits(_ vocabulary: inout Vocabulary) throws(FileError) {
    for line in try lines("units.txt") {
      let parts = fields(line, 0x7C)
      guard parts.count == 5, let factor = Double(parts[2]) else {
        throw failure("units.txt", line, "expected DIMENSION | SYMBOL | FACTOR | NAMES | FORMS")
      }
      let family: QuantityLexicon.Family =
        switch parts[0] {
        case "duration": .duration
        case "percent": .percent
        case "age": .age
        default: .measure
        }
      let dimension = dimension(parts[0])
      let index = units.count
      let symbols = fields(parts[1], 0x2C)
      units.append(
        Unit(
          family: family, dimension: dimension, symbol: symbols[0],
          sign: symbols[symbols.count - 1], factor: factor))
      addNames(parts[3], unit: index, &vocabulary)
      for form in fields(parts[4], 0x3B) where !form.isEmpty {
        let form = form.utf8.first == 0x3D ? trimmed(form.utf8.dropFirst()) : form
        addForm(form, unit: index, &vocabulary)
      }
      if parts[0] == "length" {
        for (prefixes, power) in [(["square", "sq", "sq."], 2), (["cubic", "cu", "cu."], 3)] {
          let index = units.count
          var raised = factor
          for _ in 1..<power { raised *= factor }
          units.append(
            Unit(
              family: .measure, dimension: self.dimension(power == 2 ? "area" : "volume"),
              symbol: "\(parts[1])\(power)", sign: "\(parts[1])\(power)", factor: raised))
          for prefix in prefixes {
            for name in fields(parts[3], 0x3B) where !name.isEmpty {
              let list =
                name.hasPrefix("=")
                ? "= \(prefix) \(trimmed(name.utf8.dropFirst()))" : "\(prefix) \(name)"
              addNames(list, unit: index, &vocabulary)
            }
          }
        }
      }
    }
  }

  private mutating func loadCurrencies(_ vocabulary: inout Vocabulary) throws(FileError) {
    for line in try lines("currencies.txt") {
      let parts = fields(line, 0x7C)
      guard parts.count == 4, !parts[0].isEmpty else {
        throw failure("currencies.txt", line, "expected CODE | SIGNS | NAMES | SUBUNITS")
      }
      var code = parts[0]
      let guarded = code.hasPrefix("-")
      if guarded { code.removeFirst() }
      let isCode = code.utf8.count == 3
      let symbol = isCode ? code.uppercased() : code
      let money = dimension("money " + code)
      let index = units.count
      var unit = Unit(family: .money, dimension: money, symbol: symbol, sign: symbol, factor: 1)
      units.append(unit)
      unit.isSign = true
      units.append(unit)
      unit.isSign = false
      unit.isWord = true
      units.append(unit)
      for sign in fields(parts[1], 0x3B) where !sign.isEmpty {
        addForm(sign, unit: index + 1, &vocabulary, backward: true)
      }
      if isCode {
        addForm(code, unit: index, &vocabulary, backward: !guarded)
        units.append(
          Unit(family: .money, dimension: money, symbol: symbol, sign: symbol, factor: 1e6))
        addForm("M" + symbol, unit: units.count - 1, &vocabulary, backward: !guarded)
      }
      addNames(
        isCode ? parts[2] : "\(code)", unit: index + 2, &vocabulary, backward: true)
      let subunits = fields(parts[3], 0x3B).filter { !$0.isEmpty }
      var known: [Double: Int] = [:]
      for entry in subunits where isCode {
        let halves = fields(entry, 0x40)
        let factor = halves.count == 2 ? Double(halves[1]) ?? 0 : 0.01
        guard factor > 0, factor < 1 else {
          throw failure("currencies.txt", line, "'\(entry)' is no part of a currency")
        }
        var index = units.count
        if let old = known[factor] {
          index = old
        } else {
          let name = halves[0].hasPrefix("=") ? trimmed(halves[0].utf8.dropFirst()) : halves[0]
          known[factor] = index
          units.append(
            Unit(
              family: .money, dimension: money, symbol: name, sign: name, factor: factor,
              isSubunit: true))
        }
        addNames(halves[0], unit: index, &vocabulary)
      }
    }
  }

  private mutating func loadContexts(_ vocabulary: inout Vocabulary) throws(FileError) {
    for line in try lines("contexts.txt") {
      let halves = fields(line, 0x3D)
      guard halves.count >= 2 else {
        throw failure("contexts.txt", line, "expected CLASS = WORDS")
      }
      let name = halves[0]
      let phrases = fields(halves[1], 0x3B).filter { !$0.isEmpty }
      let entry = PhraseTable.Entry(value: 0)
      for phrase in phrases {
        let ids = words(phrase, &vocabulary)
        guard let id = ids.first else { continue }
        switch name {
        case "name-strict": strictNames.add(ids.reversed(), entry)
        case "name": looseNames.add(ids.reversed(), entry)
        case "age-before": ageBefore.add(ids.reversed(), entry)
        case "age-after": ageAfter.add(ids, entry)
        case "per": per.add(ids, entry)
        case "below-zero": belowZero.add(ids, entry)
        default:
          if name.hasPrefix("multiple-"), let value = Double(name.dropFirst(9)) {
            multiples[id] = value
            trigger(id)
            continue
          }
          guard let context = Context.names[name] else {
            throw failure("contexts.txt", line, "unknown class '\(name)'")
          }
          if Int(id) >= contexts.count {
            contexts.append(contentsOf: repeatElement([], count: Int(id) + 1 - contexts.count))
          }
          contexts[Int(id)].insert(context)
        }
      }
    }
  }

  private mutating func loadSingulars(_ vocabulary: inout Vocabulary) throws(FileError) {
    for line in try lines("singulars.txt") {
      let parts = spaced(line)
      guard parts.count == 2 else {
        throw failure("singulars.txt", line, "expected PLURAL SINGULAR")
      }
      singulars[vocabulary.intern(parts[0])] = vocabulary.intern(parts[1])
    }
  }
}
