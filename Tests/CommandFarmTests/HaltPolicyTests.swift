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
}
