/// Numbers of bytes as a user writes them.
enum SizeText {
  private static let factors: [(unit: String, bytes: Int)] = [
    ("k", 1 << 10), ("m", 1 << 20), ("g", 1 << 30), ("t", 1 << 40),
    ("kib", 1 << 10), ("mib", 1 << 20), ("gib", 1 << 30), ("tib", 1 << 40),
    ("kb", 1_000), ("mb", 1_000_000), ("gb", 1_000_000_000), ("tb", 1_000_000_000_000),
    ("b", 1), ("", 1),
  ]

  /// A number of bytes in the largest unit that leaves at least 1 of it, such as `3.9 GiB`.
  static func binary(_ bytes: Int) -> String {
    let units = ["B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"]
    var value = Double(bytes)
    var index = 0
    while value >= 1024, index < units.count - 1 {
      value /= 1024
      index += 1
    }
    return value.fixed(index == 0 ? 0 : 1) + " " + units[index]
  }

  /// The bytes of `4096`, `64KiB`, `1.5GB` or `10M`, which is 10 MiB as the system's tools have it; nil if
  /// the text is none of these.
  static func bytes(_ text: String) -> Int? {
    let number = text.prefix { ("0"..."9").contains($0) || $0 == "." || $0 == "_" }
    let unit = text.dropFirst(number.count).lowercased()
    guard let first = number.first, first != ".", first != "_", number.last != "_",
      let factor = factors.first(where: { $0.unit == unit })?.bytes
    else { return nil }
    let digits = number.filter { $0 != "_" }
    if let whole = Int(digits) {
      let (bytes, overflow) = whole.multipliedReportingOverflow(by: factor)
      return overflow ? nil : bytes
    }
    guard let value = Double(digits), factor > 1 else { return nil }
    return Int(exactly: (value * Double(factor)).rounded())
  }
}
