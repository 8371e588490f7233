import CommandFarm
import Testing

/// Lists of values, and how they are combined.
@Suite struct ValueInputTests {
  @Test func theLastListVariesFastest() throws {
    let input = try TemplateInput("s {1}{2}{3}").values("a", "b").file("1\n2\n").values("x", "y")
    let expected = ["a1x", "a1y", "a2x", "a2y", "b1x", "b1y", "b2x", "b2y"]
    #expect(try input.commands() == expected.map { "s \($0)" })
  }

  @Test func linkedListsEndWithTheShortest() throws {
    let input = TemplateInput("s {1}{2}")
    let expected = ["s 1a", "s 2b"]
    #expect(try input.values("1", "2", "3").values("a", "b", isLinked: true).commands() == expected)
    #expect(try input.values("1", "2").values("a", "b", "c", isLinked: true).commands() == expected)
    #expect(try input.file("1\n2\n3").file("a\nb\n", isLinked: true).commands() == expected)
    #expect(try input.file("1\n2\n").file("a\nb\nc", isLinked: true).commands() == expected)
    #expect(try input.values("1").values(isLinked: true).commands() == [])
  }

  @Test func threeListsMayBeLinked() throws {
    let input = TemplateInput("s {1}{2}{3}").values("1", "2", "3")
      .values("a", "b", isLinked: true).values("x", "y", "z", isLinked: true)
    #expect(try input.commands() == ["s 1ax", "s 2by"])
  }

  @Test func linkedListsAreCombinedWithOthers() throws {
    let before = TemplateInput("s {1}{2}{3}").values("X", "Y")
      .values("1", "2", "3").values("a", "b", isLinked: true)
    #expect(try before.commands() == ["s X1a", "s X2b", "s Y1a", "s Y2b"])
    let after = TemplateInput("s {1}{2}{3}").values("1", "2", "3")
      .values("a", "b", isLinked: true).values("X", "Y")
    #expect(try after.commands() == ["s 1aX", "s 1aY", "s 2bX", "s 2bY"])
  }

  @Test func anEmptyListLeavesNoTasks() throws {
    #expect(try TemplateInput("s {1}").values().commands() == [])
    #expect(try TemplateInput("s {1}").file("").commands() == [])
    #expect(try TemplateInput("s {2}").values("a").values().commands() == [])
    #expect(try TemplateInput("s {2}").values().values("a").commands() == [])
    #expect(try TemplateInput("s {2}").file("").file("a\n").commands() == [])
  }

  @Test func everyLineOfAFileIsAValue() throws {
    let input = try TemplateInput("s {}").file("1\n\n#c\n 2 \r\n3")
    #expect(try input.commands() == ["s 1", "s ''", "s '#c'", "s ' 2 '", "s 3"])
  }

  @Test func valuesMayEndWithANull() throws {
    let input = try TemplateInput("s {}").file("a\nb\0\0c\r\0d").with { $0.isNullSeparated = true }
    #expect(try input.commands() == ["s 'a\nb'", "s ''", "s 'c\r'", "s d"])
  }

  @Test func aNullInALineOfValuesIsAnError() {
    let message =
      "FILE:2: a NUL byte in a line; remove it, or use --null if records end with one"
    #expect(throws: Complaint(message)) { try TemplateInput("s {}").file("a\nb\0\n").commands() }
  }

  @Test func manyValuesAreStreamed() throws {
    let lines = (0..<30_000).map(String.init).joined(separator: "\n")
    let commands = try TemplateInput("s {2}-{1}").file(lines).values("a", "b").commands()
    #expect(commands.count == 60_000)
    #expect(commands[59_999] == "s b-29999")
  }

  // MARK: Columns

  @Test func linesAreCutIntoColumns() throws {
    let input = try TemplateInput("s {1}|{2} {}").file("a\tb\r\n c \t d e\n\n\tf").columns(#"\t"#)
    #expect(try input.commands() == ["s a|b a b", "s c|'d e' c 'd e'", "s ''|f '' f"])
    #expect(try input.columns("\t").tasks()[1].arguments == [Array("c".utf8), Array("d e".utf8)])
  }

  @Test func aSeparatorMayHaveSeveralBytes() throws {
    let input = try TemplateInput("s").file("a::b:::c\n::\na:b").columns("::")
    #expect(try input.commands() == ["s a b ':c'", "s '' ''", "s 'a:b'"])
  }

  @Test func valuesOfTheCommandLineHaveColumnsToo() throws {
    let input = TemplateInput("s {1} {2} {3}").values("a,b", "c,d").values("e", "f").columns(",")
    #expect(try input.commands() == ["s a b e", "s a b f", "s c d e", "s c d f"])
  }

  @Test func aColumnThatIsMissingIsNamed() throws {
    let message = "FILE:2: 1 column, too few for the template's {2.}"
    let input = try TemplateInput("s {2.}").file("a,b\nc\n").columns(",")
    #expect(throws: Complaint(message)) { try input.commands() }
    // Where no one asks for it, it need not be there.
    #expect(try TemplateInput("s {-1}").file("a,b\nc\n").columns(",").commands() == ["s b", "s c"])
  }

  @Test func columnsDoNotShiftBesideOtherLists() throws {
    let message = "FILE:2: 1 column, but the first record has 2"
    let input = try TemplateInput("s {3}").file("a,b\nc\n").values("x").columns(",")
    #expect(throws: Complaint(message)) { try input.commands() }
  }

  // MARK: Headers

  @Test func aHeaderNamesColumns() throws {
    let text = "\u{FEFF}n, file name \n1,a/b.c\n3,d\n"
    let input = try TemplateInput("s {file name/.} {n} {2} {file name} {#}").file(text)
    let expected = ["s b 1 a/b.c a/b.c 1", "s d 3 d d 2"]
    #expect(try input.csv.header.commands() == expected)
    #expect(try input.columns(",").header.commands() == expected)
  }

  @Test func everyListHasItsHeader() throws {
    let input = try TemplateInput("s {k} {m.} {n//}").file("n,m\n1,2\n3,4\n").values("k", "5", "6")
    #expect(
      try input.columns(",").header.commands() == ["s 5 2 .", "s 6 2 .", "s 5 4 .", "s 6 4 ."])
    let plain = TemplateInput("s {n} {m}").values("n", "1", "2").values("m", "3", isLinked: true)
    #expect(try plain.header.commands() == ["s 1 3"])
  }

  @Test(arguments: [
    ("s {m}", "the template's {m}: no column has that name; there are {n} {x} {x}"),
    ("s {nn.}", "the template's {nn.}: no column has that name; there are {n} {x} {x}"),
    ("s {x}", "the template's {x}: several columns have that name; write {2} and {3}"),
    ("s {4}", "the template's {4}: there are only 3 values"),
  ])
  func aNameThatIsUnclearIsRefused(template: String, message: String) {
    #expect(throws: Complaint(message)) {
      try TemplateInput(template).file("n,x,x\n1,2,3\n").csv.header.commands()
    }
  }

  @Test func whatCanBeNoNameStays() throws {
    let template = "s ${HOME} {print $1} {n}"
    let input = try TemplateInput(template).file("n\n1\n").csv.header
    #expect(try input.commands() == ["s ${HOME} {print $1} 1"])
  }

  @Test func everyRecordHasTheColumnsOfTheHeader() {
    #expect(throws: Complaint("FILE:4: 1 column, but the header has 2")) {
      try TemplateInput("s {1}").file("n,m\n1,2\n\n3\n").csv.header.commands()
    }
    #expect(throws: Complaint("FILE:2: 3 columns, but the header has 2")) {
      try TemplateInput("s {1}").file("n,m\n1,2,3\n").columns(",").header.commands()
    }
  }

  @Test func aHeaderMustBeThere() throws {
    let tail = "nothing there; with --header the first record names the columns"
    #expect(throws: Complaint("FILE: \(tail)")) {
      try TemplateInput("s {1}").file("").csv.header.commands()
    }
    #expect(throws: Complaint("the values after `:::`: \(tail)")) {
      try TemplateInput("s {1}").values().header.commands()
    }
    #expect(try TemplateInput("s {n}").file("n\n").header.commands() == [])
  }

  // MARK: Options that do not fit

  @Test func whatDoesNotFitIsRefused() throws {
    let input = TemplateInput("s {}")
    let cases: [(TemplateInput, String)] = [
      (input, "a template needs values, after `:::` or in a file (--arg-file FILE)"),
      (
        input.values("a", isLinked: true),
        "`:::+` and `::::+` link a list to the one before; the first must be `:::`"
      ),
      (
        input.with { $0.sources = [.init(.file("-")), .init(.file("-"))] },
        "standard input can be read only once; put one of the lists into a file"
      ),
      (
        input.values("a").columns(""),
        "--colsep: the separator is empty; it must be at least one byte"
      ),
      (
        input.values("a").csv.columns("ab"),
        "--colsep: with --csv the separator must be one byte, and not a quote"
      ),
      (
        input.values("a").csv.with { $0.isNullSeparated = true },
        "--null and --csv exclude each other: records of CSV end with a newline"
      ),
      (
        input.values("a").with { $0.template = nil },
        "a file of commands is missing; `-` is standard input"
      ),
      (
        input.values("a").with { ($0.template, $0.file) = (nil, "f") },
        "lists of values, --colsep, --csv and --header need a template"
      ),
    ]
    for (input, message) in cases { #expect(throws: Complaint(message)) { try input.commands() } }
  }
}
