extension RunnerSettings {
  /// What a farm's options say of how its commands are run.
  init(_ options: FarmOptions) {
    self.init(directory: options.directory)
    termSequence = options.termSequence.steps
    outputLimit = options.outputLimit
    scratchBase = options.scratch
    keepScratch = options.keepsScratch
  }
}
