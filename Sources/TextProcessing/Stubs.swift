// Stand-ins so that the pipeline builds before every stage is there.
// WHOEVER LANDS THE REAL TYPE DELETES ITS STAND-IN HERE (and the file with the last one).
import DocumentModel

public struct QuantityTagger: Processor {
  public init(
    resources: ResourceFolder, vocabulary: inout Vocabulary,
    vagueBounds: [(words: String, low: Double)] = []
  ) throws {}
  public struct Scratch {}
  public func makeScratch() -> Scratch { Scratch() }
  public func process(
    _ document: inout Document, _ words: inout Vocabulary, _ scratch: inout Scratch
  ) {}
}
