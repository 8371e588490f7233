import CommandFarm
import Testing

/// Comma-separated values as RFC 4180 has them.
@Suite struct CSVInputTests {
  /// The values of each record.
  private func records(_ text: String, separator: String? = nil) throws -> [[String]] {
    let input = try TemplateInput("s").file(text).csv.with {
      $0.columnSeparator = separator.map { Array($0.utf8) }
    }
    return try input.tasks().map { $0.arguments.map { String(decoding: $0, as: UTF8.self) } }
  }

  @Test(arguments: [
    ("a,b\nc,d", [["a", "b"], ["c", "d"]]),
    ("a,b\r\nc,d\r\n", [["a", "b"], ["c", "d"]]),
    ("\"a\",\"b\"\r\n\"c\"\r\n", [["a", "b"], ["c"]]),
    ("a,\"b \"\"q\"\" c\",\"x,y\"\n", [["a", "b \"q\" c", "x,y"]]),
    ("\"l1\nl2\",b\n", [["l1\nl2", "b"]]),
    ("\"l1\r\nl2\",b\r\n", [["l1\r\nl2", "b"]]),
    ("a,\"\n\n\"\nb", [["a", "\n\n"], ["b"]]),
    ("\"\"\"\"\n", [["\""]]),
    ("\"\",\n", [["", ""]]),
    (",\n,,", [["", ""], ["", "", ""]]),
    ("\"\"\n", [[""]]),
    (" a , b \n", [[" a ", " b "]]),
    ("\n\r\na\n\n", [["a"]]),
    ("\"a\nb\"\"\nc\"", [["a\nb\"\nc"]]),
    ("#a,b\n", [["#a", "b"]]),
    ("", []),
  ])
  func recordsAreThoseOfTheStandard(text: String, expected: [[String]]) throws {
    #expect(try records(text) == expected)
  }

  @Test func theSeparatorMayBeAnother() throws {
    #expect(try records("a;\"b;c\";d,e\n", separator: ";") == [["a", "b;c", "d,e"]])
  }

  @Test func aTabMaySeparate() throws {
    #expect(try records("a,b\t\"c\td\"\n", separator: #"\t"#) == [["a,b", "c\td"]])
  }

  @Test func aQuotedNewlineReachesTheCommand() throws {
    let input = try TemplateInput("s {2} {1}").file("n,\"l1\nl2\"\n").csv
    #expect(try input.commands() == ["s 'l1\nl2' n"])
  }

  @Test func longQuotedValuesAreRead() throws {
    let long = (0..<50_000).map { "line \($0)" }.joined(separator: "\n")
    #expect(try records("a,\"\(long)\"\nb,c\n") == [["a", long], ["b", "c"]])
  }

  @Test func valuesOfTheCommandLineAreCutToo() throws {
    let input = TemplateInput("s {2}").values("a,\"b,c\"", "d,\"e\nf\"").csv
    #expect(try input.commands() == ["s 'b,c'", "s 'e\nf'"])
    #expect(throws: Complaint("the value 'a,\"b': a quoted value begins here and does not end")) {
      try TemplateInput("s {2}").values("a,\"b").csv.commands()
    }
  }

  @Test(arguments: [
    ("a\nb,\"c\nd\n", "FILE:2: a quoted value begins here and does not end"),
    (
      "a\n\"b\"c\n",
      #"FILE:2: text after a closing quote; a quote within a quoted value is doubled: "a ""b"" c""#
    ),
    (
      "\"b\"\rc\n",
      #"FILE:1: text after a closing quote; a quote within a quoted value is doubled: "a ""b"" c""#
    ),
    (
      "a\n5\" disk,c\n",
      #"FILE:2: a quote within a value; enclose the value in quotes and double it: "a ""b"" c""#
    ),
  ])
  func aFaultNamesItsLine(text: String, message: String) {
    #expect(throws: Complaint(message)) { try records(text) }
  }

  @Test func aRecordBehindOneOfSeveralLinesHasTheRightNumber() {
    #expect(throws: Complaint("FILE:4: 1 column, too few for the template's {2}")) {
      try TemplateInput("s {2}").file("a,\"1\n2\n3\"\nb\n").csv.commands()
    }
  }
}
