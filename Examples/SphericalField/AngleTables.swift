import Glibc

/// The sines and cosines of a grid's angles, computed once for each place on an axis.
public struct AngleTables: Sendable {
  let sinθ: [Double]
  let cosθ: [Double]
  /// Eight azimuths a vector; the last vector is filled up with zeros.
  let sinφ: [SIMD8<Double>]
  let cosφ: [SIMD8<Double>]

  /// The tables of a grid.
  public init(_ grid: Grid) {
    sinθ = (0..<grid.polarAngles).map { sin(grid.polarAngle($0)) }
    cosθ = (0..<grid.polarAngles).map { cos(grid.polarAngle($0)) }
    sinφ = Self.vectors(grid) { sin(grid.azimuth($0)) }
    cosφ = Self.vectors(grid) { cos(grid.azimuth($0)) }
  }

  private static func vectors(_ grid: Grid, _ value: (Int) -> Double) -> [SIMD8<Double>] {
    var vectors = [SIMD8<Double>](repeating: .zero, count: (grid.azimuths + 7) / 8)
    for index in 0..<grid.azimuths { vectors[index / 8][index % 8] = value(index) }
    return vectors
  }
}
