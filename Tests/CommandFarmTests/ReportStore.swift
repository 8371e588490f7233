import CommandFarm
import Foundation
import Testing

/// A store of many tasks of which some have failed, and the report of it.
struct ReportStore {
  /// What tasks are called and print that would rather be obeyed than shown.
  static let hostile = [
    "</script><script>document.body.dataset.hacked=1</script>",
    "<!--<script>", "<img src=x onerror=document.body.dataset.hacked=2>", "]]>&lt;&amp;",
    "\u{1b}[31mred\u{1b}[0m\u{7}\u{8}", "a\u{2028}b\u{202e}c\u{feff}d\u{9b}e", "ü€😀", "\\x41\"'`",
  ]

  let directory: StoreDirectory
  var path: String { directory.store }
  var page: String { directory.path + "/report.html" }

  /// Makes a store.
  ///
  /// - Parameters:
  ///   - count: how many tasks there are: each fails if its number is a multiple of 50, and is tried
  ///     twice; it has written what ``hostile`` says, and a zero and bytes that are no UTF-8.
  ///   - slots: how many on each of four nodes.
  /// - Throws: ``StoreError``.
  init(count: Int, slots: Int = 4) throws {
    directory = try StoreDirectory()
    let store = try StoreScript.open(directory.store, .new)
    try store.beginRun(StoreScript.run())
    var attempt: Int64 = 0
    for number in stride(from: 1, through: count, by: 1) {
      let isBad = number.isMultiple(of: 50)
      let word = isBad ? Self.hostile[number / 50 % Self.hostile.count] : "plain"
      let task = try store.addTask(
        StoreScript.task(number, "sim --seed \(number) --name \(word)"),
        directory: StoreScript.directory, state: isBad ? .failed : .succeeded)
      for try_ in 1...(isBad ? 2 : 1) {
        attempt += 1
        let place = number % (4 * slots)
        var record = StoreScript.attempt(attempt, task: task, number: try_, exit: isBad ? 3 : 0)
        record.rank = place / slots
        record.host = "node\(record.rank)"
        record.slot = place % slots
        record.started = 1000 + Double(number / (4 * slots)) + 0.5 * Double(try_ - 1)
        record.outputBytes = 0
        if isBad {
          let text = Array(word.utf8) + [0, 0xff, 0xc3]
          record.outputBytes = text.count
          try StoreScript.add(text, to: store, attempt)
        }
        try store.record(record)
      }
    }
    try store.endRun(verdict: 1, ended: 1001 + Double(count / (4 * slots)))
    try store.close()
  }

  /// Writes the report; its bytes.
  @discardableResult
  func write(_ limits: ReportLimits = ReportLimits()) throws -> [UInt8] {
    var bytes: [UInt8] = []
    try StoreReader(path: path).report(version: "1.2.3", limits: limits) { bytes += $0 }
    try directory.write(bytes, to: "report.html")
    return bytes
  }

  /// The data of a report, which end where a browser sees them end.
  static func data(_ page: [UInt8]) throws -> [String: Any] {
    let text = String(decoding: page, as: UTF8.self)
    let start = try #require(text.range(of: #"<script type="application/json" id="data">"#))
    let end = try #require(text.range(of: "</script", range: start.upperBound..<text.endIndex))
    let json = Data(text[start.upperBound..<end.lowerBound].utf8)
    return try #require(try JSONSerialization.jsonObject(with: json) as? [String: Any])
  }

  /// A column of one of its tables.
  static func column<Value>(
    _ name: String, of table: String, _ data: [String: Any]
  ) throws -> [Value] {
    try #require((data[table] as? [String: Any])?[name] as? [Value])
  }
}
