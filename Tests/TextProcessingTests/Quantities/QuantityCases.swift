/// Phrases and every quantity that must come out of them, one a line:
///
///     PHRASE => [SPAN] KIND QUALIFIER VALUE UNIT /NOUN; ...
///
/// VALUE is a number, `low..high` for a range, `low..` for a vague number. What is not listed must
/// not come out.
enum QuantityCases {
  static let all = ([counts, amounts, timesAndAges, nothing] + borders)
    .flatMap { $0.split(separator: "\n") }
}
