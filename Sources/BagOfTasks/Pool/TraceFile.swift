import MPI

#if canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// A file of Chrome's trace events: one "complete" event a task, a process a rank, a thread a slot.
///
/// In memory there are 64 KiB of it. The closing bracket may be missing, so a trace that was cut off opens
/// all the same. Format: "Trace Event Format" (Google, 2016), JSON array form.
struct TraceFile: ~Copyable {
  private let file: UnsafeMutablePointer<FILE>
  private let path: String
  /// Times count from here, in seconds since 1970.
  private let begin = Clock.now() + Clock.epoch
  private var text = "[\n"
  private var isBroken = false

  init(path: String, ranks: [RankSlots]) throws {
    guard let file = fopen(path, "w") else {
      throw TraceError(path: path, reason: String(cString: strerror(errno)))
    }
    self.file = file
    self.path = path
    for rank in ranks where rank.slots > 0 {
      let host = rank.host.filter { $0 != "\"" && $0 != "\\" }
      let name = "rank \(rank.rank) on \(host)"
      text += #"{"name":"process_name","ph":"M","pid":\#(rank.rank),"args":{"name":"\#(name)"}},"#
      text += "\n"
    }
  }

  deinit { fclose(file) }

  /// Writes the event of a task.
  mutating func write(_ task: FinishedTask, index: Int, rank: Int) {
    // Chrome counts in microseconds.
    let start = Self.decimal((task.start - begin) * 1e6)
    let duration = Self.decimal(task.seconds * 1e6)
    let name = task.outcome == .failed ? "\(index) failed" : "\(index)"
    text +=
      #"{"name":"\#(name)","ph":"X","pid":\#(rank),"tid":\#(task.slot),"ts":\#(start),"dur":\#(duration)},"#
    text += "\n"
    if text.utf8.count >= Self.bufferSize { flush() }
  }

  /// Writes the end.
  mutating func close() {
    text += #"{"name":"end","ph":"M","pid":0}"# + "\n]\n"
    flush()
  }

  /// Writes what is in memory.
  ///
  /// A full disk ends the trace, not the computation; one line says so.
  mutating func flush() {
    defer { text = "" }
    guard !isBroken else { return }
    let isWritten = text.withUTF8 { fwrite($0.baseAddress, 1, $0.count, file) == $0.count }
    guard !isWritten || fflush(file) != 0 else { return }
    isBroken = true
    writeErrorLine("\(TraceError(path: path, reason: String(cString: strerror(errno))))")
  }

  /// A number with three decimals.
  private static func decimal(_ value: Double) -> String {
    let thousandths = Int((value * 1000).rounded())
    let (whole, rest) = thousandths.magnitude.quotientAndRemainder(dividingBy: 1000)
    let digits = String(rest)
    let sign = thousandths < 0 ? "-" : ""
    return sign + "\(whole)." + String(repeating: "0", count: 3 - digits.utf8.count) + digits
  }

  private static let bufferSize = 1 << 16
}
