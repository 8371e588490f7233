extension Double {
  /// The number with a fixed count of decimals, such as `0.031`; meant for times and ratios.
  func fixed(_ decimals: Int) -> String {
    guard isFinite, magnitude < 1e12 else { return "\(self)" }
    var scale = 1
    for _ in 0..<decimals { scale *= 10 }
    let units = Int((magnitude * Double(scale)).rounded())
    let fraction = String(units % scale)
    let zeros = String(repeating: "0", count: Swift.max(0, decimals - fraction.count))
    return (self < 0 ? "-" : "") + "\(units / scale)" + (decimals > 0 ? ".\(zeros)\(fraction)" : "")
  }

  /// The number with three digits and a power of ten, such as `1.53e9`; meant for positive rates.
  var rate: String {
    guard isFinite, self >= 1 else { return fixed(2) }
    var mantissa = self
    var exponent = 0
    while mantissa >= 9.995 {
      mantissa /= 10
      exponent += 1
    }
    return exponent < 3 ? fixed(0) : "\(mantissa.fixed(2))e\(exponent)"
  }

  /// The number cut to microseconds, so that a report shows no digits that no clock has.
  var roundedToMicroseconds: Double { (self * 1e6).rounded() / 1e6 }

  /// Seconds as `m:ss`, or as `h:mm:ss` from an hour on.
  var clock: String {
    let seconds = Int(Swift.min(self, 1e9).rounded(.up))
    let pair = { (value: Int) in (value < 10 ? "0" : "") + String(value) }
    let minutes = seconds / 60
    return minutes < 60
      ? "\(minutes):\(pair(seconds % 60))"
      : "\(minutes / 60):\(pair(minutes % 60)):\(pair(seconds % 60))"
  }
}

extension Double {
  /// The power of ten of the first digit of a positive number.
  var decimalExponent: Int {
    guard isFinite, self > 0 else { return 0 }
    var exponent = 0
    var rest = self
    while rest >= 10 {
      rest /= 10
      exponent += 1
    }
    while rest < 1 {
      rest *= 10
      exponent -= 1
    }
    return exponent
  }

  /// A number that is not negative with six digits, such as `12.0902` or `3.16049e-05`; meant for what is
  /// known no better.
  var significant: String {
    guard isFinite, self > 0 else { return self == 0 ? "0" : "\(self)" }
    let exponent = decimalExponent
    if (-4..<6).contains(exponent) { return fixed(5 - exponent) }
    var mantissa = self
    for _ in 0..<Swift.max(0, exponent) { mantissa /= 10 }
    for _ in 0..<Swift.max(0, -exponent) { mantissa *= 10 }
    return "\(mantissa.fixed(5))e\(exponent)"
  }
}
