import Foundation
import TestSupport
import Testing

extension FarmRuns {
  /// Task lists and templates, as the user sees them.
  @Suite struct InputTests {
    /// A template, what follows it, and what is printed with `-k`.
    struct Template: CustomTestStringConvertible {
      let words: [String]
      let lines: [String]

      init(_ words: String..., gives lines: [String]) {
        self.words = words
        self.lines = lines
      }

      var testDescription: String { words.joined(separator: " ") }
    }

    static let templates = [
      Template("echo {}", ":::", "a", "b", gives: ["a", "b"]),
      Template("echo", ":::", "a", "b", gives: ["a", "b"]),
      Template(
        "echo {1}-{2}", ":::", "1", "2", ":::", "a", "b", gives: ["1-a", "1-b", "2-a", "2-b"]),
      Template("echo {}", ":::", "1", "2", ":::", "a", "b", gives: ["1 a", "1 b", "2 a", "2 b"]),
      Template("echo {1}{2}", ":::", "1", "2", ":::+", "a", "b", gives: ["1a", "2b"]),
      Template(
        "echo {.} {/} {//} {/.}", ":::", "d/e.x/f.g.h", gives: ["d/e.x/f.g f.g.h d/e.x f.g"]),
      Template("echo {#}:{}", ":::", "a", "b", gives: ["1:a", "2:b"]),
      Template("echo {-1}{1}", ":::", "a", ":::", "b", gives: ["ba"]),
      Template(
        "printf '%s|' {}; echo", ":::", "a b", "$HOME;*'\"", "",
        gives: ["a b|", "$HOME;*'\"|", "|"]),
      Template("--no-quote", "echo {}", ":::", "a; echo b", gives: ["a", "b"]),
      Template("--colsep", ",", "echo {2} {1}", ":::", "a,b", "c,d", gives: ["b a", "d c"]),
      Template("echo {}", "::::", "values", gives: ["one", "two"]),
      Template("-a", "values", "echo {}", gives: ["one", "two"]),
      Template(
        "--csv", "--header", "echo {name} is {age}", "::::", "people.csv",
        gives: ["A, B is 1", "C \"D\" is 2"]),
      Template("--", "echo {}", ":::", "-x", "--help", gives: ["-x", "--help"]),
    ]

    @Test(arguments: templates) func templatesAreFilled(_ template: Template) throws {
      let folder = try FarmFolder()
      try folder.write("values", "one\ntwo\n")
      try folder.write("people.csv", "name,age\r\n\"A, B\",1\r\n\"C \"\"D\"\"\",2\r\n")
      let options = ["-k", "--store", "farm.db"]
      let result = try folder.run(options + template.words, ranks: 0)
      #expect(result.status == 0, "\(result)")
      #expect(result.lines == template.lines)
    }

    @Test func aJobSlotIsAPlace() throws {
      let folder = try FarmFolder()
      let result = try folder.run(
        ["--slots", "2", "--store", "farm.db", "echo {%}", ":::"] + (1...20).map(String.init),
        ranks: 1)
      #expect(result.status == 0, "\(result)")
      #expect(Set(result.lines).isSubset(of: ["1", "2"]) && result.lines.count == 20)
    }

    @Test func dryRunRunsNothing() throws {
      let folder = try FarmFolder()
      let result = try folder.run(
        ["--dry-run", "touch effect-{} {#}", ":::", "a b", "c"], ranks: 0)
      #expect(result.status == 0, "\(result)")
      #expect(result.lines == ["touch effect-'a b' 1", "touch effect-c 2"])
      #expect(folder.names.isEmpty)
    }

    @Test func commentsBlankLinesAndLineEndsAreNoTasks() throws {
      let folder = try FarmFolder()
      try folder.write("tasks", "# a comment\n\n  \t\n  # another\r\necho a\r\necho '#b'\necho c")
      let result = try folder.run(["tasks", "-k"] + FarmFolder.store)
      #expect(result.status == 0, "\(result)")
      #expect(result.output == "a\n#b\nc\n")
    }

    @Test func nullSeparatesCommandsOfManyLines() throws {
      let folder = try FarmFolder()
      try folder.write(
        "tasks", "for i in 1 2\ndo echo $i\ndone\0#! a comment\necho second\0\necho 'a\nb'\0")
      let result = try folder.run(["tasks", "-0", "-k"] + FarmFolder.store)
      #expect(result.status == 0, "\(result)")
      #expect(result.output == "1\n2\nsecond\na\nb\n")
    }

    /// What is wrong, and words that the message has to hold.
    @Test(arguments: [
      ("#mpisum: name=a after=b\necho x >>effects\n", ["tasks:1", "b"]),
      ("echo x >>effects\n#mpisum: colour=red\necho x >>effects\n", ["tasks:2", "colour"]),
      ("#mpisum: timeout=soon\necho x >>effects\n", ["tasks:1", "timeout"]),
      ("#mpisum: name=a\ntrue\n#mpisum: name=a\ntrue\n", ["tasks:3", "a"]),
      ("true\n#mpisum: cpus=2\n", ["tasks:2"]),
      ("true\u{0}\n", ["tasks:1"]),
    ])
    func badListsAreNamedWithTheirLine(text: String, words: [String]) throws {
      let folder = try FarmFolder()
      try folder.write("tasks", text)
      let result = try folder.run(["tasks"] + FarmFolder.store)
      #expect(result.status == 2, "\(result)")
      for word in words { #expect(result.errors.contains(word), "\(result)") }
      #expect(result.errors.split(separator: "\n").filter { $0.contains(words[0]) }.count == 1)
      folder.waitUntilAlone()
    }

    @Test(arguments: [
      ["no-such-file"], [], ["--slots", "0", "tasks"], ["--slots", "x", "tasks"],
      ["--retry-if", "rain", "tasks"], ["--halt", "never,ever", "tasks"],
      ["--timeout", "soon", "tasks"], ["--term-seq", "TERM", "tasks", "--bogus"],
      ["--until", "whenever", "tasks"], ["--exit", "hq", "tasks"], ["tasks", "tasks"],
      ["--store", "/no/such/folder/farm.db", "tasks"], ["--directory", "/no/such", "tasks"],
      ["echo {3}", ":::", "a"], ["--header", "--csv", "echo {nobody}", "::::", "people.csv"],
      ["echo {}", "::::", "no-such-file"], ["--output-limit", "much", "tasks"],
    ])
    func badOptionsAreFoundBeforeAnythingRuns(arguments: [String]) throws {
      let folder = try FarmFolder()
      try folder.write("tasks", TaskList.text(TaskList.quick(1...3)))
      try folder.write("people.csv", "name,age\nx,1\n")
      let result = try folder.run(arguments)
      #expect([2, 5].contains(result.status), "\(result)")
      #expect(!result.errors.isEmpty)
      #expect(result.errors.split(separator: "\n").filter { $0.hasPrefix("mpisum") }.count <= 2)
      folder.waitUntilAlone()
      #expect(folder.counts().isEmpty)
      #expect(folder.names == ["people.csv", "tasks"])
    }
  }
}
