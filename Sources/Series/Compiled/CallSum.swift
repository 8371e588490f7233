import CSystem
import CVector
import Glibc
import Summation

/// Calls a compiled function and adds the terms that it stores, call by call.
///
/// The terms of a call are added in eight lanes, each sum with its exact error (``DoubleDouble/sum(_:_:)``).
/// These errors, the rests, are added in double, and so are their absolute values. At most 127 of a
/// lane's additions of rests can round, and 16 when eight lanes are folded, each by 2⁻⁵³ of a sum that
/// is at most Σ|rest|. So the error is at most 143·2⁻⁵³·Σ|rest|; twice that, nearly, covers the
/// roundings of Σ|rest| itself. It is zero where no addition was rounded. And since Σ|rest| is at most
/// 134·2⁻⁵³·Σ|t|, it is less than 2⁻⁹⁰ of Σ|t|. Where so much cancels that the bound is not below 2⁻⁵³ of
/// the sum, the terms are added exactly, one by one.
final class CallSum {
  /// Of Σ|rest|, the error of adding the terms of a call.
  private static let relativeBound = 0x1p-45

  /// 1.5·2⁵²: added to an integer below 2⁵¹, negative or not, it leaves the integer in the last bits.
  private static let shift = 0x1.8p52

  private static let vectors = CompiledEngine.mostNumbers / 8

  private let numbers: UnsafeMutablePointer<SIMD8<UInt64>>

  /// All NaNs, but while a call's terms are in it.
  private let terms: UnsafeMutablePointer<SIMD8<Double>>

  /// The sum of what was added.
  private(set) var result = BoundedSum()

  /// That of this thread, before a function could change it.
  private var environment = fenv_t()

  init() {
    fegetenv(&environment)
    numbers = Self.allocate(repeating: SIMD8(repeating: 0))
    terms = Self.allocate(repeating: SIMD8(repeating: .nan))
  }

  deinit {
    numbers.deallocate()
    terms.deallocate()
  }

  /// Memory in whole cache lines: Swift would align a vector of 64 bytes for 16 only.
  private static func allocate<Vector>(repeating value: Vector) -> UnsafeMutablePointer<Vector> {
    let memory = UnsafeMutableRawPointer.allocate(byteCount: 64 * vectors, alignment: 64)
    return memory.initializeMemory(as: Vector.self, repeating: value, count: vectors)
  }

  /// Adds the terms of some numbers.
  ///
  /// - Parameters:
  ///   - function: what to call for them.
  ///   - entries: the numbers, as those of a ``RowTable``: what `middle` is more than they are.
  ///   - count: how many, from 1 to ``CompiledEngine/mostNumbers``.
  ///   - middle: the number in the middle of their row.
  func add(
    _ function: CompiledTerm.Function, _ entries: UnsafePointer<SIMD8<Double>>, count: Int,
    middle: Int
  ) {
    let used = (count + 7) / 8
    fill(entries, count: used, middle: middle)
    let k = UnsafeMutableRawPointer(numbers).assumingMemoryBound(to: Int64.self)
    let t = UnsafeMutableRawPointer(terms).assumingMemoryBound(to: Double.self)
    func call() {
      csystem_numbers_begin(k[0], k[count - 1])
      function(k, t, count)
      csystem_numbers_end()
      // Sums are exact only with the rounding that all programs begin with.
      fesetenv(&environment)
    }
    call()
    for index in count..<8 * used { t[index] = 0 }
    result.termCount += count
    guard !addVectors(used) else { return }
    // What is no finite number is counted there, and an overflow on the way is not one of the sum. The
    // terms are gone by now.
    call()
    for index in 0..<count {
      result.sum.add(t[index])
      result.magnitudes.add(abs(t[index]))
      t[index] = .nan
    }
  }

  /// Writes out the numbers.
  @inline(never)
  private func fill(_ entries: UnsafePointer<SIMD8<Double>>, count: Int, middle: Int) {
    let shift = SIMD8<Double>(repeating: Self.shift)
    let origin = SIMD8<UInt64>(repeating: UInt64(middle) &+ Self.shift.bitPattern)
    for index in 0..<count {
      numbers[index] = cvector_subtract_bits(origin, cvector_add(entries[index], shift))
    }
  }

  /// Adds the first vectors of terms, and makes NaNs of them: here that is free.
  ///
  /// - Returns: whether it added them: not if something was too large for a double or no number, or too
  ///   much cancelled.
  @inline(never)
  private func addVectors(_ count: Int) -> Bool {
    let unknown = SIMD8<Double>(repeating: .nan)
    let zero = SIMD8<Double>(repeating: 0)
    var (sums, rests, restMagnitudes, magnitudes) = (zero, zero, zero, zero)
    for index in 0..<count {
      let term = terms[index]
      terms[index] = unknown
      let sum = cvector_add(sums, term)
      let part = cvector_subtract(sum, sums)
      let rest = cvector_add(
        cvector_subtract(sums, cvector_subtract(sum, part)), cvector_subtract(term, part))
      sums = sum
      rests = cvector_add(rests, rest)
      restMagnitudes = cvector_add(restMagnitudes, cvector_absolute(rest))
      magnitudes = cvector_add(magnitudes, cvector_absolute(term))
    }
    var (high, low, lowMagnitude, magnitude) = (0.0, 0.0, 0.0, 0.0)
    for lane in 0..<8 {
      let sum = DoubleDouble.sum(high, sums[lane])
      high = sum.high
      low += rests[lane] + sum.low
      lowMagnitude += restMagnitudes[lane] + abs(sum.low)
      magnitude += magnitudes[lane]
    }
    let bound = Self.relativeBound * lowMagnitude
    guard high.isFinite && lowMagnitude.isFinite && magnitude.isFinite,
      bound <= 0x1p-53 * abs(high + low)
    else { return false }
    result.sum.add(high)
    result.sum.add(low)
    result.bound.add(bound)
    result.magnitudes.add(magnitude)
    return true
  }
}
