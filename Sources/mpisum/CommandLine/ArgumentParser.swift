import CSystem
import Series

/// Reads a command line with libc's `getopt_long`, as a command's table says.
struct ArgumentParser {
  /// Reads the options and the operands of a command, whose name is no longer among the words.
  ///
  /// Nothing after an option such as `--help` is read.
  static func parse(_ words: [Word], of command: Command) throws(UsageError) -> ParsedOptions {
    // A process may be started without even a name.
    let name = Word(bytes: Array(Program.name.utf8))
    return try ArgumentParser(command).read(words.isEmpty ? [name] : words)
  }

  /// Takes the command's name out of the words, if one is there.
  static func command(in words: inout [Word]) throws(UsageError) -> Command {
    if words.count > 1, let first = words[1].text.first, first != "-" {
      let known = OptionTable.commands
      // Of `farm` and `farm status` the longer one is meant.
      let candidates = known.filter { words.dropFirst().map(\.text).starts(with: $0.nameWords) }
      guard let command = candidates.max(by: { $0.nameWords.count < $1.nameWords.count }) else {
        throw UsageError(
          "unknown command \(words[1].text.quoted); the commands are: "
            + known.map(\.name).joined(separator: ", "))
      }
      words.removeSubrange(1...command.nameWords.count)
      return command
    }
    return OptionTable.standardCommand
  }

  /// Long options are known to getopt by their place in the table, above all characters.
  private static let firstCode: Int32 = 256

  private let options: [Option]
  private let operands: Operands?

  private init(_ command: Command) {
    options = command.options
    operands = command.operands
  }

  private func read(_ words: [Word]) throws(UsageError) -> ParsedOptions {
    let argv = CStrings(words.map(\.text))
    let names = CStrings(options.map(\.long))
    let table = options.indices.map { index in
      csystem_option(
        name: names.pointers[index], takes_argument: options[index].argument == nil ? 0 : 1,
        code: Self.firstCode + Int32(index))
    }
    let letters = options.map { option in
      option.short.map { String($0) + (option.argument == nil ? "" : ":") } ?? ""
    }.joined()

    var parsed = ParsedOptions()
    var state = csystem_getopt_state()
    while true {
      let place = max(Int(state.next), 1)
      let word = words[min(place, words.count - 1)].text
      let code = csystem_getopt_next(
        Int32(words.count), argv.pointers, letters, table, Int32(table.count), &state)
      if code == -1 {
        let first = Int(state.next)
        guard first < words.count else { break }
        guard let operands else {
          throw UsageError("unexpected argument \(words[first].text.quoted)")
        }
        // getopt has stepped over the word "--" if it is past where it began.
        let isMark = operands.hasValueMarks && Operands.valueMarks.contains(words[first].text)
        if first > place || isMark {
          parsed.append(operands: words[first...])
          break
        }
        parsed.append(operands: CollectionOfOne(words[first]))
        state.next += 1
        continue
      }
      guard let option = option(of: code) else { throw problem(state, in: word) }
      parsed.append(option, state.argument.map { String(cString: $0) })
      if option.endsParsing { return parsed }
    }
    return parsed
  }

  /// The option of a code or character that getopt returned.
  private func option(of code: Int32) -> Option? {
    if code >= Self.firstCode { return options[Int(code - Self.firstCode)] }
    return options.first { $0.short?.asciiValue.map(Int32.init) == code }
  }

  /// What getopt's `?` or `:` means, in words.
  private func problem(_ state: csystem_getopt_state, in word: String) -> UsageError {
    if state.code == Int32(UInt8(ascii: ":")), let option = option(of: state.culprit) {
      return UsageError("option '--\(option.long)' needs a value: \(option.signature.trimmed)")
    }
    if state.culprit >= Self.firstCode, let option = option(of: state.culprit) {
      return UsageError("option '--\(option.long)' takes no value")
    }
    if state.culprit != 0 {
      let letter = UnicodeScalar(UInt8(truncatingIfNeeded: state.culprit))
      // A byte above ASCII is a part of a character: then the word itself says more.
      return UsageError("unknown option \((letter.isASCII ? "-\(letter)" : word).quoted)")
    }
    let name = word.drop { $0 == "-" }.prefix { $0 != "=" }
    let shown = options.filter { !$0.isHidden }.map(\.long)
    let matches = shown.filter { $0.hasPrefix(name) }
    if matches.count > 1, !name.isEmpty {
      let list = matches.map { "--\($0)" }.joined(separator: ", ")
      return UsageError("option '--\(name)' is ambiguous: \(list)")
    }
    let hint = nearest(to: String(name), in: shown).map { " (did you mean '--\($0)'?)" } ?? ""
    return UsageError("unknown option \("--\(name)".quoted)\(hint)")
  }
}
