import CommandFarm
import Testing

@Suite struct RetryConditionTests {
  @Test func exitStatusesAreListedOrRanges() throws {
    let condition = try #require(RetryCondition(text: "exit:75,exit:1-9"))
    for exit in [1, 5, 9, 75] {
      #expect(condition.includes(exit: exit, signal: 0, timedOut: false))
    }
    for exit in [10, 74, 76, 255] {
      #expect(!condition.includes(exit: exit, signal: 0, timedOut: false))
    }
    #expect(!condition.includes(exit: 0, signal: 9, timedOut: false))
    #expect(!condition.includes(exit: 75, signal: 0, timedOut: true))
  }

  @Test func aSignalIsOneOrAny() throws {
    let any = try #require(RetryCondition(text: "signal"))
    #expect(any.includes(exit: 0, signal: 11, timedOut: false))
    #expect(!any.includes(exit: 1, signal: 0, timedOut: false))
    #expect(!any.includes(exit: 0, signal: 15, timedOut: true))
    for text in ["signal:9", "signal:KILL", "signal:sigkill"] {
      let kill = try #require(RetryCondition(text: text))
      #expect(kill.includes(exit: 0, signal: 9, timedOut: false))
      #expect(!kill.includes(exit: 0, signal: 15, timedOut: false))
    }
  }

  @Test func timeOutsAreTheirOwnKind() throws {
    let condition = try #require(RetryCondition(text: "timeout"))
    #expect(condition.includes(exit: 0, signal: 15, timedOut: true))
    #expect(!condition.includes(exit: 0, signal: 15, timedOut: false))
  }

  @Test func exitAloneIsAnyFailure() throws {
    let condition = try #require(RetryCondition(text: "exit"))
    #expect(condition.includes(exit: 255, signal: 0, timedOut: false))
    #expect(!condition.includes(exit: 0, signal: 6, timedOut: false))
  }

  @Test(arguments: [
    "", ",", "exit:", "exit:0", "exit:256", "exit:9-1", "exit:1-", "exit:-1", "exit:1-2-3", "75",
    "signal:0", "signal:65", "signal:NONE", "timeout:5", "exit:1,", "lost",
  ])
  func anythingElseIsNone(_ text: String) {
    #expect(RetryCondition(text: text) == nil)
  }
}
