import MPI
import Testing

extension MPITests {
  @Suite struct CodableTests {
    struct Configuration: Codable, Equatable {
      var name: String
      var limit: Double
      var weights: [Double]
      var depth: Int?
    }

    enum Unwilling: Error { case always }

    /// Something that cannot be encoded.
    struct Stubborn: Codable {
      init() {}
      init(from decoder: any Decoder) throws { throw Unwilling.always }
      func encode(to encoder: any Encoder) throws { throw Unwilling.always }
    }

    let configuration = Configuration(
      name: "\"Größe\"\n", limit: .infinity,
      weights: [0.1, -.infinity, .leastNonzeroMagnitude, .greatestFiniteMagnitude, 1e23], depth: nil
    )

    @Test func everyRankGetsTheRootsValue() throws {
      let world = try MPITests.world()
      for root in 0..<world.size {
        let mine = world.rank == root ? configuration : nil
        #expect(try world.broadcastCodable(mine, root: root) == configuration)
        #expect(try world.broadcastCodable(world.rank == root ? 5 : nil, root: root) == 5)
      }
    }

    @Test(.enabled(if: MPITests.hasNeighbour)) func aValueIsSentAndReceived() throws {
      let world = try MPITests.world()
      let (left, right) = MPITests.neighbours(world)
      try world.sendCodable(configuration, to: right, tag: 3)
      #expect(try world.receiveCodable(Configuration.self, from: left, tag: 3) == configuration)
    }

    @Test(.enabled(if: MPITests.hasNeighbour)) func notANumberAndMinusZeroSurvive() throws {
      let world = try MPITests.world()
      let (left, right) = MPITests.neighbours(world)
      try world.sendCodable([Double.nan, -0.0], to: right)
      let values = try world.receiveCodable([Double].self, from: left)
      #expect(values.count == 2)
      #expect(values[0].isNaN)
      #expect(values[1].bitPattern == (-0.0).bitPattern)
    }

    @Test func aRootThatCannotEncodeHangsNobody() throws {
      let world = try MPITests.world()
      do throws(MPIError) {
        _ = try world.broadcastCodable(world.rank == 0 ? Stubborn() : nil)
        Issue.record("the value was encoded")
      } catch {
        #expect(error.code == .coding)
      }
    }

    @Test(.enabled(if: MPITests.hasNeighbour)) func aMessageThatIsNoSuchValueThrows() throws {
      let world = try MPITests.world()
      let (left, right) = MPITests.neighbours(world)
      try world.send([UInt8]("{".utf8), to: right)
      do throws(MPIError) {
        _ = try world.receiveCodable(Int.self, from: left)
        Issue.record("half an object was decoded")
      } catch {
        #expect(error.code == .coding)
        #expect(error.function == "JSONDecoder")
      }
    }

    @Test func aValueIsDecodedWhereItLies() throws {
      _ = try MPITests.world()
      let bytes = [UInt8]("[]".utf8) + (try JSONCoding.encode(configuration)) + [UInt8(ascii: "]")]
      let value = try bytes.withUnsafeBytes { all throws(MPIError) in
        let part = UnsafeRawBufferPointer(rebasing: all.dropFirst(2).dropLast())
        return try JSONCoding.decode(Configuration.self, from: part)
      }
      #expect(value == configuration)
    }

    @Test func noBytesAreNoValue() throws {
      _ = try MPITests.world()
      let nothing = UnsafeRawBufferPointer(start: nil, count: 0)
      do throws(MPIError) {
        _ = try JSONCoding.decode([Int].self, from: nothing)
        Issue.record("nothing was decoded")
      } catch {
        #expect(error.code == .coding)
      }
    }
  }
}
