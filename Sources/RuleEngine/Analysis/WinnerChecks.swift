import DocumentModel

extension PackChecker {
  mutating func checkWinners() {}
}
