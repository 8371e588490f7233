import CommandFarm
import Foundation
import Testing

/// Files of commands.
@Suite struct TaskFileInputTests {
  @Test func aLineIsACommand() throws {
    let tasks = try InputFile.tasks("sim 1\nsim 2\n")
    #expect(tasks.map(\.text) == ["sim 1", "sim 2"])
    #expect(tasks.map(\.ordinal) == [1, 2])
    #expect(tasks.allSatisfy { $0.arguments.isEmpty && $0.settings == TaskSettings() })
  }

  @Test func anEmptyFileHasNoTasks() throws {
    #expect(try InputFile.items("").isEmpty)
    #expect(try InputFile.items("\n\n").isEmpty)
    #expect(try InputFile.items("", isNullSeparated: true).isEmpty)
  }

  @Test func aLastLineWithoutNewlineCounts() throws {
    #expect(try InputFile.commands("a\nb") == ["a", "b"])
    #expect(try InputFile.commands("a") == ["a"])
  }

  @Test func blankLinesAndCommentsAreSkipped() throws {
    let text = "\n# first\na\n   \t \n  # mpisum: name=x\n\tb # no comment\n#\n\r\n"
    #expect(try InputFile.commands(text) == ["a", "\tb # no comment"])
  }

  @Test func aCarriageReturnBelongsToTheNewline() throws {
    #expect(try InputFile.commands("a\r\nb\r\r\nc\rd\r") == ["a", "b\r", "c\rd"])
    #expect(try InputFile.tasks("#mpisum: cpus=2\r\na\r\n")[0].settings.cpus == 2)
  }

  @Test func aByteOrderMarkIsNoPartOfTheCommand() throws {
    #expect(try InputFile.commands("\u{FEFF}a\n\u{FEFF}b\n") == ["a", "\u{FEFF}b"])
  }

  @Test func bytesThatAreNotUTF8PassThrough() throws {
    let bytes: [UInt8] = [0x63, 0x20, 0xFF, 0xC3, 0x80, 0x0A]
    guard case .task(let task) = try InputFile.items(bytes)[0] else { throw Complaint("a barrier") }
    #expect(task.command == Array(bytes.dropLast()))
  }

  @Test func aNullInALineIsAnError() {
    let message =
      "FILE:2: a NUL byte in a line; remove it, or use --null if records end with one"
    #expect(throws: Complaint(message)) { try InputFile.items("a\nb\0c\n") }
  }

  /// The reader's buffer is 2^18 bytes: lines that end just before, at and behind its end.
  @Test(arguments: [1, 2, 262_142, 262_143, 262_144, 262_145, 524_288, 3_000_000])
  func linesOfAnyLengthAreRead(length: Int) throws {
    let long = String(repeating: "x", count: length)
    #expect(try InputFile.commands("a\n\(long)\nb\n\(long)") == ["a", long, "b", long])
  }

  @Test func manyLinesComeInOrder() throws {
    let lines = (0..<200_000).map {
      "task --number \($0) " + String(repeating: "y", count: $0 % 37)
    }
    #expect(try InputFile.commands(lines.joined(separator: "\n")) == lines)
  }

  @Test func aMissingFileIsNamed() {
    let message = "/nowhere/tasks: cannot be opened: No such file or directory"
    #expect(throws: Complaint(message)) {
      do throws(InputError) {
        _ = try TaskInput(InputOptions(file: "/nowhere/tasks"))
      } catch { throw Complaint(error.description) }
    }
  }

  @Test func aDirectoryIsNoFile() {
    #expect(throws: Complaint("/: cannot be read: Is a directory")) {
      do throws(InputError) {
        _ = try readAll(InputOptions(file: "/"))
      } catch { throw Complaint(error.description) }
    }
  }

  @Test func anErrorIsThrownAgain() throws {
    let file = try InputFile("#mpisum: colour=red\na\n")
    let input = try TaskInput(InputOptions(file: file.path))
    for _ in 1...2 { #expect(throws: InputError.self) { try input.next() } }
    #expect(input.tasksRead == 0)
  }

  @Test func tasksAreCountedWithoutBarriers() throws {
    let file = try InputFile("a\n#mpisum: barrier\nb\n")
    let input = try TaskInput(InputOptions(file: file.path))
    var counts: [Int] = []
    while try input.next() != nil { counts.append(input.tasksRead) }
    #expect(counts == [1, 1, 2])
    #expect(try input.next() == nil)
  }

  /// A pipe whose writer waits for the reader: hangs if a line is held back.
  @Test(.timeLimit(.minutes(1))) func aLineIsGivenBeforeTheNextIsWritten() throws {
    let path = FileManager.default.temporaryDirectory.path + "/mpisum-\(UUID().uuidString)"
    try #require(mkfifo(path, 0o600) == 0)
    defer { unlink(path) }
    let wasRead = DispatchSemaphore(value: 0)
    Thread.detachNewThread {
      guard let pipe = FileHandle(forWritingAtPath: path) else { return }
      for part in ["a", "\nb", "\nc\nd"] {
        pipe.write(Data(part.utf8))
        if part != "a" { wasRead.wait() }
      }
      try? pipe.close()
    }
    let input = try TaskInput(InputOptions(file: path))
    var commands: [String] = []
    while case .task(let task)? = try input.next() {
      commands.append(task.text)
      wasRead.signal()
    }
    #expect(commands == ["a", "b", "c", "d"])
  }

  // MARK: NUL-separated

  @Test func aRecordMayHaveManyLines() throws {
    let text = "for i in 1 2\ndo echo $i\ndone\0#!/bin/sh\ntrue\n\0 # a comment, then\nls\0last\r"
    let commands = try InputFile.commands(text, isNullSeparated: true)
    let expected = [
      "for i in 1 2\ndo echo $i\ndone", "#!/bin/sh\ntrue\n", " # a comment, then\nls", "last\r",
    ]
    #expect(commands == expected)
  }

  @Test func aBlankRecordIsSkipped() throws {
    #expect(try InputFile.commands("\0 \n\t\0a\0\n", isNullSeparated: true) == ["a"])
  }

  @Test func aRecordMayBeADirective() throws {
    let items = try InputFile.items(
      "#mpisum: name=a\0a\0\n#mpisum: barrier\n\0#mpisum: after=a\0b\nc\0", isNullSeparated: true)
    try #require(items.count == 3 && items[1] == .barrier)
    guard case .task(let task) = items[2] else { throw Complaint("no task") }
    #expect(task.settings.after == [1])
    #expect(task.text == "b\nc")
  }

  @Test func recordsAreNumberedInMessages() {
    let message = "FILE: record 2: cpus=0: a whole number from 1 on is expected"
    #expect(throws: Complaint(message)) {
      try InputFile.items("a\0#mpisum: cpus=0\0b\0", isNullSeparated: true)
    }
  }
}
