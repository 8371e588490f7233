import CommandFarm

/// The command `farm report`.
enum FarmReportCommand {
  static func run(_ parsed: ParsedOptions) throws(UsageError) -> ExitStatus {
    let store = try parsed.store()
    let given = parsed.values(of: OptionTable.out).last
    guard given?.isEmpty != true else {
      throw UsageError("--\(OptionTable.out.long) names no file")
    }
    let path = given ?? store + ".html"
    guard Launch.isRoot else { return .done }
    return StoreLook.read(store) { reader in
      if path == "-" {
        try reader.report(version: Program.version) { try StandardStream.output.write($0) }
      } else {
        try reader.check(outlet: path, of: "--\(OptionTable.out.long)")
        let page = try NewFile(path: path)
        try reader.report(version: Program.version, page.write)
        try page.finish()
      }
      return .done
    }
  }
}
