import DocumentModel

/// Finds names of persons, organisations and places, and demonyms.
///
/// Reads sentences, tokens, parts of speech and lemmas; adds `document.entities`, sorted by start
/// and not overlapping. A place has its country where the gazetteer knows it.
///
///     Acting governor [Yuri Sliusar] said [Ukrainian] drones hit [Rostov].
///
/// Titles and roles before a name are not part of it.
public struct NameTagger: Processor {
  let lexicon: NameLexicon
  let model: NameModel
  let features: NameFeatures

  /// - Throws: `FileError` where a list of names is missing, `ModelError` where the model is missing
  ///   or damaged.
  public init(resources: ResourceFolder, vocabulary: inout Vocabulary) throws {
    lexicon = try NameLexicon(resources: resources)
    model = try NameModel(resources: resources)
    features = NameFeatures(bits: model.bits)
  }

  /// Buffers of one worker.
  public struct Scratch {
    var words = NameWords()
    var marks = NameMarks()
    var scores = NameScores()
    var revision = NameRevision()
    var pass = NameDocumentPass()
  }

  public func makeScratch() -> Scratch { Scratch() }

  /// Adds the names. O(tokens).
  public func process(
    _ document: inout Document, _ words: inout Vocabulary, _ scratch: inout Scratch
  ) {
    scratch.words.prepare(words)
    scratch.scores.prepare(words)
    var entities: [Entity] = []
    for sentence in document.sentences {
      let range = sentence.tokens
      guard !range.isEmpty, range.end <= document.tokens.count, range.start >= 0 else { continue }
      scratch.marks.fill(document.tokens, range, &scratch.words, words, lexicon)
      let found = spans(document.tokens, range, words, &scratch)
      scratch.revision.revise(found, scratch.marks)
      for span in scratch.revision.spans {
        var entity = Entity(
          kind: span.kind, tokens: TokenRange(range.start + span.start, range.start + span.end))
        entity.country = country(span, scratch.marks)
        entities.append(entity)
      }
    }
    scratch.pass.revise(&entities, document, &scratch.words, words, lexicon)
    document.entities = entities
  }

  /// The names of a sentence by the model.
  private func spans(
    _ tokens: borrowing TokenTable, _ range: TokenRange, _ vocabulary: borrowing Vocabulary,
    _ scratch: inout Scratch
  ) -> [NameSpan] {
    var spans: [NameSpan] = []
    let count = scratch.marks.count
    var i = 0
    while i < count {
      guard scratch.marks.live[i] else {
        i += 1
        continue
      }
      var end = i
      while end < count && scratch.marks.live[end] { end += 1 }
      let labels = scratch.scores.labels(
        i, end, ids: tokens.word[range.start..<range.end],
        pos: tokens.pos[range.start..<range.end], scratch.marks, model, features, vocabulary)
      for (at, label) in labels.enumerated() where label != NameLabel.outside {
        if NameLabel.isBegin(label) {
          spans.append(NameSpan(NameLabel.kind(label), i + at, i + at + 1))
        } else if let last = spans.indices.last {
          spans[last].end = i + at + 1
        }
      }
      i = end
    }
    return spans
  }

  /// The country of a place or demonym that the lists know.
  private func country(_ span: NameSpan, _ marks: borrowing NameMarks) -> String? {
    guard span.kind == .place || span.kind == .demonym else { return nil }
    var code: UInt16 = 0
    if marks.length[span.start] == span.end - span.start {
      code = marks.country[span.start]
    } else if span.kind == .place, marks.length[span.start] > 0,
      !marks.flags[span.start].isDisjoint(with: .place)
    {
      code = marks.country[span.start]
    }
    guard code != 0 else { return nil }
    return String(decoding: [UInt8(code >> 8), UInt8(code & 0xFF)], as: UTF8.self)
  }

  /// Lets a rule pack's lexicons overrule the tagger: a hit with a kind becomes a name of that kind
  /// in place of every name that it touches; a hit without a kind removes those.
  ///
  /// - Parameter hits: by their start; a later one overrules an earlier one. O(names + hits).
  public func apply(
    overrides hits: [(tokens: TokenRange, kind: EntityKind?)], to document: inout Document
  ) {
    guard !hits.isEmpty else { return }
    var entities: [Entity] = []
    entities.reserveCapacity(document.entities.count + hits.count)
    var next = 0
    for hit in hits where !hit.tokens.isEmpty && hit.tokens.end <= document.tokens.count {
      while next < document.entities.count,
        document.entities[next].tokens.start < hit.tokens.end
      {
        entities.append(document.entities[next])
        next += 1
      }
      var country: String?
      while let last = entities.last, last.tokens.end > hit.tokens.start {
        if last.tokens == hit.tokens, last.kind == hit.kind { country = last.country }
        entities.removeLast()
      }
      if let kind = hit.kind {
        entities.append(Entity(kind: kind, tokens: hit.tokens, country: country))
      }
    }
    entities.append(contentsOf: document.entities[next...])
    document.entities = entities
  }
}
