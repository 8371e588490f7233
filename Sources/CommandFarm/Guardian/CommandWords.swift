/// The words of a command as a program gets them.
enum CommandWords {
  /// A command's program and arguments: its own words if it needs no shell, else a shell's.
  static func words(of command: [UInt8]) -> [[UInt8]] {
    ShellSyntax.words(command) ?? [Array("/bin/sh".utf8), Array("-c".utf8), command]
  }
}
