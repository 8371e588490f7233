extension Double {
  /// The number with three decimals, as `%.3f` writes it.
  var fixed: String {
    guard isFinite, magnitude < 1e15 else { return "\(self)" }
    let thousandths = Int((self * 1000).rounded())
    let rest = String(thousandths.magnitude % 1000)
    let sign = thousandths < 0 ? "-" : ""
    return "\(sign)\(thousandths.magnitude / 1000)."
      + String(repeating: "0", count: 3 - rest.count) + rest
  }

  /// The number as `%10.3f` writes it.
  var fixedInTen: String { String(repeating: " ", count: max(0, 10 - fixed.count)) + fixed }
}
