public import Series

/// What is measured on each layout.
public struct ScalingPlan: Sendable {
  /// Strong scaling: the whole of this, on however many cores.
  public let series: SlowSeries

  /// Weak scaling: so many terms for each core.
  public let termsPerCore: Int

  /// How often each is measured.
  public let repeats: Int

  /// The layouts, in the order of the table.
  public let layouts: [ScalingLayout]

  private let strong: SumLegs<DirectEngine>

  /// The sum of the weak scaling: every term that `direct` can reach.
  private let weak: SumLegs<DirectEngine>

  /// The first block of the weak scaling.
  ///
  /// Farther out all terms cost the same. Before it they cost more, and a longer series would seem to be
  /// summed faster.
  private let firstBlock: Int

  /// Plans the measurements.
  ///
  /// - Parameters:
  ///   - series: what is summed.
  ///   - termsPerCore: the terms of the weak scaling.
  ///   - repeats: how often each layout is measured.
  ///   - layouts: the layouts; the first is what the others are compared with.
  /// - Throws: ``SeriesError``, if there are not so many terms for so many cores.
  public init(
    _ series: SlowSeries, termsPerCore: Int, repeats: Int, layouts: [ScalingLayout]
  ) throws(SeriesError) {
    precondition(termsPerCore > 0 && repeats > 0 && !layouts.isEmpty, "there is work to measure")
    self.series = series
    self.termsPerCore = termsPerCore
    self.repeats = repeats
    self.layouts = layouts
    let whole = try SlowSeries(filter: series.filter, upTo: DirectEngine.greatestLimit)
    strong = SumLegs(try DirectEngine(series))
    let engine = try DirectEngine(whole)
    weak = SumLegs(engine)
    firstBlock = Self.uniformFrom / engine.numbers.blockLength + 1
    let cores = layouts.reduce(1) { max($0, $1.cores) }
    let (terms, overflow) = termsPerCore.multipliedReportingOverflow(by: cores)
    guard !overflow, engine.numbers.termCount(in: firstBlock..<engine.blocks.upperBound) >= terms
    else {
      throw SeriesError(
        "\(termsPerCore) terms for each of \(cores) cores are more than the series has up to 2^53")
    }
  }

  /// What a rank does in a measurement.
  func work(
    _ kind: ScalingPoint.Kind, ofRank rank: Int, _ layout: ScalingLayout
  ) -> BlockWork<DirectEngine> {
    switch kind {
    case .strong:
      return BlockWork(
        strong,
        whole: strong.engine.numbers.share(
          ofRank: rank, among: layout.ranks, in: [strong.wholeBlocks]),
        last: rank == 0 ? [0] : [], threads: layout.threads)
    case .weak:
      let numbers = weak.engine.numbers
      let blocks = numbers.blocks(from: firstBlock, terms: termsPerCore * layout.cores)
      return BlockWork(
        weak, whole: [numbers.part(rank, of: layout.ranks, in: blocks)], last: [],
        threads: layout.threads)
    }
  }

  /// ``DirectEngine``'s kernel for all rows above 2²² in base 10, where a row has three digits.
  private static let uniformFrom = 10_000_000_000
}
