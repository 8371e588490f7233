import CommandFarm
import Testing

@Suite struct NodeHealthTests {
  /// Notes ends of different tasks on a node, and returns the last advice as text.
  private func note(
    _ ordinals: ClosedRange<Int>, _ host: String, _ succeeded: Bool, _ health: inout NodeHealth
  ) -> [String] {
    var texts: [String] = []
    for ordinal in ordinals {
      texts = health.note(ordinal, on: host, succeeded: succeeded)
        .map { "\($0.host) \($0.advice)" }.sorted()
    }
    return texts
  }

  private func health(_ hosts: String..., limit: Int = 3) -> NodeHealth {
    var health = NodeHealth(limit: limit)
    for host in hosts { health.add(host) }
    return health
  }

  @Test func aNodeIsBadIfItFailsWhereAnotherSucceeds() {
    var health = health("good", "bad")
    #expect(note(1...1, "good", true, &health) == [])
    #expect(note(2...2, "bad", false, &health) == [])
    // The same task again is no further evidence.
    #expect(note(2...2, "bad", false, &health) == [])
    #expect(note(3...3, "bad", false, &health) == [])
    #expect(note(4...4, "bad", false, &health) == ["bad bar"])
    #expect(note(5...9, "bad", false, &health) == [])
  }

  @Test func aNodeThatFailsFirstIsHeldBackUntilAnotherSucceeds() {
    var health = health("slow", "bad")
    #expect(note(1...3, "bad", false, &health) == ["bad hold"])
    #expect(note(4...5, "bad", false, &health) == [])
    #expect(note(6...6, "slow", true, &health) == ["bad bar"])
  }

  @Test func aNodeThatIsHeldBackIsGivenTasksAgainIfOneOfItsOwnSucceeds() {
    var health = health("slow", "lucky")
    #expect(note(1...3, "lucky", false, &health) == ["lucky hold"])
    #expect(note(4...4, "lucky", true, &health) == ["lucky release"])
    #expect(note(5...5, "slow", true, &health) == [])
  }

  @Test func nodesAreNotBlamedForTasksThatFailEverywhere() {
    var health = health("one", "other")
    #expect(note(1...3, "one", false, &health) == ["one hold"])
    #expect(note(4...6, "other", false, &health) == ["one release"])
    #expect(note(7...20, "one", false, &health) == [])
    #expect(note(21...40, "other", false, &health) == [])
    #expect(note(41...41, "one", true, &health) == [])
    #expect(note(42...42, "other", false, &health) == ["other bar"])
  }

  @Test func aSingleNodeIsNeverBad() {
    var health = health("only", limit: 1)
    #expect(note(1...9, "only", false, &health) == [])
  }

  @Test func theLastNodeIsNotHeldBack() {
    var health = health("one", "other")
    #expect(note(1...3, "one", false, &health) == ["one hold"])
    #expect(health.bar("other") == ["one"])
    #expect(note(4...9, "one", false, &health) == [])
  }
}
