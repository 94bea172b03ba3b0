/// The 17 universal part-of-speech tags (https://universaldependencies.org/u/pos/).
public enum PartOfSpeech: UInt8, Sendable, CaseIterable {
  case adj, adp, adv, aux, cconj, det, intj, noun, num, part, pron, propn, punct, sconj, sym, verb
  case x

  /// The tag as treebanks write it, such as `NOUN`.
  public var name: String {
    switch self {
    case .adj: "ADJ"
    case .adp: "ADP"
    case .adv: "ADV"
    case .aux: "AUX"
    case .cconj: "CCONJ"
    case .det: "DET"
    case .intj: "INTJ"
    case .noun: "NOUN"
    case .num: "NUM"
    case .part: "PART"
    case .pron: "PRON"
    case .propn: "PROPN"
    case .punct: "PUNCT"
    case .sconj: "SCONJ"
    case .sym: "SYM"
    case .verb: "VERB"
    case .x: "X"
    }
  }

  public init?(name: some StringProtocol) {
    guard let tag = PartOfSpeech.allCases.first(where: { $0.name == name }) else { return nil }
    self = tag
  }
}
