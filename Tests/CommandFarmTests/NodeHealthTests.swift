import CommandFarm
import Testing

@Suite struct NodeHealthTests {
  @Test func aNodeIsBadIfItFailsWhereAnotherSucceeds() {
    var health = NodeHealth(limit: 3)
    health.add("good")
    health.add("bad")
    let first = health.note(1, on: "good", succeeded: true)
    let second = health.note(2, on: "bad", succeeded: false)
    // The same task again is no further evidence.
    let third = health.note(2, on: "bad", succeeded: false)
    let fourth = health.note(3, on: "bad", succeeded: false)
    #expect(!first && !second && !third && !fourth)
    let fifth = health.note(4, on: "bad", succeeded: false)
    #expect(fifth)
  }

  @Test func nodesAreNotBlamedForTasksThatFailEverywhere() {
    var health = NodeHealth(limit: 3)
    health.add("one")
    health.add("other")
    for ordinal in 1...20 {
      let isBad = health.note(ordinal, on: ordinal % 2 == 0 ? "one" : "other", succeeded: false)
      #expect(!isBad)
    }
  }

  @Test func aSingleNodeIsNeverBad() {
    var health = NodeHealth(limit: 1)
    health.add("only")
    let isBad = health.note(1, on: "only", succeeded: false)
    #expect(!isBad)
  }

  @Test func theLastGoodNodeStays() {
    var health = NodeHealth(limit: 1)
    health.add("one")
    health.add("other")
    _ = health.note(1, on: "one", succeeded: true)
    let isBad = health.note(2, on: "other", succeeded: false)
    health.bar("other")
    let isLastBad = health.note(3, on: "one", succeeded: false)
    #expect(isBad && !isLastBad)
  }
}
