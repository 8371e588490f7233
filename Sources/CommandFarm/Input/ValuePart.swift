/// The part of a value that a replacement string stands for, as GNU parallel cuts it.
enum ValuePart: Hashable, Sendable {
  /// `{}`
  case whole
  /// `{.}`: without the last `.` of the last component and what follows it.
  case withoutExtension
  /// `{/}`: what follows the last `/`.
  case baseName
  /// `{//}`: what comes before the last component; `.` if that is nothing.
  case directory
  /// `{/.}`: the base name without extension.
  case baseNameWithoutExtension

  /// The signs that follow the number or the name, the longest first where one ends with another.
  static let signs: [(text: String, part: ValuePart)] = [
    ("/.", .baseNameWithoutExtension), ("//", .directory), (".", .withoutExtension),
    ("/", .baseName), ("", .whole),
  ]

  private static let slash = UInt8(ascii: "/")

  /// The part of `value`.
  func of(_ value: [UInt8]) -> ArraySlice<UInt8> {
    switch self {
    case .whole: value[...]
    case .withoutExtension: Self.withoutExtension(value[...])
    case .baseName: Self.baseName(value[...])
    case .directory: Self.directory(value[...])
    case .baseNameWithoutExtension: Self.withoutExtension(Self.baseName(value[...]))
    }
  }

  private static func baseName(_ path: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    guard let last = path.lastIndex(of: slash) else { return path }
    return path[(last + 1)...]
  }

  private static func withoutExtension(_ path: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    guard let dot = path.lastIndex(of: UInt8(ascii: ".")), !path[dot...].contains(slash) else {
      return path
    }
    return path[..<dot]
  }

  private static func directory(_ path: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    guard !path.isEmpty else { return [UInt8(ascii: ".")] }
    let isAbsolute = path.first == slash
    var rest = withoutSlashes(path)
    while let last = rest.last, last != slash { rest.removeLast() }
    rest = withoutSlashes(rest)
    if !rest.isEmpty { return rest }
    return isAbsolute ? [slash] : [UInt8(ascii: ".")]
  }

  /// Without those at the end.
  private static func withoutSlashes(_ path: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var path = path
    while path.last == slash { path.removeLast() }
    return path
  }
}
