import BagOfTasks
import CommandFarm

#if canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// What the fixture was told.
struct FixtureOptions: Sendable {
  private var values: [String: String] = [:]
  var orders: [AttemptOrder] = []
  /// Whether events are printed; else only the number of commands a second.
  var isVerbose = true

  init(_ arguments: ArraySlice<String>) {
    var rest = arguments
    while let first = rest.first, let equals = first.firstIndex(of: "="),
      first[..<equals].allSatisfy({ $0.isLetter })
    {
      values[String(first[..<equals])] = String(first[first.index(after: equals)...])
      rest = rest.dropFirst()
    }
    if rest.first == "repeat", let count = rest.dropFirst().first.flatMap({ Int($0) }),
      let command = rest.last
    {
      isVerbose = false
      orders = [AttemptOrder](repeating: order(command, 0), count: count)
    } else {
      orders = rest.enumerated().map { order($1, $0) }
    }
  }

  private func order(_ text: String, _ index: Int) -> AttemptOrder {
    var cpus = number("cpus") ?? 1
    var command = text
    if let mark = text.firstIndex(of: "!"), let count = Int(text[..<mark]) {
      cpus = count
      command = String(text[text.index(after: mark)...])
    }
    return AttemptOrder(
      ordinal: index + 1, attempt: 1, cpus: cpus, timeout: seconds("timeout") ?? 0,
      name: Array("task-\(index + 1)".utf8), command: Array(command.utf8))
  }

  func number(_ key: String) -> Int? { values[key].flatMap { Int($0) } }
  func seconds(_ key: String) -> Double? { values[key].flatMap { Double($0) } }
  func text(_ key: String) -> String? { values[key] }

  /// What the guardian is told.
  func setup() -> GuardianSetup {
    var settings = RunnerSettings(directory: values["directory"] ?? "")
    settings.outputLimit = number("limit")
    settings.scratchBase = values["scratch"]
    settings.keepScratch = values["keep"] != nil
    settings.isPinned = values["pinned"] != nil
    let cores = number("cores") ?? 0
    return GuardianSetup(
      settings: settings, rank: 0, host: "here", slots: number("slots") ?? 2, cpusPerSlot: 1,
      cores: Array(0..<cores))
  }

  /// Does something after as many seconds as a key says, if it says so.
  mutating func after(_ key: String, _ body: @escaping @Sendable () -> Void) {
    guard let seconds = seconds(key) else { return }
    _ = SlotThread {
      usleep(UInt32(seconds * 1e6))
      body()
    }
  }
}
