import DocumentModel
import TextProcessing

/// Learns suffix rules for lemmas, and the dictionary of the words that they get wrong.
enum LemmaLearner {
  private struct Key: Hashable {
    var tag: PartOfSpeech
    var bytes: [UInt8]
  }

  static func learn(
    _ sentences: [[TrainingToken]], dictionary: EnglishDictionary
  ) -> LemmaRecords {
    let pairs = majority(sentences)
    var votes: [Key: [LemmaTable.Rule: Int]] = [:]
    for (key, lemma) in pairs {
      let common = zip(key.bytes, lemma).prefix { $0 == $1 }.count
      if common == 0 { continue }
      let rule = LemmaTable.Rule(strip: key.bytes.count - common, add: Array(lemma[common...]))
      for length in 0...min(key.bytes.count, LemmaTable.longestSuffix) {
        votes[Key(tag: key.tag, bytes: Array(key.bytes.suffix(length))), default: [:]][
          rule, default: 0] += 1
      }
    }
    var records = LemmaRecords()
    var table = LemmaTable()
    // Shorter suffixes first: a longer one is kept only where it says something else.
    let keys = votes.keys.sorted {
      ($0.bytes.count, $0.tag.rawValue) != ($1.bytes.count, $1.tag.rawValue)
        ? ($0.bytes.count, $0.tag.rawValue) < ($1.bytes.count, $1.tag.rawValue)
        : $0.bytes.lexicographicallyPrecedes($1.bytes)
    }
    for key in keys {
      guard let rules = votes[key] else { continue }
      let ranked = rules.sorted {
        $0.value != $1.value
          ? $0.value > $1.value
          : ($0.key.strip, $0.key.add.count) != ($1.key.strip, $1.key.add.count)
            ? ($0.key.strip, $0.key.add.count) < ($1.key.strip, $1.key.add.count)
            : $0.key.add.lexicographicallyPrecedes($1.key.add)
      }
      guard let best = ranked.first, best.value >= 2 || key.bytes.isEmpty else { continue }
      if table.rule(for: key.bytes, key.tag) == best.key, !key.bytes.isEmpty { continue }
      table.addRule(suffix: key.bytes, key.tag, best.key)
      records.rules.append((key.bytes, key.tag, best.key))
    }
    let words = WordList(dictionary.words)
    var seen: Set<Key> = []
    func except(_ key: Key, _ lemma: [UInt8]) {
      guard seen.insert(key).inserted else { return }
      let found =
        key.bytes.withUnsafeBufferPointer { table.lemma(of: $0, key.tag, words: words) }
        ?? key.bytes
      if found != lemma { records.exceptions.append((key.bytes, key.tag, lemma)) }
    }
    // A verb's lemma that is no verb is a slip of the treebank where the form is a known one.
    var known: [Key: [UInt8]] = [:]
    for (form, tag, lemma) in dictionary.irregular { known[Key(tag: tag, bytes: form)] = lemma }
    for (key, lemma) in pairs {
      if key.tag == .verb, words.classes(of: lemma) & WordList.verb == 0, let right = known[key] {
        except(key, right)
      } else {
        except(key, lemma)
      }
    }
    for (form, tag, lemma) in dictionary.irregular {
      except(Key(tag: tag, bytes: form), lemma)
    }
    return records
  }

  /// The most frequent lemma of every form with a tag, sorted by form and tag.
  private static func majority(_ sentences: [[TrainingToken]]) -> [(Key, [UInt8])] {
    var counts: [Key: [[UInt8]: Int]] = [:]
    for sentence in sentences {
      for token in sentence {
        let form = PartOfSpeechTrainer.comparable(token.form)
        let lemma = PartOfSpeechTrainer.comparable(token.lemma)
        if form.count > 60 || lemma.count > 60 || lemma.isEmpty { continue }
        counts[Key(tag: token.tag == .x ? .propn : token.tag, bytes: form), default: [:]][
          lemma, default: 0] += 1
      }
    }
    return counts.map { key, lemmas in
      let best = lemmas.max {
        $0.value != $1.value
          ? $0.value < $1.value : $1.key.lexicographicallyPrecedes($0.key)
      }
      return (key, best?.key ?? key.bytes)
    }.sorted {
      $0.0.bytes != $1.0.bytes
        ? $0.0.bytes.lexicographicallyPrecedes($1.0.bytes)
        : $0.0.tag.rawValue < $1.0.tag.rawValue
    }
  }
}
