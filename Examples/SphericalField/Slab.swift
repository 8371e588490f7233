/// Some rows of the grid with their velocities, spherical and Cartesian.
///
/// A row holds the points of one radius and one polar angle; rows are numbered through the whole
/// grid. Along a row eight points are a vector; the last vector of a row is filled up with zeros.
public struct Slab: Sendable {
  let rows: Range<Int>
  let grid: Grid
  private let tables: AngleTables
  private let r, θ, φ: Component
  var x, y, z: Component

  /// Fills rows with their spherical components.
  ///
  /// - Parameters:
  ///   - rows: the rows' numbers, below `grid.radii * grid.polarAngles`.
  ///   - grid: the whole grid.
  ///   - tables: the grid's tables.
  public init(rows: Range<Int>, of grid: Grid, tables: AngleTables) {
    (self.rows, self.grid, self.tables) = (rows, grid, tables)
    let width = tables.sinφ.count
    let count = rows.count * width

    func noise(_ axis: Int) -> Component {
      Component(count: count) { index in
        let (row, column) = index.quotientAndRemainder(dividingBy: width)
        let first = (rows.lowerBound + row) * grid.azimuths + 8 * column
        var vector = SIMD8<Double>.zero
        for lane in 0..<min(8, grid.azimuths - 8 * column) {
          vector[lane] = Vector.noise(atPoint: first + lane, axis: axis)
        }
        return vector
      }
    }
    (r, θ, φ) = (noise(0), noise(1), noise(2))
    // Touched here, so that the first conversion does not wait for the system to find memory.
    x = Component(count: count) { _ in .zero }
    y = Component(count: count) { _ in .zero }
    z = Component(count: count) { _ in .zero }
  }

  /// Vectors in a row.
  var width: Int { tables.sinφ.count }

  /// Converts all velocities.
  public mutating func convert() {
    Self.convert(rows, grid, tables, r, θ, φ, &x, &y, &z)
  }

  /// Converts rows, eight points a step.
  ///
  /// The part in the (x, y) plane that both v_x and v_y need is computed once a point. The loop waits
  /// for memory, not for arithmetic: six numbers of eight bytes travel for twelve operations.
  private static func convert(
    _ rows: Range<Int>, _ grid: Grid, _ tables: AngleTables,
    _ r: Component, _ θ: Component, _ φ: Component,
    _ x: inout Component, _ y: inout Component, _ z: inout Component
  ) {
    let (sinφ, cosφ) = (tables.sinφ.span, tables.cosφ.span)
    let (r, θ, φ) = (r.span, θ.span, φ.span)
    // Each write to an array would look whether others refer to it.
    var x = x.mutableSpan
    var y = y.mutableSpan
    var z = z.mutableSpan
    var index = 0
    for row in rows {
      let place = row % grid.polarAngles
      let sinθ = SIMD8(repeating: tables.sinθ[place])
      let cosθ = SIMD8(repeating: tables.cosθ[place])
      for column in 0..<sinφ.count {
        let across = r[index] * sinθ + θ[index] * cosθ
        x[index] = across * cosφ[column] - φ[index] * sinφ[column]
        y[index] = across * sinφ[column] + φ[index] * cosφ[column]
        z[index] = r[index] * cosθ - θ[index] * sinθ
        index &+= 1
      }
    }
  }
}
