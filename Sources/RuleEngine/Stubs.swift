// Stand-ins so that the pipeline builds before every part of the rule engine is there.
// WHOEVER LANDS THE REAL TYPE DELETES ITS STAND-IN HERE (and the file with the last one).
import DocumentModel

extension RulePack {
  /// The pack as JSON with places, for `check --print json`.
  public func json() -> [UInt8] { [0x7B, 0x7D, 0x0A] }
}
