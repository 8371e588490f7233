#if canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// The moments that a user or a scheduler writes, in seconds since 1970.
public enum MomentText {
  /// Reads a moment; nil if the text is none.
  ///
  /// - `18:30` and `18:30:05`: the next time that the local clock shows this.
  /// - `2026-01-31T18:30`, with seconds or without, a blank instead of the `T`: local time, or that of
  ///   the zone behind it (`Z`, `+01:00`, `+0100`, `+01`).
  /// - `@1790000000`: seconds since 1970.
  ///
  /// - Parameters:
  ///   - text: the moment.
  ///   - now: the present, for times of day.
  /// - Returns: the moment.
  public static func seconds(_ text: String, after now: Double) -> Double? {
    if text.first == "@" {
      guard text.dropFirst().first?.isNumber == true, let seconds = Double(text.dropFirst()),
        seconds.isFinite
      else { return nil }
      return seconds
    }
    let bytes = Array(text.utf8)
    if bytes.count > 10, bytes[10] == UInt8(ascii: "T") || bytes[10] == UInt8(ascii: " ") {
      return moment(date: bytes[..<10], rest: bytes[11...])
    }
    return timeOfDay(bytes, after: now)
  }

  /// The next moment at which the local clock shows a time.
  private static func timeOfDay(_ bytes: [UInt8], after now: Double) -> Double? {
    guard let time = Time(bytes[...]) else { return nil }
    var present = time_t(now)
    var today = tm()
    localtime_r(&present, &today)
    // Tomorrow is the day after, not 86 400 seconds later, where clocks are put forward or back.
    for day in 0...1 {
      var parts = today
      parts.tm_mday += Int32(day)
      if let moment = local(parts, time), moment > now { return moment }
    }
    return nil
  }

  private static func moment(
    date: ArraySlice<UInt8>, rest: ArraySlice<UInt8>
  ) -> Double? {
    let dash = UInt8(ascii: "-")
    let fields = date.split(separator: dash, omittingEmptySubsequences: false).map(number)
    guard date.count == 10, fields.count == 3, let year = fields[0], let month = fields[1],
      let day = fields[2], (1970...9999).contains(year), (1...12).contains(month)
    else { return nil }
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    guard (1...lengths[month - 1]).contains(day) else { return nil }
    var parts = tm()
    parts.tm_year = Int32(year - 1900)
    parts.tm_mon = Int32(month - 1)
    parts.tm_mday = Int32(day)

    let zone = rest.firstIndex { !(48...58).contains($0) }
    guard let time = Time(rest[..<(zone ?? rest.endIndex)]) else { return nil }
    guard let zone else { return local(parts, time) }
    guard let offset = offset(rest[zone...]) else { return nil }
    time.put(into: &parts)
    return Double(timegm(&parts) - offset)
  }

  private static func local(_ parts: tm, _ time: Time) -> Double? {
    var parts = parts
    time.put(into: &parts)
    parts.tm_isdst = -1
    let moment = mktime(&parts)
    return moment == -1 ? nil : Double(moment)
  }

  /// The seconds by which a zone such as `+01:00` is ahead of UTC.
  private static func offset(_ text: ArraySlice<UInt8>) -> Int? {
    if text.elementsEqual([UInt8(ascii: "Z")]) || text.elementsEqual([UInt8(ascii: "z")]) {
      return 0
    }
    let sign = text.first == UInt8(ascii: "+") ? 1 : -1
    guard sign > 0 || text.first == UInt8(ascii: "-") else { return nil }
    var digits = Array(text.dropFirst())
    if digits.count == 5, digits[2] == UInt8(ascii: ":") { digits.remove(at: 2) }
    guard digits.count == 2 || digits.count == 4, let hours = number(digits[..<2]),
      let minutes = digits.count == 2 ? 0 : number(digits[2...]), hours <= 14, minutes < 60
    else { return nil }
    return sign * (hours * 3600 + minutes * 60)
  }

  /// A number of digits only.
  private static func number(_ text: ArraySlice<UInt8>) -> Int? {
    guard !text.isEmpty, text.count <= 4 else { return nil }
    var value = 0
    for byte in text {
      guard (48...57).contains(byte) else { return nil }
      value = 10 * value + Int(byte - 48)
    }
    return value
  }

  /// A time of day, to the second.
  private struct Time {
    let hour: Int
    let minute: Int
    let second: Int

    /// Reads `18:30` or `18:30:05`.
    init?(_ text: ArraySlice<UInt8>) {
      let fields = text.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
      let numbers = fields.compactMap { $0.count <= 2 ? number($0) : nil }
      guard numbers.count == fields.count, (2...3).contains(numbers.count) else { return nil }
      hour = numbers[0]
      minute = numbers[1]
      second = numbers.count == 3 ? numbers[2] : 0
      guard hour < 24, minute < 60, second < 60 else { return nil }
    }

    func put(into parts: inout tm) {
      parts.tm_hour = Int32(hour)
      parts.tm_min = Int32(minute)
      parts.tm_sec = Int32(second)
    }
  }
}
