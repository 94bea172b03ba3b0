/// A half-open range `start..<end` of UTF-8 byte offsets in a document's text (or, where a
/// declaration says so, in its source file).
public struct Span: Hashable, Sendable, Comparable {
  public var start: Int
  public var end: Int

  public init(_ start: Int, _ end: Int) {
    self.start = start
    self.end = end
  }

  public var count: Int { end - start }
  public var isEmpty: Bool { end <= start }

  public func contains(_ other: Span) -> Bool { start <= other.start && other.end <= end }
  public func overlaps(_ other: Span) -> Bool { start < other.end && other.start < end }

  public static func < (a: Span, b: Span) -> Bool {
    a.start != b.start ? a.start < b.start : a.end < b.end
  }
}

/// A half-open range of token indices in a document's `TokenTable`.
public struct TokenRange: Hashable, Sendable, Comparable {
  public var start: Int
  public var end: Int

  public init(_ start: Int, _ end: Int) {
    self.start = start
    self.end = end
  }

  public var count: Int { end - start }
  public var isEmpty: Bool { end <= start }

  public func contains(_ token: Int) -> Bool { start <= token && token < end }
  public func contains(_ other: TokenRange) -> Bool { start <= other.start && other.end <= end }
  public func overlaps(_ other: TokenRange) -> Bool { start < other.end && other.start < end }

  public static func < (a: TokenRange, b: TokenRange) -> Bool {
    a.start != b.start ? a.start < b.start : a.end < b.end
  }
}
