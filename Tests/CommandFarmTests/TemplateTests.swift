import CommandFarm
import Testing

/// Templates; expected texts are those of GNU parallel 20221122 where nothing else is said.
@Suite struct TemplateTests {
  /// Value, and what `{.}`, `{/}`, `{//}` and `{/.}` make of it.
  @Test(arguments: [
    ["x", "x", "x", ".", "x"],
    ["x.y", "x", "x.y", ".", "x"],
    ["a/b.c", "a/b", "b.c", "a", "b"],
    ["a.d/b", "a.d/b", "b", "a.d", "b"],
    ["a.b/c.d/.h", "a.b/c.d/''", ".h", "a.b/c.d", "''"],
    [".hid", "''", ".hid", ".", "''"],
    [".x.y", ".x", ".x.y", ".", ".x"],
    ["a.b.c", "a.b", "a.b.c", ".", "a.b"],
    ["a..b", "a.", "a..b", ".", "a."],
    ["a.", "a", "a.", ".", "a"],
    ["..", ".", "..", ".", "."],
    ["/", "/", "''", "/", "''"],
    ["//", "//", "''", "/", "''"],
    ["/a", "/a", "a", "/", "a"],
    ["/a/", "/a/", "''", "/", "''"],
    ["a/", "a/", "''", ".", "''"],
    ["a/b/", "a/b/", "''", "a", "''"],
    ["a//b.c", "a//b", "b.c", "a", "b"],
    ["///a//b", "///a//b", "b", "///a", "b"],
    ["", "''", "''", ".", "''"],
  ])
  func partsArePathParts(row: [String]) throws {
    let command = try TemplateInput("s {.} {/} {//} {/.}").values(row[0]).commands()
    let expected = row.dropFirst().joined(separator: " ").replacing("/''", with: "/")
    #expect(command == ["s \(expected)"])
  }

  /// As GNU parallel 20221122 quotes them, byte by byte.
  @Test func valuesAreQuotedAsInGNUParallel() throws {
    let values = [
      "a-Z_0./+-", "1:2", "a@b", "5%", "a,b", "'", "'a'", "", "a b", "it's", "é", "a\nb", "-n",
      "--x=1", "x=1", "1=1", "=x", "$x",
    ]
    let input = TemplateInput("s {}").with {
      $0.sources = [.init(.values(values.map { Array($0.utf8) }))]
    }
    let expected = [
      "a-Z_0./+-", "'1:2'", "'a@b'", "'5%'", "'a,b'", #""'""#, #""'"'a'"'""#, "''", "'a b'",
      #"'it'"'"'s'"#, "'é'", "'a\nb'", "-n", "'--x=1'", "'x=1'", "'1=1'", "'=x'", "'$x'",
    ]
    #expect(try input.commands() == expected.map { "s \($0)" })
    #expect(try input.with { $0.isQuoted = false }.commands() == values.map { "s \($0)" })
    #expect(try input.tasks().map(\.arguments) == values.map { [Array($0.utf8)] })
  }

  @Test func aValueWithinQuotesIsWrittenForThem() throws {
    let input = TemplateInput(#"s "{}" 'x {}' {} \"{}"#).values("a'b$")
    #expect(try input.commands() == [#"s "a'b\$" 'x a'"'"'b$' 'a'"'"'b$' \"'a'"'"'b$'"#])
  }

  /// GNU parallel quotes as if it were outside quotes, and so do we where we cannot be sure.
  @Test func behindASubstitutionAValueIsQuotedAsOutside() throws {
    let input = TemplateInput(#"s "$(cat {})""#).values("a b")
    #expect(try input.commands() == [#"s "$(cat 'a b')""#])
    #expect(try TemplateInput("s # it's {}").values("a b").commands() == ["s # it's 'a b'"])
  }

  @Test func aValueAloneIsACommand() throws {
    #expect(try TemplateInput("{}").values("ls -l", "a;b").commands() == ["ls -l", "a;b"])
    #expect(try TemplateInput("{1}").values("ls -l").commands() == ["ls -l"])
    #expect(try TemplateInput("{} x").values("ls -l").commands() == ["'ls -l' x"])
  }

  @Test func withoutReplacementStringTheValuesAreAppended() throws {
    #expect(try TemplateInput("s").values("a", "b c").commands() == ["s a", "s 'b c'"])
    #expect(try TemplateInput("s").values("a").values("b").commands() == ["s a b"])
    #expect(try TemplateInput("s {x} {a b} { }").values("a").commands() == ["s {x} {a b} { } a"])
    #expect(try TemplateInput("s {#}").values("a").commands() == ["s 1"])
    #expect(try TemplateInput("s {%}").values("a").commands() == ["s ${MPISUM_JOBSLOT}"])
  }

  @Test func positionsCountFromBothEnds() throws {
    let input = TemplateInput("s {1} {2.} {3/} {1//} {1/.} {-1} {-2.}")
    let commands = try input.values("a/x.y", "b.c").values("d.e").values("f/g").commands()
    #expect(commands == ["s a/x.y d g a x f/g d", "s b.c d g . b f/g d"])
  }

  @Test func allValuesStandInBraces() throws {
    let input = TemplateInput("s {} {/.}").values("a/x.y", "b c").values("d.e")
    #expect(try input.commands() == ["s a/x.y d.e x d", "s 'b c' d.e 'b c' d"])
  }

  @Test func tasksAreNumbered() throws {
    let tasks = try TemplateInput("s {#} {1}{2}").values("a", "b").values("c", "d").tasks()
    #expect(tasks.map(\.text) == ["s 1 ac", "s 2 ad", "s 3 bc", "s 4 bd"])
    #expect(tasks.map(\.ordinal) == [1, 2, 3, 4])
    #expect(tasks[1].arguments == [[0x61], [0x64]])
  }

  @Test func theSlotIsAVariableInAnyQuotes() throws {
    let input = TemplateInput(#"s {%}a "{%}" 'b {%}'"#).values("x")
    let slot = "${MPISUM_JOBSLOT}"
    #expect(try input.commands() == [#"s \#(slot)a "\#(slot)" 'b '"\#(slot)"''"#])
  }

  @Test func bracesThatAreNoReplacementStay() throws {
    for text in [
      "{", "}", "{{", "{1", "{#.}", "{1.2}", "{--1}", "{ 1}", "{1,2}", "${HOME}", "{a{b}",
    ] {
      #expect(try TemplateInput("s \(text) {1}").values("v").commands() == ["s \(text) v"])
    }
    #expect(try TemplateInput("s {{}} {}}").values("v").commands() == ["s {v} v}"])
  }

  @Test(arguments: [
    ("s {2}", "the template's {2}: there is only 1 value"),
    ("s {-2.}", "the template's {-2.}: there is only 1 value"),
    ("s {0}", "the template's {0}: values are counted from 1"),
    ("", "the template is empty; it is the command to run, such as 'sim --x {}'"),
    (" \n", "the template is empty; it is the command to run, such as 'sim --x {}'"),
    ("s\0", "the template contains a NUL byte"),
  ])
  func aWrongTemplateIsRefusedAtOnce(template: String, message: String) {
    #expect(throws: Complaint(message)) { try TemplateInput(template).values("a").commands() }
  }
}
