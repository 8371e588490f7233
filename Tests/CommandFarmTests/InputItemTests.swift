import CommandFarm
import Testing

@Test func aTaskHasNoSettingsOfItsOwn() {
  #expect(FarmTask(ordinal: 1, command: Array("true".utf8)).settings == TaskSettings())
}
