import Glibc

/// Three components of a velocity: (v_r, v_θ, v_φ) or (v_x, v_y, v_z).
struct Vector {
  var a, b, c: Double

  init(_ a: Double, _ b: Double, _ c: Double) {
    (self.a, self.b, self.c) = (a, b, c)
  }

  /// The spherical components that this example puts at a point.
  static func spherical(atPoint point: Int) -> Vector {
    Vector(
      noise(atPoint: point, axis: 0), noise(atPoint: point, axis: 1), noise(atPoint: point, axis: 2)
    )
  }

  /// A spherical component: noise between -1 and 1.
  ///
  /// It is a function of the point's number in the whole grid, so that it does not depend on how the
  /// grid is split. Method: the output function of SplitMix64, <https://doi.org/10.1145/2714064.2660195>.
  static func noise(atPoint point: Int, axis: Int) -> Double {
    var z = UInt64(3 &* point &+ axis &+ 1) &* 0x9E37_79B9_7F4A_7C15
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    z ^= z >> 31
    return Double(Int64(bitPattern: z) >> 11) * 0x1p-52
  }

  /// The Cartesian components of spherical ones, as the textbook has it.
  func cartesian(θ: Double, φ: Double) -> Vector {
    Vector(
      a * sin(θ) * cos(φ) + b * cos(θ) * cos(φ) - c * sin(φ),
      a * sin(θ) * sin(φ) + b * cos(θ) * sin(φ) + c * cos(φ),
      a * cos(θ) - b * sin(θ))
  }

  /// The greatest absolute difference of two components in the same place.
  func distance(to other: Vector) -> Double {
    max(abs(a - other.a), abs(b - other.b), abs(c - other.c))
  }
}
