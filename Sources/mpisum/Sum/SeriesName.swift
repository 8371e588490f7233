/// What `--series` can name.
enum SeriesName: String, CaseIterable {
  case slow
  case harmonic
  case alternating
  case leibniz
  case basel
  case zeta
  case log
  case cosine
  case pi

  /// Options that belong to some series only.
  static let parameters: [(Option, [SeriesName])] = [
    (OptionTable.exponent, [.zeta, .log]),
    (OptionTable.theta, [.cosine]),
    (OptionTable.seed, [.pi]),
  ]
}
