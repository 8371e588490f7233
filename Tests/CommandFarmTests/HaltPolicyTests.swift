import CommandFarm
import Testing

@Suite struct HaltPolicyTests {
  @Test(arguments: [
    ("now,fail=1", HaltPolicy(when: .now, why: .fail, threshold: .count(1))),
    ("soon,success=3", HaltPolicy(when: .soon, why: .success, threshold: .count(3))),
    ("soon,done=50%", HaltPolicy(when: .soon, why: .done, threshold: .percent(50))),
    ("now,fail=2.5%", HaltPolicy(when: .now, why: .fail, threshold: .percent(2.5))),
    ("1", HaltPolicy(when: .soon, why: .fail, threshold: .count(1))),
    ("2", HaltPolicy(when: .now, why: .fail, threshold: .count(1))),
    ("-1", HaltPolicy(when: .soon, why: .success, threshold: .count(1))),
    ("-2", HaltPolicy(when: .now, why: .success, threshold: .count(1))),
    ("10%", HaltPolicy(when: .soon, why: .fail, threshold: .percent(10))),
  ])
  func gnuParallelsWordsAreRead(_ text: String, _ policy: HaltPolicy) {
    #expect(HaltPolicy(text: text) == policy)
  }

  @Test(arguments: [
    "", "now", "now,fail", "now,fail=", "now,fail=0", "now,fail=-1", "now,fail=0%", "now,fail=101%",
    "later,fail=1", "now,failed=1", "now,fail=1,", "now,fail=1=2", "NOW,fail=1", "now, fail=1", "3",
    "0%", "never", "now,fail=inf%", "%", "soon,fail=1.5",
  ])
  func anythingElseIsNone(_ text: String) {
    #expect(HaltPolicy(text: text) == nil)
  }

  @Test func aCountIsOfTheTasksInQuestion() throws {
    let fail = try #require(HaltPolicy(text: "now,fail=2"))
    #expect(!fail.isReached(succeeded: 9, failed: 1, total: nil))
    #expect(fail.isReached(succeeded: 0, failed: 2, total: nil))
    let success = try #require(HaltPolicy(text: "now,success=2"))
    #expect(!success.isReached(succeeded: 1, failed: 9, total: nil))
    #expect(success.isReached(succeeded: 2, failed: 0, total: nil))
    let done = try #require(HaltPolicy(text: "now,done=2"))
    #expect(done.isReached(succeeded: 1, failed: 1, total: nil))
  }

  @Test func aPercentageIsOfAllTasks() throws {
    let policy = try #require(HaltPolicy(text: "soon,fail=10%"))
    #expect(!policy.isReached(succeeded: 0, failed: 9, total: 100))
    #expect(policy.isReached(succeeded: 0, failed: 10, total: 100))
    #expect(!policy.isReached(succeeded: 0, failed: 10, total: nil))
  }

  @Test func aPercentageWaitsForThreeTasks() throws {
    let policy = try #require(HaltPolicy(text: "now,fail=10%"))
    #expect(!policy.isReached(succeeded: 1, failed: 1, total: 5))
    #expect(policy.isReached(succeeded: 2, failed: 1, total: 5))
    #expect(policy.isReached(succeeded: 0, failed: 1, total: 1))
    #expect(!policy.isReached(succeeded: 0, failed: 0, total: 0))
  }
}
