import Foundation
import Testing

extension EndToEnd {
  /// `farm status` by the status file that a farm writes.
  @Suite struct FarmStatusTests {
    /// The process of the tests stands for that of a farm.
    private func status(
      state: String, silence: Double = 0, pid: Int32 = getpid(), host: String? = nil,
      verdict: Int? = nil, arguments: [String] = []
    ) throws -> Run {
      let folder = FileManager.default.temporaryDirectory
        .appendingPathComponent("mpisum-status-\(UUID().uuidString)")
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      defer { try? FileManager.default.removeItem(at: folder) }
      let now = Date().timeIntervalSince1970
      let document = """
        {"schema":"mpisum.farm.status/1","store":"t.farm","state":"\(state)","pid":\(pid),
        "host":"\(host ?? ProcessInfo.processInfo.hostName)","started":\(now - 100),
        "heartbeat":\(now - silence),
        "tasks":{"read":10,"succeeded":4,"failed":1,"skipped":0,"running":2},"slots":2,"ranks":1,
        "rate":0.5,"seconds_left":3725,"verdict":\(verdict.map(String.init) ?? "null"),"end":null}
        """
      let store = folder.appendingPathComponent("t.farm").path
      try document.write(toFile: store + ".status.json", atomically: false, encoding: .utf8)
      return try Run.mpisum(["farm", "status", store] + arguments, ranks: 0)
    }

    @Test func aRunningFarmIsNoFailure() throws {
      let run = try status(state: "running")
      #expect(run.status == 0)
      #expect(run.output.contains("running\n"))
      #expect(run.output.contains("5 of 10 done, 4 succeeded, 1 failed, 2 running, 3 queued"))
      #expect(run.output.contains("1:02:05"))
      #expect(run.error.isEmpty)
    }

    @Test func theVerdictIsTheExitStatus() throws {
      for verdict in [0, 1, 3, 4, 5] {
        let run = try status(state: "ended", silence: 1e6, verdict: verdict)
        #expect(Int(run.status) == verdict)
        #expect(run.output.contains("\(verdict) ("))
      }
    }

    @Test func aFarmWhoseProcessIsGoneIsLost() throws {
      // No process has this number: Linux gives none above 2^22.
      let run = try status(state: "running", pid: 1 << 23)
      #expect(run.status == 5)
      #expect(run.output.contains("gone"))
      // On another machine its number says nothing.
      #expect(try status(state: "running", pid: 1 << 23, host: "elsewhere").status == 0)
    }

    @Test func aSilentFarmIsLost() throws {
      let run = try status(state: "running", silence: 1000, host: "elsewhere")
      #expect(run.status == 5)
      #expect(run.output.contains("no sign of life for 10"))
      let hesitant = try status(state: "draining", silence: 20, host: "elsewhere")
      #expect(hesitant.status == 0)
      #expect(hesitant.output.contains("no sign of life for 2"))
    }

    @Test func theJSONHasAllMembers() throws {
      let run = try status(state: "running", arguments: ["--json"])
      #expect(run.output.split(separator: "\n").count == 1)
      let object = try #require(
        try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
      let members: Set = [
        "schema", "store", "state", "pid", "host", "started", "heartbeat", "tasks", "slots",
        "ranks", "rate", "seconds_left", "verdict", "end",
      ]
      #expect(Set(object.keys) == members)
      let tasks = try #require(object["tasks"] as? [String: Int])
      #expect(tasks["queued"] == 3 && tasks["done"] == 5)
    }
  }
}
