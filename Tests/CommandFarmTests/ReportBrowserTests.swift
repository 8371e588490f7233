import CommandFarm
import Foundation
import Testing

/// Reports in a real browser, one after the other.
@Suite(.serialized) struct ReportBrowserTests {
  @Test func hostileTasksAreShownAndNotObeyed() throws {
    let store = try ReportStore(count: 400)
    try store.write()
    let page = try Browser.open(store.page, fragment: "task=400")
    #expect(page.fact("errors") == "0" && page.fact("ready") == "1")
    // The data and the page's own.
    #expect(page.number("scripts") == 2 && page.count("<script") == 2)
    #expect(page.fact("hacked") == nil && page.count("<img") == 0)
    #expect(page.number("failures") == 16 && page.number("outputs") == 16)
    // In the table's rows, in the first failures and in the dialog.
    let first = "&lt;!--&lt;script&gt;"
    #expect(
      page.count("--name \(first)</pre>") > 0 && page.count("\(first)\\x00\\xff\\xc3</pre>") > 0)
    let last = "&lt;/script&gt;&lt;script&gt;document.body.dataset.hacked=1&lt;/script&gt;"
    #expect(
      page.count("--name \(last)</pre>") == 1 && page.count("\(last)\\x00\\xff\\xc3</pre>") == 2)
    #expect(page.text.contains("Task 400</h2>"))
  }

  @Test func theTableIsSearchedAndSortedByTheAddress() throws {
    let store = try ReportStore(count: 600)
    try store.write()
    let all = try Browser.open(store.page)
    #expect(all.number("tasks") == 600 && all.number("attempts") == 612)
    #expect(all.number("slots") == 16 && all.number("rows") == 600)
    // Only what is in sight is there.
    #expect((10...60).contains(all.count(#"aria-rowindex="#)))
    func rows(_ fragment: String) throws -> Int? {
      let page = try Browser.open(store.page, fragment: fragment)
      #expect(page.fact("errors") == "0")
      return page.number("rows")
    }
    #expect(try rows("search=%2359&sort=nonsense") == 1)
    #expect(try rows("state=failed&search=script") == 3)
    let plain = (1...600).filter {
      $0 % 16 / 4 == 2 && !$0.isMultiple(of: 50) && String($0).contains("5")
    }
    #expect(try rows("search=NODE2+plain+5&sort=time&order=down") == plain.count)
    let down = try Browser.open(store.page, fragment: "sort=task&order=down")
    #expect(down.text.contains("--seed 600 ") && !down.text.contains("--seed 1 "))
  }

  @Test func anEmptyStoreOpens() throws {
    let store = try ReportStore(count: 0)
    try store.write()
    let page = try Browser.open(store.page)
    #expect(page.fact("errors") == "0" && page.fact("ready") == "1")
    #expect(page.number("rows") == 0)
  }

  @Test func whatAKilledFarmLeavesOpens() throws {
    let directory = try StoreDirectory()
    let store = try StoreScript.open(directory.store, .new)
    try store.beginRun(StoreScript.run())
    let task = try store.addTask(
      StoreScript.task(1, "sleep 9"), directory: StoreScript.directory, state: .running)
    _ = try store.addTask(
      StoreScript.task(2, "true"), directory: StoreScript.directory, state: .waiting)
    try store.record(StoreScript.attempt(1, task: task, reason: "running"))
    try store.close()
    var bytes: [UInt8] = []
    try StoreReader(path: directory.store).report(version: "1") { bytes += $0 }
    try directory.write(bytes, to: "report.html")
    let page = try Browser.open(directory.path + "/report.html", fragment: "task=2")
    #expect(page.fact("errors") == "0" && page.fact("ready") == "1" && page.number("rows") == 2)
  }

  /// With `MPISUM_FULL` of 1, as by `make test-full`, within three seconds.
  @Test func aHundredThousandTasksOpen() throws {
    let store = try ReportStore(count: 100_000, slots: 64)
    let size = try store.write().count
    #expect(size < 30_000_000, "\(size) bytes")
    let page = try Browser.open(store.page, fragment: "search=99")
    #expect(page.fact("errors") == "0")
    #expect(page.number("tasks") == 100_000 && page.number("attempts") == 102_000)
    let numbers = (1...100_000).filter { String($0).contains("99") }
    #expect(page.number("rows") == numbers.count)
    if ProcessInfo.processInfo.environment["MPISUM_FULL"] == "1" {
      let milliseconds = try #require(page.number("milliseconds"))
      #expect(milliseconds < 3000)
    }
  }
}
