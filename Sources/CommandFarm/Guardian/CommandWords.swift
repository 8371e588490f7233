/// The words of a command as a program gets them.
enum CommandWords {
  /// A command's program and arguments: its own words if it needs no shell, else a shell's.
  static func words(of command: [UInt8]) -> [[UInt8]] {
    plainWords(of: command) ?? [Array("/bin/sh".utf8), Array("-c".utf8), command]
  }

  /// The words of a command without any sign that means something to a shell; nil if there is one.
  private static func plainWords(of command: [UInt8]) -> [[UInt8]]? {
    let isPlain = command.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "."),
        UInt8(ascii: "/"), UInt8(ascii: ":"), UInt8(ascii: "@"), UInt8(ascii: "%"),
        UInt8(ascii: "+"), UInt8(ascii: ","), UInt8(ascii: "-"), UInt8(ascii: " "):
        true
      default: false
      }
    }
    // Words of the shell's own have no slash.
    let words = command.split(separator: UInt8(ascii: " ")).map(Array.init)
    guard isPlain, let program = words.first, program.contains(UInt8(ascii: "/")) else {
      return nil
    }
    return words
  }
}
