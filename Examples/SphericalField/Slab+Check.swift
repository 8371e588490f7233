extension Slab {
  /// A number that changes if any bit of any Cartesian component does, or if two change places.
  ///
  /// That of the grid is the sum of its slabs', modulo 2⁶⁴, however the grid is split.
  public var checksum: UInt64 {
    var sum: UInt64 = 0
    for row in rows {
      for column in 0..<grid.azimuths {
        let velocity = cartesian(row, column)
        let number = 6 &* UInt64(row * grid.azimuths + column)
        sum &+= velocity.a.bitPattern &* (number &+ 1)
        sum &+= velocity.b.bitPattern &* (number &+ 3)
        sum &+= velocity.c.bitPattern &* (number &+ 5)
      }
    }
    return sum
  }

  /// The greatest difference between a Cartesian component and its scalar evaluation.
  ///
  /// - Parameter step: every how-manieth point of the whole grid is evaluated; 1 is all.
  /// - Returns: the difference; 0 where the slab has no such point.
  public func greatestDeviation(every step: Int) -> Double {
    var greatest = 0.0
    let first = (rows.lowerBound * grid.azimuths + step - 1) / step * step
    for point in stride(from: first, to: rows.upperBound * grid.azimuths, by: step) {
      let (row, column) = point.quotientAndRemainder(dividingBy: grid.azimuths)
      let expected = Vector.spherical(atPoint: point)
        .cartesian(θ: grid.polarAngle(row % grid.polarAngles), φ: grid.azimuth(column))
      greatest = max(greatest, cartesian(row, column).distance(to: expected))
    }
    return greatest
  }

  /// What ``greatestDeviation(every:)`` may be: components are at most 1, so that some sixteen
  /// roundings, on both ways together, of numbers below 2 make less than 2⁻⁴⁹.
  public static var tolerance: Double { 0x1p-49 }

  /// The Cartesian velocity at a place.
  func cartesian(_ row: Int, _ column: Int) -> Vector {
    let index = (row - rows.lowerBound) * width + column / 8
    return Vector(x[index][column % 8], y[index][column % 8], z[index][column % 8])
  }
}
