import MPI
import Testing

extension MPITests {
  @Suite struct EnvironmentTests {
    @Test func theLibraryNamesItself() {
      let name = Environment.libraryName
      #expect(name.hasPrefix("Open MPI v") || name.hasPrefix("MPICH "))
      #expect(!name.contains(","))
      #expect(!Environment.libraryVersion.contains { $0.isNewline })
      #expect(Environment.standardVersion.major >= 3)
    }

    @Test func theSessionIsAsItWasStarted() throws {
      _ = try MPITests.world()
      #expect(Environment.isInitialized)
      #expect(!Environment.isFinalized)
      #expect(Environment.threadLevel >= .serialized)
      #expect(!Environment.processorName.isEmpty)
    }

    @Test func theClockRunsForwardInSmallSteps() throws {
      _ = try MPITests.world()
      let start = Environment.wallTime()
      #expect(Environment.wallTime() >= start)
      #expect(Environment.wallTimeResolution > 0)
      #expect(Environment.wallTimeResolution < 0.01)
    }

    @Test func threadLevelsAreOrdered() {
      #expect(ThreadLevel.allCases == [.single, .funneled, .serialized, .multiple])
      #expect(ThreadLevel.allCases.sorted() == ThreadLevel.allCases)
    }
  }
}
