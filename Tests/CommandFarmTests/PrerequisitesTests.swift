import CommandFarm
import Testing

@Suite struct PrerequisitesTests {
  private func task(_ ordinal: Int, name: String? = nil, after: [Int] = []) -> LiveTask {
    var task = FarmTask(ordinal: ordinal, command: Array("true".utf8))
    task.settings.name = name
    task.settings.after = after
    return LiveTask(task, row: nil, attempts: 0, retries: 0)
  }

  @Test func aTaskWaitsForAllThatItNames() {
    var prerequisites = Prerequisites()
    let (first, second) = (task(1, name: "a"), task(2, name: "b"))
    let third = task(3, after: [1, 2])
    for task in [first, second] {
      guard case .ready = prerequisites.add(task) else {
        Issue.record("a task without prerequisites waits")
        return
      }
    }
    guard case .wait(2) = prerequisites.add(third) else {
      Issue.record("a task does not wait")
      return
    }
    #expect(prerequisites.end(first.task, succeeded: true).ready.isEmpty)
    #expect(prerequisites.count == 1)
    #expect(prerequisites.end(second.task, succeeded: true).ready.map(\.task.ordinal) == [3])
    #expect(prerequisites.count == 0)
  }

  @Test func aTaskIsSkippedOnceIfOneOfThoseBeforeItFails() {
    var prerequisites = Prerequisites()
    let (first, second) = (task(1, name: "a"), task(2, name: "b"))
    _ = prerequisites.add(first)
    _ = prerequisites.add(second)
    _ = prerequisites.add(task(3, after: [1, 2]))
    #expect(prerequisites.end(first.task, succeeded: false).skipped.map(\.task.ordinal) == [3])
    #expect(prerequisites.end(second.task, succeeded: true).ready.isEmpty)
    #expect(prerequisites.count == 0)
    guard case .skip = prerequisites.add(task(4, after: [1])) else {
      Issue.record("a task after a failed one is run")
      return
    }
  }

  @Test func whatWaitsForAPostponedTaskIsPostponed() {
    var prerequisites = Prerequisites()
    let first = task(1, name: "a")
    _ = prerequisites.add(first)
    _ = prerequisites.add(task(2, name: "b", after: [1]))
    _ = prerequisites.add(task(3, after: [2]))
    #expect(prerequisites.postpone(first.task).map(\.task.ordinal) == [2, 3])
    #expect(prerequisites.count == 0)
    guard case .postpone = prerequisites.add(task(4, name: "d", after: [2])),
      case .postpone = prerequisites.add(task(5, after: [4]))
    else {
      Issue.record("a task after a postponed one is not postponed")
      return
    }
  }

  @Test func aTaskThatEarlierRunsHaveDoneNeedNotBeWaitedFor() {
    var prerequisites = Prerequisites()
    prerequisites.note(task(1, name: "a").task, succeeded: true)
    guard case .ready = prerequisites.add(task(2, after: [1])) else {
      Issue.record("a task waits for one that is done")
      return
    }
  }
}
