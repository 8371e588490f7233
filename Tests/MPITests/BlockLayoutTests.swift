import MPI
import Testing

extension MPITests {
  @Suite struct BlockLayoutTests {
    @Test func blocksFollowOneAnother() throws {
      let layout = try BlockLayout(counts: [2, 0, 3])
      #expect(layout.blockCount == 3)
      #expect(layout.count == 5)
      #expect([layout[0], layout[1], layout[2]] == [0..<2, 2..<2, 2..<5])
    }

    @Test func blocksLieWhereTheOffsetsSay() throws {
      let layout = try BlockLayout(counts: [2, 3], offsets: [10, 0])
      #expect(layout.count == 12)
      #expect(layout[0] == 10..<12)
      #expect(layout[1] == 0..<3)
    }

    @Test func blocksBeyondWhatMPICanNumberThrow() throws {
      _ = try MPITests.world()
      let half = 1 << 30
      #expect(try BlockLayout(counts: [half, half - 1]).count == Int(Int32.max))
      for counts in [[half, half], [Int.max], [Int.max, Int.max, 1]] {
        do throws(MPIError) {
          _ = try BlockLayout(counts: counts)
          Issue.record("\(counts) was laid out")
        } catch {
          #expect(error.code == .count)
        }
      }
    }
  }
}
