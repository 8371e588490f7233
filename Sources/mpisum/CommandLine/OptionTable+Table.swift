/// The command that computes many sums.
extension OptionTable {
  static let tableFile = Option(
    "file", short: "f", argument: "FILE", isPath: true,
    help: "Take conditions from the lines of FILE, or of standard input if it is '-'")
  static let tableFormat = Option(
    "format", argument: "FORMAT", words: TableOptions.Format.allCases.map(\.rawValue),
    help: "Print text, csv or json", standard: "text")
  static let tableCSV = Option("csv", help: "The same as --format csv")
  static let tableJSON = Option("json", help: "The same as --format json: one object on one line")

  /// What makes a row of the table: the options that may have braces.
  static let tableConditions = [omit, exactly, atMost, all, base, upto]

  static let table = Command(
    name: "table", isDefault: false,
    purpose: "Compute many slow series over MPI ranks, and print them as a table.",
    paragraphs: [
      "Braces in the values of --omit, --exactly, --at-most, --base and --upto stand for several"
        + " values, as in a shell: {0..9}, {00..99} with its width, {2..16..2}, {a..f}, {1e3,1e6,inf}."
        + " Put them in quotes, or the shell expands them itself. The table has a row for every"
        + " combination; the leftmost brace changes slowest. An option that is repeated adds to the"
        + " same condition, as for 'sum'.",
      "A line of --file is a condition, written as those options; words alone are strings to be"
        + " omitted, or with a count STRING:M, as in '42 9:2 --base 16'. Blank lines and lines that"
        + " begin with # are skipped, braces expanded. What a line does not say of --base and --upto,"
        + " the command line does.",
      "Sums are computed by engine limit for N = inf, else by engine moments, one in each thread at a"
        + " time. Special sums are said to be so: those that diverge, that are empty, that are finite"
        + " whatever N. A row that cannot be computed has the reason for it in its note.",
      "The text has the columns that are needed, the other formats have all: omit, exactly, at_most"
        + " (with blanks between strings), base, upto, engine, value (the nearest double), digits,"
        + " error_bound, proven, terms, note. CSV is printed row by row, as rows are done. Standard"
        + " output is the same for every layout.",
    ],
    options: tableConditions + [
      tableFile, digits, tableFormat, tableCSV, tableJSON, threads, progress,
    ] + common,
    operands: nil,
    exitStatuses: [
      .init(.done, "all sums were computed and printed"),
      .init(.tasksFailed, "some rows could not be computed; the others were printed"),
      .init(
        .usage,
        "the command line or a line of the file is wrong, or the launcher is that of another MPI"
          + " library; nothing was computed"),
      .init(.infrastructureLost, "the result could not be written, or a rank was lost"),
    ],
    examples: [
      .init(
        line: "mpirun -np 4 mpisum table --omit '{00..99}' -n inf --digits 50",
        help: "without 00, without 01, and so on"),
      .init(
        line: "mpisum table --exactly '{0..9}:{0..2}' -n inf --digits 20",
        help: "each digit never, once, twice"),
      .init(
        line: "mpisum table --omit 1 --base '{3..16}' -n '{1e3,1e6,inf}' --csv",
        help: "42 rows, for a program"),
      .init(
        line: "mpirun -np 4 mpisum table --file conditions.txt --json",
        help: "the conditions of a file"),
    ],
    run: { options throws(UsageError) in try TableCommand.run(options) })

  /// What a line of --file may hold.
  static let tableLine = Command(
    name: "table", isDefault: false, purpose: "One condition.", paragraphs: [],
    options: tableConditions, operands: Operands("STRING[:M]..."), exitStatuses: [], examples: [],
    run: { _ in .done })
}
