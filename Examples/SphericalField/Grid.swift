/// A grid of radius × polar angle θ × azimuth φ.
public struct Grid: Hashable, Sendable {
  /// The number of radii, the first axis.
  public let radii: Int
  /// The number of polar angles, the second axis.
  public let polarAngles: Int
  /// The number of azimuths, the last axis, along which memory is contiguous.
  public let azimuths: Int

  /// A grid with so many points along each axis.
  public init(radii: Int, polarAngles: Int, azimuths: Int) {
    precondition(radii > 0 && polarAngles > 0 && azimuths > 0, "an axis has at least one point")
    self.radii = radii
    self.polarAngles = polarAngles
    self.azimuths = azimuths
  }

  /// The grid that a text such as `500x300x800` means; nil if it means none.
  public init?(_ text: String) {
    let parts = text.split(separator: "x", omittingEmptySubsequences: false)
    let sizes = parts.compactMap { Int($0) }.filter { (1...Self.mostPoints).contains($0) }
    guard parts.count == 3, sizes.count == 3,
      // In floating point, since the product of three may be more than an Int holds.
      sizes.map(Double.init).reduce(1, *) <= Double(Self.mostPoints)
    else { return nil }
    self.init(radii: sizes[0], polarAngles: sizes[1], azimuths: sizes[2])
  }

  /// What the points of a grid that is read from a text may be: 10¹², which are 48 TB.
  public static let mostPoints = 1_000_000_000_000

  /// The number of points.
  public var points: Int { radii * polarAngles * azimuths }

  /// The polar angle of a place on the second axis, in radians: the middles of equal parts of 0 to π.
  public func polarAngle(_ index: Int) -> Double {
    (Double(index) + 0.5) * .pi / Double(polarAngles)
  }

  /// The azimuth of a place on the last axis, in radians: from 0, up to 2π.
  public func azimuth(_ index: Int) -> Double {
    Double(index) * 2 * .pi / Double(azimuths)
  }
}

extension Grid: CustomStringConvertible {
  /// The text that the grid is read from.
  public var description: String { "\(radii)x\(polarAngles)x\(azimuths)" }
}
