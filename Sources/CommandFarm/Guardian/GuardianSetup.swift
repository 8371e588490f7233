/// What a guardian has to know before it can run commands: the first message that it gets.
package struct GuardianSetup: Sendable {
  /// What holds for all commands.
  package var settings: RunnerSettings
  /// The rank and its node: `MPISUM_RANK`, `MPISUM_HOST`.
  package var rank: Int
  package var host: String
  /// How many attempts may run at a time.
  package var slots: Int
  /// How many cores they may use together.
  package var capacity: Int
  /// The numbers of the cores that the rank may use.
  package var cores: [Int]

  package init(
    settings: RunnerSettings, rank: Int, host: String, slots: Int, cpusPerSlot: Int, cores: [Int]
  ) {
    precondition(slots >= 1 && cpusPerSlot >= 1, "a rank that runs commands has slots, and cores")
    self.settings = settings
    self.rank = rank
    self.host = host
    self.slots = slots
    capacity = slots * cpusPerSlot
    self.cores = cores
  }

  /// Appends the setup as it travels.
  package func append(to bytes: inout [UInt8]) {
    bytes.append(text: settings.directory)
    bytes.append(int: settings.termSequence.count)
    for step in settings.termSequence {
      bytes.append(int: Int(step.signal))
      bytes.append(int: step.milliseconds)
    }
    bytes.append(int: settings.outputLimit ?? -1)
    bytes.append(text: settings.scratchBase ?? "")
    bytes.append(int: settings.keepScratch ? 1 : 0)
    bytes.append(int: settings.isPinned ? 1 : 0)
    bytes.append(int: settings.environment.count)
    for variable in settings.environment {
      bytes.append(text: variable.name)
      bytes.append(text: variable.value)
    }
    bytes.append(int: rank)
    bytes.append(text: host)
    bytes.append(int: slots)
    bytes.append(int: capacity)
    bytes.append(int: cores.count)
    for core in cores { bytes.append(int: core) }
  }

  /// Reads what `append(to:)` wrote; nil for anything else.
  package init?(_ payload: ArraySlice<UInt8>) {
    var reader = WireReader(payload)
    guard let directory = reader.text(), let steps = reader.int() else { return nil }
    settings = RunnerSettings(directory: directory)
    settings.termSequence = []
    for _ in 0..<steps {
      guard let signal = reader.int(), let milliseconds = reader.int() else { return nil }
      settings.termSequence.append((Int32(truncatingIfNeeded: signal), milliseconds))
    }
    guard let limit = reader.int(), let base = reader.text(), let keepScratch = reader.int(),
      let isPinned = reader.int(), let variables = reader.int()
    else { return nil }
    settings.outputLimit = limit < 0 ? nil : limit
    settings.scratchBase = base.isEmpty ? nil : base
    settings.keepScratch = keepScratch != 0
    settings.isPinned = isPinned != 0
    for _ in 0..<variables {
      guard let name = reader.text(), let value = reader.text() else { return nil }
      settings.environment.append((name, value))
    }
    guard let rank = reader.int(), let host = reader.text(), let slots = reader.int(),
      let capacity = reader.int(), let count = reader.int()
    else { return nil }
    self.rank = rank
    self.host = host
    self.slots = slots
    self.capacity = capacity
    cores = []
    for _ in 0..<count {
      guard let core = reader.int() else { return nil }
      cores.append(core)
    }
  }
}
