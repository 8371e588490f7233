/// A command with replacement strings, in GNU parallel's words.
struct Template {
  /// What a replacement string stands for.
  enum Replacement: Hashable {
    /// `{}`: all values, with a blank between.
    case all(ValuePart)
    /// `{2}`, `{-1}` or `{name}`: one value, counted from 0, or from the end if negative.
    case one(Int, ValuePart)
    /// `{#}`
    case ordinal
    /// `{%}`, which is known where the task is launched.
    case slot
  }

  /// A piece of the command.
  enum Piece: Hashable {
    case text([UInt8])
    /// `source` is the replacement string as it was written, for messages.
    case replacement(Replacement, ShellSyntax.Context, source: String)
  }

  /// The pieces in order.
  let pieces: [Piece]

  private let isQuoted: Bool

  /// Reads a template, for columns of these names and that number, if they are known.
  init(
    _ template: [UInt8], names: [[UInt8]]?, width: Int?, isQuoted: Bool
  ) throws(InputError) {
    guard template.contains(where: { !ShellSyntax.isBlank($0) && $0 != UInt8(ascii: "\n") }) else {
      throw InputError("the template is empty; it is the command to run, such as 'sim --x {}'")
    }
    guard !template.contains(0) else { throw InputError("the template contains a NUL byte") }
    var parser = TemplateParser(template, names: names)
    var pieces = try parser.pieces()
    let isConstant = pieces.allSatisfy { if case .text = $0 { true } else { false } }
    if isConstant {
      pieces.append(.text([UInt8(ascii: " ")]))
      pieces.append(.replacement(.all(.whole), .bare, source: "{}"))
    }
    // A value that is the whole command is a command, with its arguments.
    let isCommand = if pieces.count == 1, case .replacement = pieces[0] { true } else { false }
    self.isQuoted = isQuoted && !isCommand
    self.pieces = pieces
    if let width { try check(width: width) }
  }

  /// Throws if a replacement string stands for a value that is not there.
  private func check(width: Int) throws(InputError) {
    for case .replacement(.one(let index, _), _, let source) in pieces {
      guard index < width, index >= -width else {
        let values = width == 1 ? "is only 1 value" : "are only \(width) values"
        throw InputError("the template's \(source): there \(values)")
      }
    }
  }

  /// The command for these values, which were read at `place`.
  func command(
    ordinal: Int, values: [[UInt8]], place: String
  ) throws(InputError) -> [UInt8] {
    var command: [UInt8] = []
    command.reserveCapacity(128)
    for piece in pieces {
      switch piece {
      case .text(let text): command.append(contentsOf: text)
      case .replacement(.all(let part), let context, _):
        for (index, value) in values.enumerated() {
          if index > 0 { command.append(UInt8(ascii: " ")) }
          append(part.of(value), to: &command, in: context)
        }
      case .replacement(.one(let index, let part), let context, let source):
        let position = index < 0 ? values.count + index : index
        guard values.indices.contains(position) else {
          let columns = ValueSource.columns(values.count)
          throw InputError("\(place): \(columns), too few for the template's \(source)")
        }
        append(part.of(values[position]), to: &command, in: context)
      case .replacement(.ordinal, _, _): command.append(contentsOf: String(ordinal).utf8)
      case .replacement(.slot, let context, _):
        // Braces, since a letter or digit may follow. No shell looks into single quotes.
        let variable = "${MPISUM_JOBSLOT}"
        let text = context == .singleQuotes ? "'\"\(variable)\"'" : variable
        command.append(contentsOf: text.utf8)
      }
    }
    return command
  }

  private func append(
    _ value: ArraySlice<UInt8>, to command: inout [UInt8], in context: ShellSyntax.Context
  ) {
    if isQuoted {
      ShellSyntax.append(value, to: &command, in: context)
    } else {
      command.append(contentsOf: value)
    }
  }
}
