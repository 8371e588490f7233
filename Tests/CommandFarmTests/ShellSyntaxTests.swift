import CommandFarm
import Foundation
import Testing

@Suite struct ShellSyntaxTests {
  private func words(_ command: String) -> [String]? {
    ShellSyntax.words(Array(command.utf8))?.map { String(decoding: $0, as: UTF8.self) }
  }

  @Test(arguments: [
    ("true", ["true"]),
    ("  sim\t--x 1  ", ["sim", "--x", "1"]),
    ("sim 'a b' \"c d\"", ["sim", "a b", "c d"]),
    ("sim a'b'\"c\"d", ["sim", "abcd"]),
    ("sim '' \"\" ''\"\"", ["sim", "", "", ""]),
    ("sim 'it'\"'\"'s'", ["sim", "it's"]),
    ("sim '$HOME `x` \\ * ? ! \"q\"'", ["sim", "$HOME `x` \\ * ? ! \"q\""]),
    ("sim \"a * ? ; & | < > ( ) 'q' # ~\"", ["sim", "a * ? ; & | < > ( ) 'q' # ~"]),
    ("sim 'a\nb' \"c\nd\"", ["sim", "a\nb", "c\nd"]),
    (
      "sim x=1 --y=2 a#b c~ 50% @f +x,y:z",
      ["sim", "x=1", "--y=2", "a#b", "c~", "50%", "@f", "+x,y:z"]
    ),
    ("sim '#x' \"~\" '*'", ["sim", "#x", "~", "*"]),
    ("\"my sim\" 1", ["my sim", "1"]),
    ("./if /bin/cd bin/test", ["./if", "/bin/cd", "bin/test"]),
    ("/bin/echo -n 'a\\n'", ["/bin/echo", "-n", "a\\n"]),
    ("echo a -n", ["echo", "a", "-n"]),
    ("sim if cd =", ["sim", "if", "cd", "="]),
    ("sim grüße", ["sim", "grüße"]),
    ("sim a\rb \u{0B}", ["sim", "a\rb", "\u{0B}"]),
  ])
  func wordsAreThoseOfAShell(command: String, expected: [String]) {
    #expect(words(command) == expected)
  }

  @Test(arguments: [
    "", "  \t", "sim $HOME", "sim `x`", "sim \\a", "sim *", "sim a?", "sim [a]", "sim {}", "sim }",
    "sim (x)", "sim <a", "sim >a", "sim a|b", "sim a&", "sim a;", "sim !x", "sim a^b", "a\nb",
    "sim\n", "sim \"$x\"", "sim \"`x`\"", "sim \"a\\b\"", "sim \"a!\"", "sim 'open", "sim \"open",
    "sim ~", "sim ~/a", "sim a=~/b", "sim a:~", "sim #x", "#x", "~/sim", "X=1 sim", "X=1", "a'='b",
    "'' x", "%1", "sim a\0b", "sim 'a\0b'", "cd /", "'cd' /", "exit 3", "if", "time sim", ". x",
    ": x",
    "[ a ]", "test a", "pwd", "printf x", "kill 1", "ulimit -c 0", "exec sim", "'e'val x",
    "echo -n a",
    "echo '-e' a", "echo 'a\\tb'", "true --help", "false -x",
  ])
  func whatNeedsAShellIsGivenToIt(command: String) {
    #expect(words(command) == nil)
  }

  @Test func bytesThatAreNotUTF8AreOrdinary() {
    let command: [UInt8] = [0x61, 0x20, 0xFF, 0x80, 0x22, 0x81, 0x22]
    #expect(ShellSyntax.words(command) == [[0x61], [0xFF, 0x80, 0x81]])
  }

  @Test func aLongCommandIsCutToo() {
    let command = (["sim"] + (0..<20_000).map { "'\($0) x'" }).joined(separator: " ")
    #expect(words(command)?.count == 20_001)
  }

  /// Random commands: where no shell is said to be needed, the shell sees the same words.
  @Test func randomCommandsHaveTheWordsOfTheShell() throws {
    var generator = SplitMix(state: 1)
    var script = ""
    var expected: [[String]] = []
    let bits = [
      "a", "b-1", "./", " ", " ", "\t", "'", "\"", "' '", "\"", "#", "~", "=", ":", "*",
      "$", "\\", ";", "!", "é", "''", "\"\"", "^", "%", "\r",
    ]
    for _ in 0..<8000 {
      let count = Int.random(in: 1...12, using: &generator)
      let command =
        "x" + (0..<count).map { _ in bits.randomElement(using: &generator) ?? "" }.joined()
      guard let words = words(command) else { continue }
      expected.append(words)
      script += "printf '%s\\0' \(command)\nprintf '\\1\\0'\n"
    }
    let output = try shell(script)
    let lines = output.components(separatedBy: "\u{1}\0").dropLast()
    #expect(lines.map { $0.components(separatedBy: "\0").dropLast() } == expected.map { $0[...] })
    #expect(expected.count > 1000)
  }

  /// What values become in a template comes back from the shell as it was.
  @Test(arguments: [
    "sim {1}", "sim '{1}'", "sim \"{1}\"", "sim a'b'\"c\"{1}", "sim \"$(echo x)\" {1}",
  ])
  func everyValueReachesTheProgram(template: String) throws {
    let values = [
      "", "a", "a b", "'", "\"", "''", "\\", "$HOME", "`ls`", "$(ls)", "*", "~", "#", "-n", "a\nb",
      "\n",
      "a=b", "!x", "é", "{1}", "%s", "a;b", "\t", "it's \"so\" \\n $x",
    ]
    let command = template.replacing("sim", with: "printf '%s\\0'")
    let commands = try readAll(
      InputOptions(
        template: Array(command.utf8), sources: [.init(.values(values.map { Array($0.utf8) }))]))
    for (item, value) in zip(commands, values) {
      guard case .task(let task) = item else { throw Complaint("a barrier") }
      let words = try shell(task.text).components(separatedBy: "\0").dropLast()
      let prefix = template.contains("a'b'") ? "abc" : ""
      #expect(words.last == prefix + value, "\(task.text)")
    }
  }

  private func shell(_ script: String) throws -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = ["-s"]
    let file = try InputFile(script)
    process.standardInput = FileHandle(forReadingAtPath: file.path)
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let data = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return String(decoding: data, as: UTF8.self)
  }

  /// The same numbers in every run.
  private struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var z = state
      z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
      z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
      return z ^ (z >> 31)
    }
  }
}
