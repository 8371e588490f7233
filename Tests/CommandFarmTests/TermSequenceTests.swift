import CommandFarm
import Testing

@Suite struct TermSequenceTests {
  @Test func theStandardReadsAsGNUParallelWritesIt() throws {
    let sequence = try #require(TermSequence(text: "TERM,200,TERM,100,TERM,50,KILL,25"))
    #expect(sequence.steps.map(\.signal) == TermSequence.standard.steps.map(\.signal))
    #expect(sequence.steps.map(\.milliseconds) == TermSequence.standard.steps.map(\.milliseconds))
  }

  @Test func signalsHaveNamesAndNumbers() throws {
    let sequence = try #require(TermSequence(text: "SIGINT,1000,usr1,0,15,5,KILL"))
    #expect(sequence.steps.map(\.signal) == [2, 10, 15, 9])
    #expect(sequence.steps.map(\.milliseconds) == [1000, 0, 5, 0])
  }

  @Test(arguments: ["", "TERM,", "TERM,x", "TERM,-1", "200,TERM", "TERM,,KILL", "TERM 200", "0,5"])
  func anythingElseIsNone(_ text: String) {
    #expect(TermSequence(text: text) == nil)
  }
}
