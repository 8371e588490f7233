import CommandFarm

/// What the commands that look back ask of a store.
enum StoreLook {
  /// How a farm that does not run has ended.
  static func status(_ store: String, asJSON isJSON: Bool) -> ExitStatus {
    refuse("the store cannot be read by this build (\(store))")
  }

  static func show(
    _ store: String, _ selection: FarmShowCommand.Selection, withOutput hasOutput: Bool,
    asJSON isJSON: Bool
  ) -> ExitStatus {
    refuse("the store cannot be read by this build (\(store))")
  }

  static func export(_ store: String, _ format: FarmExportCommand.Format) -> ExitStatus {
    refuse("the store cannot be read by this build (\(store))")
  }

  private static func refuse(_ reason: String) -> ExitStatus {
    StandardStream.remark("\(Program.name): \(reason)\n")
    return .infrastructureLost
  }
}
