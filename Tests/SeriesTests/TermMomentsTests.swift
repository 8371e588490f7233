import Foundation
import Series
import Summation
import Testing

private func number(_ text: String) throws -> SeriesLimit {
  .number(try #require(WholeNumber(decimalDigits: text.compactMap(\.wholeNumberValue))))
}

private func exact(_ text: String) throws -> ExactNumber {
  try #require(ExactNumber(text))
}

private func engine(
  _ term: Term, _ omitted: [String], exactly: [String] = [], atMost: [String] = [],
  base: Int = 10, _ limit: SeriesLimit
) throws -> TermMoments {
  try TermMoments(
    SlowSeries(
      term,
      filter: DigitFilter(omitting: omitted, exactly: exactly, atMost: atMost, base: base),
      limit: limit))
}

private func engine(_ term: Term, _ limit: SeriesLimit) throws -> TermMoments {
  try engine(term, [], limit)
}

/// The places of a decimal number.
private func places(_ value: some StringProtocol) -> Int {
  value.split(separator: ".").dropFirst().first?.count ?? 0
}

@Suite struct TermMomentsTests {
  /// Sums of all terms one by one, by mpmath with 60 digits: the strings omitted, those counted, the
  /// base, N, s, whether ln k is a factor, and the sum.
  private static let searched = """
    - - 10 4999 0.5 0 139.95393054283692268890526516633697841522
    - - 10 4999 1 0 9.09430885298443696726124553339343939178
    - - 10 4999 1 1 36.19762234009342691919043980520195770844
    - - 10 4999 1.5 0 2.58408966315375339157130918528050397833
    - - 10 4999 2 1 0.93564464532300708704990080116393536603
    - - 10 4999 3 0 1.20205688315559388539974349484456999078
    - - 10 4999 100 0 1.00000000000000000000000000000078886091
    - - 10 4999 100 1 0.00000000000000000000000000000054679671
    - - 10 4999 2000 0 1.00000000000000000000000000000000000000
    - - 10 4999 7.25 1 0.00501562413724190385714360872145400460
    9 - 10 3217 0.5 0 86.08835320469111828977450073603610969567
    9 - 10 3217 1 0 7.47127632249397606887852931891427521209
    9 - 10 3217 1 1 26.00618415963407805760635623498031234141
    9 - 10 3217 1.5 0 2.46514461130754081902588983421261838861
    9 - 10 3217 2 1 0.87359557526444988512385894497036809343
    9 - 10 3217 3 0 1.20044300860785198789131470936832404258
    9 - 10 3217 7.25 1 0.00501535723528054005886366397699308330
    42,0 - 10 4096 0.5 0 94.98405457009855700741969579578191404750
    42,0 - 10 4096 1 0 7.60263947640114310241226073353261946077
    42,0 - 10 4096 1 1 27.09851658365179879226997478785224789447
    42,0 - 10 4096 1.5 0 2.47114015369467254750426248947834654795
    42,0 - 10 4096 2 1 0.87745619319163820389122590751727797981
    42,0 - 10 4096 3 0 1.20083112923474575345444063995712068623
    42,0 - 10 4096 7.25 1 0.00501549346206338113780277349142078911
    - 9:2 10 2999 0.5 0 2.20071681010109574405496102708990363490
    - 9:2 10 2999 1 0 0.07201292849429344188793926215209137896
    - 9:2 10 2999 1 1 0.47419833290243619408630140635557001205
    - 9:2 10 2999 1.5 0 0.00313389852121200859236561767171648057
    - 9:2 10 2999 2 1 0.00100533576885352147559432562360983248
    - 9:2 10 2999 3 0 0.00000125623630905017211092394798288122
    - 9:2 10 2999 7.25 1 0.00000000000001575093354359735059879156
    00 - 2 2047 0.5 0 21.93072987788376303759711498965616159112
    00 - 2 2047 1 0 3.99516187668705463528743980410123879670
    00 - 2 2047 1 1 8.54789763160065404832762390156996932360
    00 - 2 2047 1.5 0 2.01441528021202370642380255108262820521
    00 - 2 2047 2 1 0.60827671437926542211983112142825917397
    00 - 2 2047 3 0 1.18107554849940059428361748918676016359
    00 - 2 2047 7.25 1 0.00495488744128698245594495246273346812
    120 - 3 729 0.5 0 46.08537718465127532426722262189044084540
    120 - 3 729 1 0 6.67574342228076805143626053008341264505
    120 - 3 729 1 1 19.27030965381430991965598517403238242541
    120 - 3 729 1.5 0 2.48531495919403685130002790392843571765
    120 - 3 729 2 1 0.89906683300914082652049244124117258202
    120 - 3 729 3 0 1.20170365908235598920421921929144555287
    120 - 3 729 7.25 1 0.00501561606672824999011569407023177243
    f - 16 5000 0.5 0 120.95069344350863368504535713463949395269
    f - 16 5000 1 0 8.42455095210586231619616729214836617438
    f - 16 5000 1 1 32.16698405721837262438860340728269647895
    f - 16 5000 1.5 0 2.53385652356625371952160011933869447346
    f - 16 5000 2 1 0.91033320333152012686148687166407213600
    f - 16 5000 3 0 1.20170607881510188216314325530709837012
    f - 16 5000 7.25 1 0.00501561602726675426162208899154806253
    """

  @Test(arguments: searched.split(separator: "\n"))
  func sumIsThatOfAllTerms(row: Substring) throws {
    let fields = row.split(separator: " ").map(String.init)
    let list = { (field: String) in
      field == "-" ? [] : field.split(separator: ",").map(String.init)
    }
    let s = try exact(fields[4])
    let engine = try engine(
      fields[5] == "1" ? .logarithm(s) : .power(s), list(fields[0]), exactly: list(fields[1]),
      base: try #require(Int(fields[2])), number(fields[3]))
    #expect(try engine.sum(decimals: 38).decimal(places: 38) == fields[6])
  }

  /// Likewise: θ, N and Σ cos(kθ)/k.
  private static let cosines = """
    1 1 0.54030230586813971740093660744297660373
    1 12 0.03067377027168702142702163644377809507
    1 345 0.04178477824696737850472312626304425397
    1 6789 0.04194342952387161196000597228482841469
    1/10 1 0.99500416527802576609556198780387029484
    1/10 12 2.73770265096891124516022242679412964811
    1/10 345 2.30405236831640184716295136002150296302
    1/10 6789 2.30352708169334081657265839245024667240
    22/7 1 -0.99999920053355290326833573965657495158
    22/7 12 -0.65321547490645901351574059204474944239
    22/7 345 -0.69445823054006970368188734985253137580
    22/7 6789 -0.69309780075898921183333611293772446749
    0.000001 1 0.99999999999950000000000004166666666667
    0.000001 12 3.10321067817167821067846417821067733469
    0.000001 345 6.42220862732027455276627734456965105899
    0.000001 6789 9.40033672163890224858813176290590945877
    1000 1 0.56237907629070299107824922660539596876
    1000 12 0.02821692080002894510926417507469195572
    1000 345 0.06600199327884289509060789114089042797
    1000 6789 0.06661378494147449496540364664361785147
    -2 1 -0.41614683654714238699756822950076218977
    -2 12 -0.52801296904045947130341979893740908509
    -2 345 -0.52080267253555296934521704613014881330
    -2 6789 -0.52046811449730207752982401783424498117
    6.283185307 1 0.99999999999999999998387434865278172188
    6.283185307 12 3.10321067821067820942040987312765251728
    6.283185307 345 6.42220865716277344187764270457824290208
    6.283185307 6789 9.40034824594389557596713167001205737247
    """

  @Test(arguments: cosines.split(separator: "\n"))
  func cosineSumIsThatOfAllTerms(row: Substring) throws {
    let fields = row.split(separator: " ").map(String.init)
    let engine = try engine(.cosine(exact(fields[0])), number(fields[1]))
    #expect(try engine.sum(decimals: 38).decimal(places: 38) == fields[2])
  }

  private static let signed = """
    alternating 1 1.00000000000000000000000000000000000000
    leibniz 1 4.00000000000000000000000000000000000000
    alternating 2 0.50000000000000000000000000000000000000
    leibniz 2 2.66666666666666666666666666666666666667
    alternating 9 0.74563492063492063492063492063492063492
    leibniz 9 3.25236593471887589534648358177769942476
    alternating 10 0.64563492063492063492063492063492063492
    leibniz 10 3.04183961892940221113595726598822574055
    alternating 5000 0.69304719055994510941724812145545656887
    leibniz 5000 3.14139265359179323836264339547950011420
    """

  @Test(arguments: signed.split(separator: "\n"))
  func signedSumIsThatOfAllTerms(row: Substring) throws {
    let fields = row.split(separator: " ").map(String.init)
    let engine = try engine(
      fields[0] == "leibniz" ? .leibniz : .alternating, number(fields[1]))
    #expect(try engine.sum(decimals: 38).decimal(places: 38) == fields[2])
  }

  /// Where terms are doubles, for conditions of all shapes.
  @Test(arguments: Oracle.filters)
  func sumIsThatOfAFullSearch(omitted: [String], base: Int) throws {
    for limit in [1, 9, 10, 101, 2345] {
      let filter = try DigitFilter(omitting: omitted, base: base)
      let numbers = (1...limit).filter { Oracle.passes($0, filter) }
      for s in ["0.5", "1", "2", "7.25"] {
        let exponent = try #require(Double(s))
        for hasLogarithm in [false, true] {
          let expected = numbers.reduce(0.0) {
            $0 + pow(Double($1), -exponent) * (hasLogarithm ? log(Double($1)) : 1)
          }
          let term: Term = try hasLogarithm ? .logarithm(exact(s)) : .power(exact(s))
          let engine = try engine(term, omitted, base: base, .number(WholeNumber(limit)))
          let sum = try engine.sum(bits: 96).value
          #expect(abs(sum - expected) <= 1e-12 * expected, "\(term), N = \(limit)")
          #expect(engine.termCount == .exact("\(numbers.count)"))
        }
      }
    }
  }

  /// 1/k is what the engine in fixed point sums.
  @Test(
    arguments: Oracle.filters.map { ($0, [], [], $1) } + Oracle.counting + [(["0"], [], [], 1000)])
  func reciprocalsAreThoseOfTheOtherEngine(
    omitted: [String], exactly: [String], atMost: [String], base: Int
  ) throws {
    let limits = [try number("7"), try number("98765432101234567890123"), .infinity]
    for limit in limits {
      let terms = try engine(
        .reciprocal, omitted, exactly: exactly, atMost: atMost, base: base, limit)
      let moments = MomentsEngine(terms.series)
      if limit == .infinity {
        #expect(terms.diverges == moments.diverges)
        if terms.diverges {
          #expect(throws: SeriesError.self) { try terms.sum(bits: 96) }
          continue
        }
      }
      for bits in [96, 300] {
        #expect(try terms.sum(bits: bits).overlaps(moments.sum(bits: bits)))
      }
    }
  }

  /// More bits never contradict fewer: the enclosures of one number all meet.
  @Test(arguments: ["2", "1.5", "0.96", "1/3"])
  func enclosuresOfAnyWidthMeet(s: String) throws {
    let limits = try [number("123456789012345678901234567890123456789"), .infinity]
    for limit in limits where limit != .infinity || s != "1/3" {
      for term: Term in try [.power(exact(s)), .logarithm(exact(s))] {
        let engine = try engine(term, ["9"], limit)
        let sums = try [1, 64, 96, 120, 200, 500].map { try engine.sum(bits: $0) }
        for sum in sums { #expect(sum.overlaps(sums[sums.count - 1])) }
      }
    }
    let cosine = try engine(.cosine(exact(s)), limits[0])
    let sums = try [1, 64, 96, 200, 500].map { try cosine.sum(bits: $0) }
    for sum in sums { #expect(sum.overlaps(sums[sums.count - 1])) }
  }

  @Test func wantedBitsAreGiven() throws {
    for term: Term in try [
      .power(exact("1.5")), .logarithm(exact("1")), .cosine(exact("1")), .leibniz,
    ] {
      let engine = try engine(term, number("100000000"))
      for decimals in [1, 15, 60, 300] {
        #expect(try engine.sum(decimals: decimals).decimal(places: decimals) != nil)
      }
      #expect(try engine.sum(decimals: nil).isProven)
    }
  }

  @Test func publishedSumOfLogarithmsIsReproduced() throws {
    let sum = try engine(.logarithm(exact("1")), ["9"], number("1000000000000000000"))
    #expect(try sum.sum(decimals: 27).decimal(places: 27) == "275.553588439650910414478951504")
  }

  @Test func limitsAreThoseOfTheZetaFunction() throws {
    let values = [
      ("3", "1.2020569031595942853997381615114499907649862923"),
      ("1.5", "2.6123753486854883433485675679240716305708006524"),
      ("1.1", "10.5844484649508098263864007917355230399484528"),
    ]
    for (s, value) in values {
      let sum = try engine(.power(exact(s)), .infinity).sum(decimals: places(value))
      #expect(sum.decimal(places: places(value)) == value)
    }
    let logarithms = try engine(.logarithm(exact("2")), [], base: 16, .infinity).sum(decimals: 45)
    #expect(
      logarithms.decimal(places: 45) == "0.937548254315843753702574094567864977897860289")
  }

  /// What numbers of more than 60 digits would still add is less than what is printed.
  @Test(arguments: [["9"], ["42"], ["0", "11"]])
  func sumsComeNearTheirLimits(omitted: [String]) throws {
    for term: Term in try [.power(exact("3")), .logarithm(exact("3")), .power(exact("2.5"))] {
      let finite = try engine(term, omitted, number("1" + String(repeating: "0", count: 60)))
      let limit = try engine(term, omitted, .infinity)
      #expect(
        try finite.sum(decimals: 60).digits(most: 60) == limit.sum(decimals: 60).digits(most: 60))
    }
  }

  @Test func longLimitsAreTaken() throws {
    let limit = try number("1" + String(repeating: "0", count: 1000))
    // ln(N)²/2 plus the first Stieltjes constant; what follows is less than 10^-990.
    let sum = try engine(.logarithm(exact("1")), limit).sum(decimals: 40)
    #expect(sum.decimal(places: 40) == "2650948.9824233535216041083337106329708974059018")
    let cosine = try engine(.cosine(exact("1/10")), limit).sum(decimals: 50)
    #expect(cosine.decimal(places: 50) == "2.30300179438844707035996003553224110887508801750789")
    // 2·√N − 1.46…
    let power = try engine(.power(exact("1/2")), number("1" + String(repeating: "0", count: 100)))
    #expect(try power.sum(decimals: nil).value == 2e50 && power.sum(decimals: nil).isProven)
  }

  @Test func divergenceIsDecided() throws {
    let cases: [(String, [String], Int, Bool)] = [
      ("1", [], 10, true), ("0.5", [], 10, true), ("1.0001", [], 10, false),
      ("1", ["9"], 10, false), ("0.9542", ["9"], 10, true), ("0.9543", ["9"], 10, false),
      ("0.9955", ["42"], 10, true), ("0.9956", ["42"], 10, false),
      // Four digits of sixteen: the greatest eigenvalue is 16^s itself.
      ("0.5", ["4", "5", "6", "7", "8", "9", "a", "b", "c", "d", "e", "f"], 16, true),
      ("0.51", ["4", "5", "6", "7", "8", "9", "a", "b", "c", "d", "e", "f"], 16, false),
      ("0.01", (0...99).map { $0 < 10 ? "0\($0)" : "\($0)" }, 10, false),
    ]
    for (s, omitted, base, diverges) in cases {
      for term: Term in try [.power(exact(s)), .logarithm(exact(s))] {
        let infinite = try engine(term, omitted, base: base, .infinity)
        #expect(infinite.diverges == diverges, "\(infinite.series)")
        if diverges {
          #expect(throws: SeriesError.self) { try infinite.sum(bits: 96) }
        } else {
          #expect(try infinite.sum(bits: 96).isProven)
        }
        #expect(try !engine(term, omitted, base: base, number("99")).diverges)
      }
    }
    for term: Term in try [.alternating, .leibniz, .cosine(exact("1"))] {
      #expect(try !engine(term, .infinity).diverges)
    }
  }

  @Test func closedFormsAreTheLimits() throws {
    let values: [(Term, String, String)] = try [
      (.power(exact("2")), "pi^2/6", "1.644934066848226436472415166646"),
      (.power(exact("3")), "zeta(3)", "1.202056903159594285399738161511"),
      (.logarithm(exact("2")), "-zeta'(2)", "0.937548254315843753702574094568"),
      (.alternating, "ln 2", "0.693147180559945309417232121458"),
      (.leibniz, "pi", "3.141592653589793238462643383280"),
      (.cosine(exact("1")), "-ln(2*|sin(theta/2)|)", "0.042019505825368961725798384038"),
      (.cosine(exact("-1000")), "-ln(2*|sin(theta/2)|)", "0.066627516882664220543619044266"),
    ]
    for (term, formula, value) in values {
      let form = try #require(try ClosedForm(term, bits: 120))
      #expect(form.formula == formula)
      #expect(form.value.decimal(places: 30) == value)
      let limit = try engine(term, .infinity).sum(bits: 120)
      #expect(form.value.overlaps(limit))
    }
    for term: Term in try [.reciprocal, .power(exact("1")), .logarithm(exact("0.5"))] {
      #expect(try ClosedForm(term, bits: 96) == nil)
    }
  }

  @Test func whatTakesTooLongIsRefused() throws {
    let long = try number("1" + String(repeating: "0", count: 1000))
    let two = Term.power(try exact("2"))
    #expect(throws: SeriesError.self) {
      try engine(two, [], atMost: ["0:900"], long).sum(bits: 96)
    }
    #expect(throws: SeriesError.self) {
      try engine(two, .power(base: 10, exponent: 1_000_000)).sum(bits: 96)
    }
    #expect(throws: SeriesError.self) { try engine(two, .infinity).sum(bits: 1_000_000) }
    for term: Term in try [
      .power(exact("20000")), .power(exact("0")), .power(exact("-1")), .cosine(exact("0")),
      .randomPoint(seed: 1), .compiled("f"),
    ] {
      #expect(throws: SeriesError.self) { try engine(term, number("10")) }
    }
  }

  @Test func nothingIsZero() throws {
    let sum = try engine(.power(exact("2")), ["1", "2", "3"], number("3")).sum(decimals: nil)
    #expect(sum == .zero)
    let power = try engine(.power(exact("2")), .power(base: 10, exponent: 20)).sum(bits: 96)
    #expect(
      try power.overlaps(engine(.power(exact("2")), number("100000000000000000000")).sum(bits: 96)))
  }
}
