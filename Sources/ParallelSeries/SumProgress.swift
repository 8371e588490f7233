import Synchronization

/// How far this rank's share of a sum is: written by the summing threads, read by any other.
public final class SumProgress: Sendable {
  private let done = Atomic<Int>(0)
  private let total = Atomic<Int>(0)

  /// Nothing done of nothing.
  public init() {}

  /// Terms that this rank has summed.
  public var termsDone: Int {
    done.load(ordering: .relaxed)
  }

  /// Terms that this rank has to sum; 0 until they are shared out.
  public var termsTotal: Int {
    total.load(ordering: .relaxed)
  }

  func begin(_ terms: Int) {
    total.store(terms, ordering: .relaxed)
  }

  /// Says what fraction is done where terms are not counted.
  func note(fraction: Double) {
    let whole = 1_000_000
    total.store(whole, ordering: .relaxed)
    done.store(Int(fraction * Double(whole)), ordering: .relaxed)
  }

  func advance(_ terms: Int) {
    done.wrappingAdd(terms, ordering: .relaxed)
  }
}
