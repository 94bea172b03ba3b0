import DocumentModel

/// Where a sentence that is too long is cut.
enum SentenceCut {
  /// The best of the places in the second half of what may stand together: behind a mark that ends
  /// a sentence or a part of one, else behind any other mark, else before white space; of equal
  /// ones the last.
  ///
  /// - Returns: the token before which to cut, more than `start` and at most `longest` further.
  static func place(
    _ text: UnsafeBufferPointer<UInt8>, _ tokens: TokenTable, from start: Int, longest: Int
  ) -> Int {
    let end = start + max(1, longest)
    var best = (rank: 0, token: end)
    var token = end
    while token > start + max(1, longest) / 2 {
      let rank = rank(text, tokens, token)
      if rank > best.rank { best = (rank, token) }
      if rank == 3 { break }
      token -= 1
    }
    return best.token
  }

  private static func rank(
    _ text: UnsafeBufferPointer<UInt8>, _ tokens: TokenTable, _ token: Int
  ) -> Int {
    guard token < tokens.count, tokens.hasSpaceBefore(token) else { return 0 }
    let before = Int(tokens.start[token - 1])
    guard Int(tokens.end[token - 1]) - before == 1 else { return 1 }
    switch text[before] {
    case UInt8(ascii: "."), UInt8(ascii: "!"), UInt8(ascii: "?"), UInt8(ascii: ";"): return 3
    case UInt8(ascii: ","), UInt8(ascii: ":"), UInt8(ascii: ")"), UInt8(ascii: "]"),
      UInt8(ascii: "|"), UInt8(ascii: "-"):
      return 2
    default: return 1
    }
  }
}
