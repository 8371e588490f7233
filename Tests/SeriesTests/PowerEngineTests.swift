import Series
import Summation
import Testing

private func series(
  _ s: String, isLogarithm: Bool = false, _ omitted: [String] = [], base: Int = 10, upTo limit: Int
) throws -> SlowSeries {
  let exponent = try #require(ExactNumber(s))
  return try SlowSeries(
    isLogarithm ? .logarithm(exponent) : .power(exponent),
    filter: DigitFilter(omitting: omitted, base: base),
    limit: .number(WholeNumber(limit)))
}

/// Whether a true value, given to some 40 decimals, lies within the bounds of a sum.
private func contains(_ sum: BoundedSum, _ value: String) -> Bool {
  let places = value.split(separator: ".")[1].count
  func isAtMost(_ a: String, _ b: String) -> Bool {
    a.count < b.count || a.count == b.count && a <= b
  }
  return isAtMost((sum.sum - sum.bound).decimal(places: places), value)
    && isAtMost(value, (sum.sum + sum.bound).decimal(places: places))
}

/// What a sum lacks of a true value that is given as the sum of three doubles, absolutely.
private func error(_ sum: Superaccumulator, _ value: [Double]) -> Double {
  var difference = sum
  for part in value { difference.add(-part) }
  return abs(difference.rounded)
}

@Suite struct PowerEngineTests {
  /// Sums over every term, with 260 bits, by mpmath 1.3: whether of ln(k)·k^-s, s, what is omitted,
  /// base, limit, value.
  @Test(
    arguments: [
      (false, "0.5", [], 10, 5000, "139.96807267846065363939328205357907539600900422680"),
      (false, "0.5", ["11"], 2, 5000, "21.364085178879839986697310789544163071084449698667"),
      (false, "1", ["42"], 10, 5000, "8.9680036005371909175754033079630284620174477432868"),
      (false, "1.5", [], 10, 3000, "2.5758635541679992660455699632924723292616164317345"),
      (false, "1.5", ["9"], 10, 5000, "2.4702344083112195977688298413757190109297857739262"),
      (false, "1.5", ["42"], 10, 20011, "2.5906263270480539772845017597117412918889834719501"),
      (false, "1.5", ["11"], 2, 3000, "1.8284630632438240195488316213890565297736421139873"),
      (false, "1.5", ["f"], 16, 5000, "2.5338565235662537195216001193386944734578994391079"),
      (false, "2", [], 10, 5000, "1.6447340868468931031497484996745966348570435877871"),
      (false, "2", ["11"], 2, 5000, "1.4158151347728455069212593720245745552001570027583"),
      (false, "3.25", ["42"], 10, 5000, "1.1591465206552354533660092742069563084410282247713"),
      (false, "40", ["9"], 10, 5000, "1.0000000000009094947840263889282533118319294130527"),
      (false, "40", ["f"], 16, 5000, "1.0000000000009094947840263889282533118386949087448"),
      (false, "1/3", [], 10, 5000, "437.65854033607039664362242214567189563043889462969"),
      (false, "1/3", ["11"], 2, 5000, "55.513898110561843168422143978741148272936875717929"),
      (true, "0.5", ["42"], 10, 3000, "648.86132238592602839807832987466554389234100678361"),
      (true, "1", ["9"], 10, 3000, "25.545137769710648035341296984997515186856356151444"),
      (true, "1", ["f"], 16, 3000, "28.937639231781762120165278150641564265916879985681"),
      (true, "1.5", [], 10, 3000, "3.5668832158045948904802534970779781698734443125687"),
      (true, "1.5", ["9"], 10, 5000, "3.1797805041041929563542625500526308559902673885659"),
      (true, "1.5", ["42"], 10, 20011, "3.7240798301820288675139361121578778819974891837417"),
      (true, "1.5", ["11"], 2, 3000, "1.3619532954461179859676693687292222491994316665104"),
      (true, "1.5", ["f"], 16, 5000, "3.4149297921444944224507008710810489886985190809289"),
      (true, "2", ["42"], 10, 3000, "0.93150645142029858202782359387951020353628917957866"),
      (true, "3.25", ["9"], 10, 3000, "0.14610267070789785868236999949138484827878592553453"),
      (true, "3.25", ["f"], 16, 3000, "0.14770152431298601221518717042196342497562612051628"),
      (
        true, "40", [], 10, 3000,
        "0.00000000000063041377863301422178644705655452049053069346353218"
      ),
      (
        true, "40", ["11"], 2, 3000,
        "0.00000000000063041368826926039342913538890226904771821788559451"
      ),
      (true, "1/3", ["42"], 10, 3000, "1991.8081737116600942864711108998138124596034825134"),
      (true, "1", ["9"], 10, 654321, "61.736231531337081081991245260269303772668136089334"),
      (false, "1.5", ["9"], 10, 654321, "2.4869439965932850522987961213646505117818931316150"),
    ] as [(Bool, String, [String], Int, Int, String)])
  func sumIsThatOfAllTermsInHighPrecision(
    isLogarithm: Bool, s: String, omitted: [String], base: Int, limit: Int, value: String
  ) throws {
    let engine = try PowerEngine(
      series(s, isLogarithm: isLogarithm, omitted, base: base, upTo: limit))
    let sum = engine.sum(of: engine.blocks)
    #expect(contains(sum, value))
    #expect(sum.errorBound > 0 && sum.errorBound <= 0x1p-64 * sum.value)
    #expect(sum.termCount == engine.termCount)
    #expect(sum.magnitudes.words == sum.sum.words)
  }

  /// Sums over all k as differences of Hurwitz zeta functions, by mpmath 1.3.
  @Test(
    arguments: [
      (false, "0.5", 1000000, "1998.54014549114874652044383678498470198655621"),
      (true, "0.5", 1000000, "23634.950669822544029140505891537558946200085"),
      (false, "0.5", 100000000, "19998.5396954911903715204438341808182957375328"),
      (true, "0.5", 100000000, "328417.538446220555108029346890126345681879666"),
      (false, "1.5", 1000000, "2.61037534918548821834856756794230079723745658"),
      (true, "1.5", 1000000, "3.90060872322292659787482332103003998286268171"),
      (false, "1.5", 100000000, "2.61217534868598834334731756792407163058902982"),
      (true, "1.5", 100000000, "3.92815560129152137796174345721798506258361355"),
      (false, "2", 1000000, "1.64493306684872643630574849997939185588561654"),
      (false, "2", 100000000, "1.64493405684822648647241499997935852255228657"),
      (true, "2", 100000000, "0.937548060109037235212953583966698218284451321"),
      (true, "3.25", 100000000, "0.148188637095086388619568069686909254759606512"),
      (false, "40", 100000000, "1.00000000000090949478402638892825331183869491"),
      (true, "40", 100000000, "0.000000000000630413778633014221786447056554520490530693464"),
      (false, "7/3", 1000000, "1.41515560194598802461084467383182599851629199"),
      (true, "7/3", 100000000, "0.503620853499678481221099200848501142519477152"),
    ] as [(Bool, String, Int, String)])
  func longSumIsThatOfZeta(isLogarithm: Bool, s: String, limit: Int, value: String) throws {
    let engine = try PowerEngine(series(s, isLogarithm: isLogarithm, upTo: limit))
    let sum = engine.sum(of: engine.blocks)
    #expect(contains(sum, value))
    #expect(sum.errorBound > 0 && sum.errorBound <= 0x1p-66 * sum.value)
    #expect(sum.isProven)
  }

  /// Last blocks up to 2^53, with 240 bits, by mpmath 1.3: whether of ln(k)·k^-s, s, what is omitted,
  /// base, block, limit, value.
  @Test(
    arguments: [
      (
        false, "0.5", ["9"], 10, 8888, 888899999,
        [0x1.fb097740bd50bp+0, 0x1.7d938a079790bp-56, 0x1.04b6b19a348a4p-110]
      ),
      (
        true, "1.5", ["9"], 10, 8888, 888899999,
        [0x1.8a686605ede0dp-25, -0x1.d8ae032c59eeep-83, -0x1.463df71322731p-138]
      ),
      (
        true, "3.25", ["9"], 10, 8888, 888899999,
        [0x1.8434446fce934p-77, 0x1.d2f05a7644bc3p-131, -0x1.b1d58668540d8p-187]
      ),
      (
        false, "0.5", ["9"], 10, 88888888888, 8888888888888888,
        [0x1.485dcd1a52ae0p-11, -0x1.c5ff3c009fc7dp-66, -0x1.230ebc72e218ap-120]
      ),
      (
        true, "1.5", ["9"], 10, 88888888888, 8888888888888888,
        [0x1.7dda543bf3ebdp-59, -0x1.303b2cf7e3391p-114, -0x1.fae4c0b142fb0p-168]
      ),
      (
        true, "3.25", ["9"], 10, 88888888888, 8888888888888888,
        [0x1.d0bb620dbcd50p-152, 0x1.f65938568519fp-206, -0x1.f551f0640f7d6p-261]
      ),
      (
        false, "0.5", [], 10, 1234, 123456789,
        [0x1.4725e51a8bde9p+2, -0x1.cfdd0e2bc790ep-53, 0x1.1e31c52a92ec5p-107]
      ),
      (
        true, "1.5", [], 10, 1234, 123456789,
        [0x1.9e3f3742b1c5ep-21, -0x1.93a419acea895p-75, -0x1.6628ea6d67292p-131]
      ),
      (
        true, "3.25", [], 10, 1234, 123456789,
        [0x1.935c243108804p-68, -0x1.a39392f7044b9p-124, -0x1.f79547ace3e95p-183]
      ),
      (
        false, "0.5", [], 10, 90071992547, 9007199254740992,
        [0x1.c4e9b68f59af6p-12, 0x1.d55533acdd5ccp-66, 0x1.c47fc6f91f39bp-121]
      ),
      (
        true, "1.5", [], 10, 90071992547, 9007199254740992,
        [0x1.03fa4a28f21f9p-59, 0x1.2fbc01a9d78b2p-113, 0x1.3b4372751eb00p-167]
      ),
      (
        true, "3.25", [], 10, 90071992547, 9007199254740992,
        [0x1.352ad5b771afbp-152, -0x1.2e1f2dcbea586p-207, 0x1.f1a2de09fe087p-261]
      ),
      (
        false, "1.5", ["11"], 2, 10, 173320530,
        [0x1.1b6931e4e460bp-25, -0x1.b2cd139a9992ap-82, -0x1.1cdf1caba1170p-138]
      ),
      (
        true, "0.5", ["11"], 2, 10, 173320530,
        [0x1.aa265ac332194p+6, 0x1.ad0e4be8a0b49p-49, -0x1.27b65402f9c7bp-106]
      ),
      (
        false, "1.5", ["11"], 2, 178956970, 3002399751580330,
        [0x1.b3929748b19abp-61, 0x1.8ff41cc7999e2p-116, -0x1.556cdf27fd600p-171]
      ),
      (
        true, "0.5", ["11"], 2, 178956970, 3002399751580330,
        [0x1.43656f55697b2p-4, -0x1.07ba2962cb17dp-60, -0x1.89abc37403becp-114]
      ),
      (
        false, "0.5", ["f"], 16, 7918, 518975214,
        [0x1.1c74a27adf320p+1, -0x1.1539622415a0ap-53, -0x1.48cd6eea15687p-107]
      ),
      (
        true, "1.5", ["f"], 16, 7918, 518975214,
        [0x1.711715289cf1bp-24, -0x1.a9953f1531eecp-78, -0x1.eb38d0a66dc8dp-134]
      ),
      (
        true, "3.25", ["f"], 16, 7918, 518975214,
        [0x1.d1cd11ca666cdp-75, 0x1.b7498300bc0bbp-129, 0x1.645aff74a9db5p-185]
      ),
      (
        false, "0.5", ["f"], 16, 132857655022, 8706959279582958,
        [0x1.1c727d296ab51p-11, 0x1.c3b91af581a7ap-65, -0x1.a5b30c51fed96p-119]
      ),
      (
        true, "1.5", ["f"], 16, 132857655022, 8706959279582958,
        [0x1.51804fd297ea5p-59, 0x1.367adeab32533p-114, -0x1.da1151c92a262p-168]
      ),
      (
        true, "3.25", ["f"], 16, 132857655022, 8706959279582958,
        [0x1.a9e41dbbc00e7p-152, 0x1.6b9bb88904f90p-206, -0x1.4727723344ec3p-263]
      ),
      (
        false, "20", ["9"], 10, 8888, 888899999,
        [0x1.3bb8d4a94ba39p-579, 0x1.ffb47cd9138f8p-635, 0x1.4f2d80947666ap-690]
      ),
      (
        true, "50/3", ["9"], 10, 8888, 888899999,
        [0x1.b120c14938d97p-476, -0x1.080b4ed39e433p-530, -0x1.e183f39baf2e8p-585]
      ),
    ] as [(Bool, String, [String], Int, Int, Int, [Double])])
  func blockFarOutIsThatOfHighPrecision(
    isLogarithm: Bool, s: String, omitted: [String], base: Int, block: Int, limit: Int,
    value: [Double]
  ) throws {
    let engine = try PowerEngine(
      series(s, isLogarithm: isLogarithm, omitted, base: base, upTo: limit))
    #expect(engine.blocks.upperBound == block + 1)
    let sum = engine.sum(of: block..<block + 1)
    #expect(error(sum.sum, value) <= sum.errorBound)
    #expect(sum.errorBound > 0 && sum.errorBound <= 0x1p-68 * sum.value)
  }

  /// The terms 1/k, by way of pairs of doubles or by the other engine.
  @Test(
    arguments: Oracle.filters,
    [1, 2, 17, 999, 1000, 123_456, 20_000_000, 1 << 40, 1_234_567_890_123, (1 << 53) - 1, 1 << 53])
  func firstPowerIsTheReciprocal(condition: ([String], Int), limit: Int) throws {
    let power = try PowerEngine(series("1", condition.0, base: condition.1, upTo: limit))
    let other = try DirectEngine(series("1", condition.0, base: condition.1, upTo: limit))
    let last = power.blocks.upperBound - 1
    for blocks in [0..<min(1, last), max(0, last - 1)..<last + 1] {
      let sum = power.sum(of: blocks)
      let expected = other.sum(of: blocks)
      #expect(sum.termCount == expected.termCount)
      #expect(Oracle.agree(sum, expected))
      #expect(sum.errorBound <= 0x1p-63 * sum.value)
    }
  }

  @Test(
    arguments: [(["9"], 10), ([], 10), (["11"], 2), (["f"], 16), (["2", "3", "4", "5", "6"], 10)],
    [("1.5", false), ("1", true), ("40", false)])
  func partsAndLowerLimitsGiveTheSameBits(
    condition: ([String], Int), term: (String, Bool)
  ) throws {
    func engine(_ limit: Int) throws -> PowerEngine {
      try PowerEngine(
        series(term.0, isLogarithm: term.1, condition.0, base: condition.1, upTo: limit))
    }
    let whole = try engine(2_345_678)
    let words = whole.sum(of: whole.blocks).words
    for parts in [2, 3, 7] {
      var merged = BoundedSum()
      for index in (0..<parts).reversed() {
        merged += whole.sum(of: whole.numbers.part(index, of: parts, in: whole.blocks))
      }
      #expect(merged.words == words)
    }
    for limit in [1, 511, 512, 513, 262_143, 1_000_001] {
      let (low, limited) = (try engine(limit), whole.limited(to: limit))
      #expect(limited.series.limit.integer == limit && limited.blocks == low.blocks)
      #expect(limited.sum(of: limited.blocks).words == low.sum(of: low.blocks).words)
    }
    let common = 0..<whole.limited(to: 1_000_001).blocks.upperBound - 1
    #expect(
      whole.sum(of: common).words == whole.limited(to: 1_000_001).sum(of: common).words)
  }

  @Test func bitsAreThoseOfEveryMachine() throws {
    // FNV-1a over the words of sums near 0 and far out.
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for (s, isLogarithm) in [("0.5", false), ("1.5", true), ("7/3", false), ("12", true)] {
      for (omitted, base) in [(["9"], 10), (["11"], 2), (["f"], 16)] {
        for limit in [654_321, 10_000_000_000, 1 << 53] {
          let engine = try PowerEngine(
            series(s, isLogarithm: isLogarithm, omitted, base: base, upTo: limit))
          let passing = engine.numbers.blocks(from: 0, terms: engine.termCount - 1)
          for block in [0, passing.upperBound - 1] {
            for word in engine.sum(of: block..<block + 1).words {
              hash = (hash ^ UInt64(bitPattern: word)) &* 0x100_0000_01B3
            }
          }
        }
      }
    }
    #expect(hash == 3_153_771_617_773_876_863)
  }

  @Test func exponentIsExactlyWhatWasWritten() throws {
    func words(_ s: String) throws -> [Int64] {
      let engine = try PowerEngine(series(s, isLogarithm: true, ["9"], upTo: 100_000))
      return engine.sum(of: engine.blocks).words
    }
    let zeros = String(repeating: "0", count: 80)
    for text in ["3/2", "15e-1", "0x1.8p0", "15\(zeros)/10\(zeros)", "1.5\(zeros)1"] {
      #expect(try words(text) == words("1.5"))
    }
    #expect(try words("1.500000000000000000000000000001") != words("1.5"))
    #expect(try words("0x1.999999999999ap-4") != words("0.1"))
  }

  @Test func termsBeyondTheRangeOfDoublesAreInTheBound() throws {
    for s in ["600", "801", "2000", "1e30", "1e900"] {
      for limit in [1, 2, 3, 100_000] {
        let engine = try PowerEngine(series(s, ["0"], upTo: limit))
        let sum = engine.sum(of: engine.blocks)
        #expect(sum.value == 1 && sum.isProven && sum.termCount == engine.termCount)
        // 2^-600 is evaluated.
        #expect((sum.sum - BoundedSum.one.sum).rounded == (s == "600" && limit > 1 ? 0x1p-600 : 0))
        #expect(limit == 1 ? sum.bound.isZero : sum.errorBound < 0x1p-685)
        #expect(limit == 1 || sum.errorBound > 0)
      }
    }
  }

  @Test func tinyExponentsLeaveTheLogarithm() throws {
    for s in ["1e-40", "1e-300", "1e-1000"] {
      let ones = try PowerEngine(series(s, upTo: 1000))
      #expect(error(ones.sum(of: ones.blocks).sum, [1000]) < 0x1p-76)
      let logarithms = try PowerEngine(series(s, isLogarithm: true, upTo: 1000))
      // ln 1000!
      #expect(
        contains(
          logarithms.sum(of: logarithms.blocks), "5912.1281784881633488781308867254938824717457"))
    }
  }

  @Test func seriesThatItCannotReachAreRefused() throws {
    #expect(throws: SeriesError.self) { try PowerEngine(series("0", upTo: 10)) }
    #expect(throws: SeriesError.self) { try PowerEngine(series("-1.5", upTo: 10)) }
    #expect(throws: SeriesError.self) { try PowerEngine(series("2", upTo: (1 << 53) + 1)) }
    #expect(throws: SeriesError.self) { try PowerEngine(series("2", ["9"], base: 4097, upTo: 10)) }
  }
}

extension BoundedSum {
  /// The number 1.
  fileprivate static var one: Self {
    var one = Self()
    one.sum.add(1)
    return one
  }
}
