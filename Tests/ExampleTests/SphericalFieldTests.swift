import SphericalField
import Testing

/// The conversion, on whole slabs.
@Suite struct SphericalFieldTests {
  /// The last axis is shorter than a vector, a multiple of one, and neither.
  static let grids = [
    Grid(radii: 1, polarAngles: 1, azimuths: 1), Grid(radii: 2, polarAngles: 3, azimuths: 7),
    Grid(radii: 4, polarAngles: 5, azimuths: 16), Grid(radii: 3, polarAngles: 10, azimuths: 83),
  ]

  static func slab(_ rows: Range<Int>, of grid: Grid) -> Slab {
    Slab(rows: rows, of: grid, tables: AngleTables(grid))
  }

  @Test(arguments: grids) func everyPointAgreesWithTheScalarEvaluation(grid: Grid) {
    var slab = Self.slab(0..<grid.radii * grid.polarAngles, of: grid)
    // What is not converted is found out.
    #expect(slab.greatestDeviation(every: 1) > 1e-3)
    slab.convert()
    #expect(slab.greatestDeviation(every: 1) <= Slab.tolerance)
  }

  @Test(arguments: grids) func checksumDoesNotDependOnTheSplit(grid: Grid) {
    let rows = grid.radii * grid.polarAngles
    var whole = Self.slab(0..<rows, of: grid)
    let before = whole.checksum
    whole.convert()
    #expect(whole.checksum != before)
    for cut in 0...rows {
      var sum: UInt64 = 0
      for part in [0..<cut, cut..<rows] {
        var slab = Self.slab(part, of: grid)
        slab.convert()
        sum &+= slab.checksum
      }
      #expect(sum == whole.checksum, "cut at \(cut)")
    }
  }

  @Test func sampledDeviationIsThatOfThePointsOfTheWholeGrid() {
    let grid = Grid(radii: 4, polarAngles: 5, azimuths: 16)
    // Points 0, 100, 200 and 300 of 320; the slab holds 160 to 319, unconverted.
    let slab = Self.slab(10..<20, of: grid)
    let all = slab.greatestDeviation(every: 1)
    let some = slab.greatestDeviation(every: 100)
    #expect(some > 0 && some <= all)
    #expect(slab.greatestDeviation(every: 320) == 0)
  }

  @Test(arguments: [
    "", "500", "500x300", "500x300x800x2", "0x1x1", "-1x2x3", "1.5x2x3", "axbxc", "1xx2",
    "10000000x10000000x10000000",
  ])
  func textsThatAreNoGridAreRefused(text: String) {
    #expect(Grid(text) == nil)
  }

  @Test func gridReadsWhatItPrints() {
    let grid = Grid(radii: 500, polarAngles: 300, azimuths: 800)
    #expect(grid.description == "500x300x800")
    #expect(Grid(grid.description) == grid)
  }
}
