import CommandFarm

/// What the commands that look back ask of a store.
enum StoreLook {
  /// Writes what a reader has to say of a store to standard output.
  ///
  /// - Returns: what the body returns, or what went wrong.
  static func read(
    _ store: String, _ body: (StoreReader) throws -> ExitStatus
  ) -> ExitStatus {
    do {
      let status = try body(try StoreReader(path: store))
      try StandardStream.output.flush()
      return status
    } catch let failure as StandardStream.Failure {
      StandardStream.remark(
        "\(Program.name): cannot write to standard output: \(failure.reason)\n")
    } catch {
      let isForeign = (error as? StoreError)?.kind == .foreign
      let advice = isForeign ? "; name a farm's store, such as tasks.txt.farm" : ""
      StandardStream.remark("\(Program.name): \(error)\(advice)\n")
      // A name or number that is wrong is the user's mistake.
      if let error = error as? StoreError,
        [.missing, .foreign, .noTask, .exists].contains(error.kind)
      {
        return .usage
      }
    }
    return .infrastructureLost
  }
}
