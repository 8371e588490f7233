/// Cuts a template into text and replacement strings, and knows in which quotes these stand.
struct TemplateParser {
  private let template: [UInt8]
  private let names: [[UInt8]]?
  private var done: [Template.Piece] = []
  private var text: [UInt8] = []
  private var context = ShellSyntax.Context.bare
  /// Whether what was read last was a backslash that quotes what follows.
  private var isEscaped = false
  /// Whether something was read of which only a shell knows where it ends, such as a substitution.
  ///
  /// What follows is taken as being outside quotes, as GNU parallel takes everything.
  private var isUnclear = false

  /// Takes the template, and the columns' names if there are any.
  init(_ template: [UInt8], names: [[UInt8]]?) {
    self.template = template
    self.names = names
  }

  /// The pieces in order.
  mutating func pieces() throws(InputError) -> [Template.Piece] {
    var position = 0
    while position < template.count {
      if let end = endOfBraces(from: position) {
        let content = template[(position + 1)..<end]
        if let replacement = try replacement(content, after: text.last) {
          if !text.isEmpty { done.append(.text(text)) }
          text = []
          let source = "{\(String(decoding: content, as: UTF8.self))}"
          done.append(.replacement(replacement, context, source: source))
          isEscaped = false
          position = end + 1
          continue
        }
      }
      followQuotes(at: position)
      text.append(template[position])
      position += 1
    }
    if !text.isEmpty { done.append(.text(text)) }
    return done
  }

  /// The position of the brace that closes the one at `position`; nil if another opens before.
  private func endOfBraces(from position: Int) -> Int? {
    guard template[position] == UInt8(ascii: "{") else { return nil }
    return template[(position + 1)...].firstIndex { "{}".utf8.contains($0) }.flatMap {
      template[$0] == UInt8(ascii: "}") ? $0 : nil
    }
  }

  /// What stands between the braces; nil if that is no replacement string.
  private func replacement(
    _ content: ArraySlice<UInt8>, after previous: UInt8?
  ) throws(InputError) -> Template.Replacement? {
    if content.elementsEqual("#".utf8) { return .ordinal }
    if content.elementsEqual("%".utf8) { return .slot }
    for (sign, part) in ValuePart.signs where content.ends(with: sign) {
      let stem = content.dropLast(sign.utf8.count)
      if stem.isEmpty { return .all(part) }
      if let number = Self.number(stem) {
        guard number != 0 else {
          throw InputError("the template's {\(Self.text(content))}: values are counted from 1")
        }
        return .one(number > 0 ? number - 1 : number, part)
      }
    }
    guard let names else { return nil }
    // The name as it is comes first: a column may be called `a.` or `a/`.
    for (sign, part) in ValuePart.signs.reversed() where content.ends(with: sign) {
      let stem = content.dropLast(sign.utf8.count)
      let columns = names.indices.filter { names[$0].elementsEqual(stem) }
      guard let column = columns.first else { continue }
      guard columns.count == 1 else {
        let numbers = columns.map { "{\($0 + 1)}" }.joined(separator: " and ")
        throw InputError(
          "the template's {\(Self.text(content))}: several columns have that name; "
            + "write \(numbers)")
      }
      return .one(column, part)
    }
    try checkIsNoName(content, of: names, after: previous)
    return nil
  }

  /// Throws if this looks like a name that was misspelt.
  private func checkIsNoName(
    _ content: ArraySlice<UInt8>, of names: [[UInt8]], after previous: UInt8?
  ) throws(InputError) {
    guard let first = content.first, ShellSyntax.isLetter(first), previous != UInt8(ascii: "$"),
      content.allSatisfy({
        ShellSyntax.isLetter($0) || ShellSyntax.isDigit($0) || "./".utf8.contains($0)
      })
    else { return }
    let known = names.map { "{\(Self.text($0[...]))}" }.joined(separator: " ")
    throw InputError(
      "the template's {\(Self.text(content))}: no column has that name; there are \(known)")
  }

  /// A number as it stands in braces: digits, and perhaps a minus sign.
  private static func number(_ text: ArraySlice<UInt8>) -> Int? {
    let digits = text.first == UInt8(ascii: "-") ? text.dropFirst() : text
    guard !digits.isEmpty, digits.allSatisfy(ShellSyntax.isDigit) else { return nil }
    return Int(Self.text(text))
  }

  private static func text(_ bytes: ArraySlice<UInt8>) -> String {
    String(decoding: bytes, as: UTF8.self)
  }

  /// Keeps account of the quotes.
  private mutating func followQuotes(at position: Int) {
    let byte = template[position]
    if isUnclear { return }
    if isEscaped {
      isEscaped = false
      return
    }
    switch (context, byte) {
    case (.singleQuotes, UInt8(ascii: "'")), (.doubleQuotes, UInt8(ascii: "\"")): context = .bare
    case (.singleQuotes, _): break
    case (.bare, UInt8(ascii: "'")): context = .singleQuotes
    case (.bare, UInt8(ascii: "\"")): context = .doubleQuotes
    case (_, UInt8(ascii: "\\")): isEscaped = true
    default:
      if beginsUnclear(at: position) {
        isUnclear = true
        context = .bare
      }
    }
  }

  /// Whether at `position` begins a substitution, `$'…'`, a here-document or a comment.
  private func beginsUnclear(at position: Int) -> Bool {
    let next = position + 1 < template.count ? template[position + 1] : nil
    switch template[position] {
    case UInt8(ascii: "`"): return true
    case UInt8(ascii: "$"):
      if next == UInt8(ascii: "'") { return context == .bare }
      return next == UInt8(ascii: "(") || next == UInt8(ascii: "{")
    case UInt8(ascii: "<"): return context == .bare && next == UInt8(ascii: "<")
    case UInt8(ascii: "#"):
      guard context == .bare else { return false }
      return position == 0 || " \t\n;&|()".utf8.contains(template[position - 1])
    default: return false
    }
  }
}

extension ArraySlice<UInt8> {
  fileprivate func ends(with text: String) -> Bool {
    suffix(text.utf8.count).elementsEqual(text.utf8)
  }
}
