import Foundation
import TestSupport
import Testing

extension FarmRuns {
  /// A store that was cut or damaged is refused and left as it is, or recovered; it never lies.
  @Suite struct TornStoreTests {
    static let count = 30
    static let effects = TaskList.quickEffects(1...count) + ["big"]
    static let tasks =
      TaskList.quick(1...count) + ["seq 1 9000; echo big >>effects"]

    /// A finished store of some tasks; no tests change it.
    private func finished() throws -> FarmFolder {
      let folder = try FarmFolder()
      try folder.write("tasks", TaskList.text(Self.tasks))
      let result = try folder.run(["tasks", "--quiet"] + FarmFolder.store, ranks: 0)
      #expect(result.status == 0, "\(result)")
      return folder
    }

    @Test func cutAnywhereItIsRefusedOrRight() throws {
      let folder = try finished()
      let whole = try #require(folder.read("farm.db"))
      let right = try folder.document(["--output"])
      var generator = Generator(seed: 7)
      var cuts = [1, 15, 16, 99, 100, 4096, 8192, whole.count - 4096, whole.count - 1]
      cuts += (0..<12).map { _ in Int.random(in: 1..<whole.count, using: &generator) }
      cuts += (0..<6).map { _ in Int.random(in: 1..<whole.count / 4096, using: &generator) * 4096 }
      for cut in cuts where cut > 0 && cut < whole.count {
        try expectRefusedOrRight(
          whole.prefix(cut), "cut at \(cut) of \(whole.count)", like: right, in: folder)
      }
    }

    @Test func aFlippedBitIsRefusedOrHarmless() throws {
      let folder = try finished()
      let whole = try #require(folder.read("farm.db"))
      let right = try folder.document(["--output"])
      var generator = Generator(seed: 8)
      for _ in 0..<20 {
        let place = Int.random(in: 0..<whole.count, using: &generator)
        var damaged = whole
        damaged[place] ^= UInt8(1) << UInt8.random(in: 0..<8, using: &generator)
        try expectRefusedOrRight(
          damaged, "flipped at \(place)", like: right, outputsOnly: true, in: folder)
      }
    }

    @Test func foreignFilesAreRefusedUntouched() throws {
      let folder = try FarmFolder()
      try folder.write("tasks", TaskList.text(TaskList.quick(1...3)))
      let foreign: [(String, Data)] = [
        ("text", Data("not a store\n".utf8)), ("zeros", Data(count: 8192)),
        ("joblog", Data("Seq\tHost\tStarttime\n".utf8)),
      ]
      for (name, bytes) in foreign {
        try folder.write(name, bytes)
        let result = try folder.run(["tasks", "--resume", "--store", name], ranks: 0)
        #expect(result.status != 0, "\(name): \(result)")
        #expect(result.errors.contains(name), "\(result)")
        #expect(folder.read(name) == bytes)
        #expect(try folder.run(["show", name], ranks: 0).status != 0)
      }
      #expect(folder.counts().isEmpty)
      #expect(folder.names == ["joblog", "tasks", "text", "zeros"])
    }

    @Test(.enabled(if: Self.hasSQLite, "the program sqlite3, which makes another's database"))
    func anotherProgramsDatabaseIsRefusedUntouched() throws {
      let folder = try FarmFolder()
      try folder.write("tasks", TaskList.text(TaskList.quick(1...3)))
      _ = try folder.shell("sqlite3 other.db 'create table task(id); insert into task values (1)'")
      let bytes = try #require(folder.read("other.db"))
      let result = try folder.run(["tasks", "--resume", "--store", "other.db"], ranks: 0)
      #expect(result.status != 0 && result.errors.contains("other.db"), "\(result)")
      #expect(folder.read("other.db") == bytes)
      #expect(folder.counts().isEmpty)
    }

    /// A farm that was killed leaves its log beside the store, which is cut at random too.
    @Test func aCutLogIsRecovered() throws {
      let folder = try FarmFolder()
      let tasks = TaskList.quick(1...400).map { "sleep 0.005; " + $0 }
      try folder.write("tasks", TaskList.text(tasks))
      let arguments = ["tasks", "--slots", "2", "--resume", "--quiet", "--durable"]
      let job = try folder.start(arguments + FarmFolder.store, ranks: 0)
      try folder.wait(for: "200 effects", during: job) { folder.counts().count >= 200 }
      try folder.launcher(of: job).send(SIGKILL)
      _ = folder.end(of: job)
      folder.waitUntilAlone()
      let (main, log) = (try #require(folder.read("farm.db")), folder.read("farm.db-wal") ?? Data())
      #expect(!log.isEmpty)
      var generator = Generator(seed: 9)
      for round in 0..<6 {
        try folder.write("farm.db", main)
        let cut = round == 0 ? 0 : Int.random(in: 0..<max(log.count, 1), using: &generator)
        try folder.write("farm.db-wal", log.prefix(cut))
        try? FileManager.default.removeItem(atPath: folder.path("effects"))
        let result = try folder.run(arguments + FarmFolder.store, ranks: 0)
        if result.status == 0 {
          // What the store believed done is not done again; all else is.
          let done = try folder.attempts().filter(\.isSuccess)
          #expect(Set(done.map(\.ordinal)).count == 400 && done.count == 400, "cut at \(cut)")
        } else {
          #expect(result.errors.contains("farm.db"), "cut at \(cut): \(result)")
          #expect(folder.counts().isEmpty)
        }
      }
    }

    /// Looks at a damaged store, then resumes with it.
    private func expectRefusedOrRight(
      _ bytes: Data, _ what: String, like right: ShowDocument, outputsOnly: Bool = false,
      in folder: FarmFolder
    ) throws {
      try folder.write("torn.db", bytes)
      defer { try? FileManager.default.removeItem(atPath: folder.path("torn.db")) }
      let show = try folder.run(["show", "torn.db", "--json", "--output"], ranks: 0)
      if show.status == 0 {
        let document = try JSONDecoder().decode(ShowDocument.self, from: show.bytes)
        for (task, other) in zip(document.tasks, right.tasks) {
          #expect(task.attempts.map(\.output) == other.attempts.map(\.output), "\(what)")
          #expect(task.attempts.map(\.errors) == other.attempts.map(\.errors), "\(what)")
        }
        #expect(document.tasks.count == right.tasks.count, "\(what)")
      } else {
        #expect(show.errors.contains("torn.db"), "\(what): \(show)")
      }
      #expect(folder.read("torn.db") == bytes, "\(what): looking has changed it")
      let before = folder.counts()
      let run = try folder.run(
        ["tasks", "--resume", "--quiet", "--store", "torn.db"], ranks: 0)
      if run.status == 0 {
        #expect(show.status == 0, "\(what): shown as bad, yet resumed")
        #expect(outputsOnly || folder.counts() == before, "\(what): done again")
      } else {
        #expect(run.errors.contains("torn.db"), "\(what): \(run)")
        #expect(folder.read("torn.db") == bytes, "\(what): refused, but changed")
        #expect(folder.counts() == before, "\(what): refused, but run")
      }
      for name in folder.names where name.hasPrefix("torn.db-") {
        #expect(Bool(false), "\(what): \(name) is left")
        try? FileManager.default.removeItem(atPath: folder.path(name))
      }
    }

    private static let hasSQLite = FileManager.default.isExecutableFile(atPath: "/usr/bin/sqlite3")
  }
}
