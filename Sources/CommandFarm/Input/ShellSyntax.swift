/// Which commands need a shell, and how a value is written for one.
public enum ShellSyntax {
  /// The words of a command that means the same with a shell and without.
  ///
  /// Such a command consists of words with at most `'…'` and `"…"` around them. When in doubt the
  /// answer is nil: a shell is slower by half a millisecond, never wrong.
  ///
  /// - Returns: program and arguments, at least one word; nil if the command needs a shell.
  public static func words(_ command: [UInt8]) -> [[UInt8]]? {
    command.withUnsafeBufferPointer { words($0) }
  }

  private static func words(_ command: UnsafeBufferPointer<UInt8>) -> [[UInt8]]? {
    var words: [[UInt8]] = []
    var position = 0
    while true {
      while position < command.count, isBlank(command[position]) { position += 1 }
      guard position < command.count else { break }
      guard let word = word(command, from: &position) else { return nil }
      words.append(word)
    }
    guard let program = words.first, !program.isEmpty, canBeProgram(words) else { return nil }
    return words
  }

  /// The word that begins at `position`, which moves behind it; nil if the shell would do anything
  /// to it but remove quotes.
  private static func word(
    _ command: UnsafeBufferPointer<UInt8>, from position: inout Int
  ) -> [UInt8]? {
    let kinds = Self.kinds
    let start = position
    // Most words are plain: they are copied in one piece.
    while position < command.count, kinds[Int(command[position])] == .plain { position += 1 }
    var word = Array(command[start..<position])
    while position < command.count, !isBlank(command[position]) {
      let byte = command[position]
      switch kinds[Int(byte)] {
      case .plain: break
      case .plainInside:
        // A `#` begins a comment and a `~` a home directory at the start of a word; after these two
        // signs some shells look for a `~` as well.
        let isStart = position == start
        if isStart || byte == UInt8(ascii: "~") && ":=".utf8.contains(command[position - 1]) {
          return nil
        }
      case .quote:
        position += 1
        let content = position
        while position < command.count, command[position] != byte {
          let inner = command[position]
          if inner == 0 || byte == UInt8(ascii: "\"") && "$`\\!".utf8.contains(inner) { return nil }
          position += 1
        }
        guard position < command.count else { return nil }
        word.append(contentsOf: command[content..<position])
        position += 1
        continue
      case .special: return nil
      }
      word.append(byte)
      position += 1
    }
    return word
  }

  /// Whether a program of the first word's name does with these arguments what the shell would.
  private static func canBeProgram(_ words: [[UInt8]]) -> Bool {
    let name = words[0]
    // An assignment, or a job of the shell's.
    if name.contains(UInt8(ascii: "=")) || name[0] == UInt8(ascii: "%") { return false }
    // No builtin's name is longer; a path has no builtin.
    guard name.count <= 9, !name.contains(UInt8(ascii: "/")) else { return true }
    let text = String(decoding: name, as: UTF8.self)
    if shellsOwn.contains(text) { return false }
    guard text == "echo" || text == "true" || text == "false" else { return true }
    // The programs have options that the builtins have not, as `true --help`; dash's `echo` has escapes.
    if words.count > 1, words[1].first == UInt8(ascii: "-") { return false }
    return text != "echo" || !words.contains { $0.contains(UInt8(ascii: "\\")) }
  }

  static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }

  private enum Kind: UInt8 {
    case plain
    /// Plain, but not at the start of a word.
    case plainInside
    case quote
    case special
  }

  /// What a byte means outside quotes.
  private static let kinds: [Kind] = (0..<256).map { byte in
    switch UInt8(byte) {
    case 0, UInt8(ascii: "\n"), UInt8(ascii: " "), UInt8(ascii: "\t"): .special
    case UInt8(ascii: "'"), UInt8(ascii: "\""): .quote
    case UInt8(ascii: "#"), UInt8(ascii: "~"): .plainInside
    case let byte where "$`\\*?[]{}()<>|&;!^".utf8.contains(byte): .special
    default: .plain
    }
  }

  /// The words that some `sh` keeps for itself, and whose programs, if any, differ: `test` takes
  /// `==` or not, `pwd` follows links or not, `printf` and `kill` have other formats and names.
  private static let shellsOwn = Set(
    """
    . : alias bg bind break builtin caller case cd chdir command compgen complete compopt continue \
    coproc declare dirs disown do done elif else enable esac eval exec exit export fc fg fi for \
    function getopts hash help history if in jobs kill let local logout mapfile newgrp popd printf \
    pushd pwd read readarray readonly return select set shift shopt source suspend test then time \
    times trap type typeset ulimit umask unalias unset until wait while
    """.split(separator: " ").map(String.init))
}
