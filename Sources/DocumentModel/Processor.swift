/// A stage: reads what earlier stages added to a document and adds its own annotations.
///
/// A conforming type is immutable and shared by all workers; buffers that it reuses belong into
/// its `Scratch`, of which each worker has one.
public protocol Processor: Sendable {
  associatedtype Scratch

  /// Fresh buffers for one worker.
  func makeScratch() -> Scratch

  /// Adds this stage's annotations. Never throws and never traps, whatever the text is; what a
  /// user should know goes into `document.findings`.
  func process(_ document: inout Document, _ words: inout Vocabulary, _ scratch: inout Scratch)
}
