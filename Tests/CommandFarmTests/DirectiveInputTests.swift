import CommandFarm
import Testing

/// `#mpisum:` lines.
@Suite struct DirectiveInputTests {
  private func settings(_ line: String) throws -> TaskSettings {
    try InputFile.tasks("#mpisum: \(line)\ntrue\n")[0].settings
  }

  @Test func allSettingsAreRead() throws {
    var expected = TaskSettings()
    expected.name = "b"
    expected.after = [1]
    expected.cpus = 4
    expected.timeout = .seconds(300)
    expected.retries = 0
    expected.time = 5400
    let tasks = try InputFile.tasks(
      """
      #mpisum: name=a
      first
        #mpisum:name=b after=a  cpus=4\ttimeout=5m retries=0 time=1h30m
      second
      third
      """)
    #expect(tasks[1].settings == expected)
    #expect(tasks[2].settings == TaskSettings())
  }

  @Test func aTimeoutMayBeAPercentage() throws {
    #expect(try settings("timeout=300%").timeout == .percent(300))
  }

  @Test func valuesMayBeQuoted() throws {
    #expect(try settings("name='a b'  cpus=\"2\"").name == "a b")
    #expect(try settings("name=\"it's\"").name == "it's")
    #expect(try settings("name=grüße").name == "grüße")
  }

  @Test func severalLinesAddUp() throws {
    let tasks = try InputFile.tasks("#mpisum: cpus=2\n# words\n\n#mpisum: retries=1\na\nb\n")
    #expect(tasks[0].settings.cpus == 2)
    #expect(tasks[0].settings.retries == 1)
    #expect(tasks[1].settings == TaskSettings())
  }

  @Test func dependenciesAreOrdinals() throws {
    let tasks = try InputFile.tasks(
      "x\n#mpisum: name=a\na\n#mpisum: barrier\n#mpisum: name=b\nb\n#mpisum: after='b, a,b'\nc\n")
    #expect(tasks[3].settings.after == [3, 2])
  }

  @Test func aBarrierStandsBetweenTasks() throws {
    let items = try InputFile.items("#mpisum: barrier\na\n #mpisum:  barrier \nb\n#mpisum: barrier")
    #expect(items.map { $0 == .barrier } == [true, false, true, false, true])
  }

  @Test(arguments: [
    ("name=a name=b", "name= is given twice for one command"),
    ("after=a", "after=a: no earlier task has that name"),
    ("name=a after=a", "after=a: no earlier task has that name"),
    ("after=", "after=: names of earlier tasks are expected, such as after=a,b"),
    ("after=p,", "after=p,: names of earlier tasks are expected, such as after=a,b"),
    ("name=p", "name=p: task 1 has that name already"),
    ("name=", "name=: a name has at least one character and no comma"),
    ("name=a,b", "name=a,b: a name has at least one character and no comma"),
    ("cpus=two", "cpus=two: a whole number from 1 on is expected"),
    ("cpus=", "cpus=: a whole number from 1 on is expected"),
    ("cpus=-1", "cpus=-1: a whole number from 1 on is expected"),
    (
      "cpus=99999999999999999999", "cpus=99999999999999999999: a whole number from 1 on is expected"
    ),
    ("retries=+1", "retries=+1: a whole number from 0 on is expected"),
    ("time=5%", "time=5%: a duration is expected, such as 90, 30s, 5m or 1h30m"),
    (
      "timeout=soon",
      "timeout=soon: a duration is expected, such as 90, 30s, 5m or 1h30m, or a percentage such as 300%"
    ),
    ("cores=2", "'cores' is no setting; write name= after= cpus= timeout= retries= or time="),
    ("cpus", "'cpus' is no setting; write name= after= cpus= timeout= retries= or time="),
    ("cpus = 2", "'cpus' is no setting; write name= after= cpus= timeout= retries= or time="),
    ("=2", "'' is no setting; write name= after= cpus= timeout= retries= or time="),
    ("", "nothing after '#mpisum:'; write `barrier`, or settings such as `name=prepare`"),
    ("barrier cpus=2", "`barrier` stands on a line of its own"),
    ("cpus=2 barrier", "`barrier` stands on a line of its own"),
    ("name='a b", "name='a b: the closing ' is missing"),
    ("name='a'b", "name=: quotes must enclose the whole value"),
    ("name=a'b'", "name=a'b': quotes must enclose the whole value"),
  ])
  func whatIsWrongIsNamed(line: String, message: String) {
    let text = "#mpisum: name=p\np\n#mpisum: \(line)\ntrue\n"
    #expect(throws: Complaint("FILE:3: \(message)")) { try InputFile.items(text) }
  }

  @Test func aSettingIsGivenOnceInSeveralLines() {
    #expect(throws: Complaint("FILE:2: cpus= is given twice for one command")) {
      try InputFile.items("#mpisum: cpus=1\n#mpisum: cpus=1\na\n")
    }
  }

  @Test func aDirectiveNeedsACommand() {
    #expect(throws: Complaint("FILE:2: no command follows this `#mpisum:` line")) {
      try InputFile.items("a\n#mpisum: cpus=1\n#mpisum: retries=1\n# end\n")
    }
  }

  @Test func aBarrierPartsNoCommandFromItsDirective() {
    let message =
      "FILE:2: this barrier parts a command from its `#mpisum:` line; put it before FILE:1"
    #expect(throws: Complaint(message)) {
      try InputFile.items("#mpisum: cpus=1\n#mpisum: barrier\na\n")
    }
  }

  @Test func aForgottenColonIsNoComment() {
    let message = "FILE:1: a colon is missing: `#mpisum: name=a`; for a comment write `# mpisum`"
    #expect(throws: Complaint(message)) { try InputFile.items("#mpisum name=a\na\n") }
  }

  @Test func aDirectiveIsUTF8() {
    #expect(throws: Complaint("FILE:1: a `#mpisum:` line must be UTF-8")) {
      try InputFile.items(Array("#mpisum: name=".utf8) + [0xFF, 0x0A, 0x61])
    }
  }
}
