import Series
import Summation
import Testing

@Suite struct AccelerationTests {
  /// Terms, their sums over all k, and how those were found: closed forms by mpmath with 60 digits, none of
  /// them by these methods.
  private static let sums = """
    1/k**2 ; 1.64493406684822643647241516664602518921894990120679843773556 ; pi^2/6
    1/k**3 ; 1.20205690315959428539973816151144999076498629234049888179227 ; zeta(3)
    k**-1.1 ; 10.584448464950809826386400791735523039948452821749956287342 ; zeta(1.1)
    k**-1.01 ; 100.577943338496872490282154285790244135205618093362402685937 ; zeta(1.01)
    k**-2.5 ; 1.3414872572509171797567696933486121366230376295059865112538 ; zeta(2.5)
    k**-50.0 ; 1.00000000000000088817842109308159030960913863913863256088715 ; zeta(50)
    log(k)/k**2 ; 0.937548254315843753702574094567864977897860288614829925885433 ; -zeta'(2)
    log(k)/k**1.5 ; 3.93223973743110151070638857840601520269274355489257726154466 ; -zeta'(1.5)
    log(k)**2/k**2 ; 1.98928023429890102342085868742151638149446077074250270907815 ; zeta''(2)
    cos(k)/k ; 0.0420195058253689617257983840379020371245389205570344176995689 ; -ln(2 sin(1/2))
    sin(k)/k ; 1.07079632679489661923132169163975144209858469968755291048747 ; (pi-1)/2
    cos(0.3*k)/k ; 1.20772562085058562037246659781535560489891938150982721490383 ; -ln(2 sin(0.15))
    cos(k/100)/k ; 4.6051743526582302624363459770703812303344319310718118401252 ; -ln(2 sin(1/200))
    cos(3*k+1)/k ; -0.432726912217624580529840163770468260442927507535074110307241 ; Re(-e^i ln(1-e^3i))
    cos(k)**2/k**2 ; 0.574137740053329817241093475006273747120365201519245527248086 ; (zeta(2)+pi^2/6-pi+1)/2
    sin(k)**2/k**2 ; 1.07079632679489661923132169163975144209858469968755291048747 ; (pi-1)/2
    sin(k)*cos(2*k)/k ; -0.5 ; (sin 3k - sin k)/2k: ((pi-3)-(pi-1))/4
    cos(k)/k**0.3 ; -0.308891140932851307581022063738449227920688038474732079909946 ; Re Li_0.3(e^i)
    sin(k)/sqrt(k) ; 1.04398210284916152745329487258675045979090714472261220374895 ; Im Li_0.5(e^i)
    (-1)**k/sqrt(k) ; -0.604898643421630370247265914235955499759762545130247380378547 ; -eta(1/2)
    (-1)**k*log(k)/k ; 0.159868903742430971756947870324916570496222023756458742670825 ; gamma ln2 - ln2^2/2
    (-1)**(k-1)/k ; 0.69314718055994530941723212145817656807550013436025525412068 ; ln 2
    4*(-1)**(k-1)/(2*k-1) ; 3.14159265358979323846264338327950288419716939937510582097494 ; pi
    cos(pi*k)/k**2 ; -0.822467033424113218236207583323012594609474950603399218867779 ; -pi^2/12
    cos(2*pi*k/3)/k**2 ; -0.548311355616075478824138388882008396406316633735599479245186 ; Re Li_2(e^(2 pi i/3))
    1/(k*(k+1)) ; 1.0 ; telescopes
    1/k-1/(k+1) ; 1.0 ; telescopes
    1/(k**2+1) ; 1.07667404746858117413405079475000049044565626640381666557506 ; (pi coth pi - 1)/2
    1/(k-3.3)**2 ; 14.725912160961279282055814386757792188460568278971345045805 ; psi'(1 - 3.3)
    1/(k**2-1e6-0.5) ; -1.99999883876696433899288959630983530641229160827736746396472 ; (1 - pi a cot pi a)/2a^2, a^2 = 10^6 + 1/2
    1/(k**2-50*k+625.01) ; 103.227612712516644856827650546381012579953190863379313913238 ; 10 Im psi(-24 + i/10)
    0.5**k ; 1.0 ; geometric
    (-0.5)**k ; -0.333333333333333333333333333333333333333333333333333333333333 ; geometric
    exp(-k/1e6) ; 999999.500000083333333333331944444444444477513227513226686508 ; geometric
    exp(-k/1e6)*sin(k) ; 0.915243860855230475131326117802300060472174526415403530990869 ; geometric, Im
    k**3*exp(-k) ; 6.00651279663676014827329730289997835030570102171240478259383 ; x(1 + 4x + x^2)/(1 - x)^4, x = 1/e
    exp(-10*k) ; 0.000045401991009687768328960260843801915273718760945377079704328 ; geometric
    0.9**k/k ; 2.30258509299404568401799145468436420760110148862877297603333 ; ln 10
    k**2*0.99**k*cos(k) ; -0.0603872648444636406006748858039137835259869639761299760307316 ; Re Li_-2(0.99 e^i)
    exp(-k**2) ; 0.386318602413326076515625275578929240671693022686123026915795 ; (theta_3(1/e) - 1)/2
    log(1+1/k**2) ; 1.30184639860371267777043366300789533013101751427944518399676 ; ln(sinh(pi)/pi)
    log1p(-1/(k+1)**2) ; -0.69314718055994530941723212145817656807550013436025525412068 ; telescopes: -ln 2
    atan(2/k**2) ; 2.35619449019234492884698253745962716314787704953132936573121 ; telescopes: 3 pi/4
    atan(1/(k**2+k+1)) ; 0.785398163397448309615660845819875721049292349843776455243736 ; telescopes: pi/4
    1/sqrt(k)-1/sqrt(k+1) ; 1.0 ; telescopes
    tanh(k+1)-tanh(k) ; 0.238405844044235111880541717395206409587231402742063448403189 ; telescopes
    exp(1/k)-exp(1/(k+1)) ; 1.71828182845904523536028747135266249775724709369995957496697 ; telescopes
    sin(1/k)-sin(1/(k+1)) ; 0.841470984807896506652502321630298999622563060798371065672752 ; telescopes
    1/(k*log(k+1)**2)-1/((k+1)*log(k+2)**2) ; 2.08136898100560779786958160373499142506404715564608103162656 ; telescopes
    1/(4*k*k-1) ; 0.5 ; telescopes
    abs(1/(k-7.5))-abs(1/(k-6.5)) ; 0.153846153846153846153846153846153846153846153846153846153846 ; telescopes: 1/6.5
    1/(k**2+1e12) ; 0.00000157079582679489661923132169163975144209858469968755291048747 ; (pi a coth pi a - 1)/2a^2, a = 10^6
    (-1)**k/(k**2+1e6) ; -0.0000005 ; (pi a/sinh(pi a) - 1)/2a^2, a = 1000
    cos(k)*sin(k)/k ; 0.28539816339744830961566084581987572104929234984377645524373615 ; (pi - 2)/4
    sin(k)*sin(2*k)*sin(3*k)/k ; 0.39269908169872415480783042290993786052464617492188822762186807 ; pi/8
    1/(k+1e6)**2 ; 0.00000099999950000016666666666663333333333335714285714282380952381 ; psi'(1 + 10^6)
    """

  /// Terms that must be refused, and a word of the reason.
  private static let refusals = #"""
    1/k ; diverges
    k - k ; cancel
    1/(k*log(k+1)) ; diverges
    k**-0.5 ; diverges
    log(k)/k ; diverges
    cos(k)**2/k ; diverges
    sin(k)**2/sqrt(k) ; diverges
    1/k**2 + 1e-30*k ; diverges
    1/k**2 + 1e-300*k ; diverges
    1/k**2 + 1e-30/k ; diverges
    (-1)**k/k + 1e-40/k ; diverges
    (-1)**k ; diverges
    (-1)**k*k ; diverges
    cos(k) ; diverges
    1/(k-3) ; no value
    sqrt(k-3)/k**3 ; no value
    exp(k)/k ; no value
    where(digits(k, "9") == 0, 1/k, 0) ; condition on digits
    digits(k, "9")/k**2 ; condition on digits
    rand(k, 1)/k**2 ; rand()
    (k%3)/k**2 ; % or //
    floor(sqrt(k))/k**2.5 ; floor()
    where(k<10, 1, 1/k**2) ; where()
    max(1/k**3, 1/k**2) ; max()
    abs(sin(k))/k**2 ; oscillating
    1/((2+cos(k))*k**2) ; oscillating
    exp(cos(k))/k**2 ; oscillating
    sin(k**2)/k**2 ; steady
    sin(sqrt(k))/k ; steady
    sin(log(k))/k**2 ; steady
    1/k**2 + 1e-20*sin(log(k))/k**1.5 ; steady
    tan(k)/k**2 ; steady
    1/k**2 + exp(-(k-1e6)**2/1e4) ; do not agree
    exp(-(k-1e6)**2/1e8) ; do not agree
    1/k**2 + exp(-(log(k)-200)**2) ; do not agree
    1/k**2 + exp(-(k-1e40)**2/1e70) ; do not agree
    1/k**2 + exp(-(k-1e12)**2) ; smooth
    1/k**2 + 1e-5/(1+(k-1e9)**2) ; smooth
    (-1)**k*exp(-(k-1e6)**2/1e6) ; smooth
    1/(k*log(k+1)*log(log(k+2)+1)**2) ; too slowly
    cos(1e-60*k)/k ; too slowly
    """#

  private static func rows(_ table: String) -> [[String]] {
    table.split(separator: "\n").map { row in
      row.split(separator: " ; ").map { String($0.drop { $0 == " " }) }
    }
  }

  @Test(arguments: rows(sums)) func sumIsRightToAllItsDigits(row: [String]) throws {
    let sum = try AcceleratedSum(TermExpression(row[0]))
    let text = sum.value.digits(most: 40)
    let places = try #require(text.split(separator: ".").last?.count)
    #expect(text == rounded(row[1], places: places))
    // Thirty digits of the greatest term are wanted; the slowest sums lose some.
    #expect(places >= 26)
    #expect(sum.methods.count >= 2)
    #expect(isWithin(sum.value, row[1]))
  }

  @Test(arguments: rows(refusals)) func irregularTermsAreRefused(row: [String]) throws {
    let expression = try TermExpression(row[0])
    let error = #expect(throws: SeriesError.self) { try AcceleratedSum(expression) }
    #expect(try #require(error).description.contains(row[1]))
  }

  /// Its second method finds few digits, and no others are given: 3.3877355320 by Bertrand's series'
  /// integral from 10^6 on with Euler's and Maclaurin's terms, by mpmath with 40 digits.
  @Test func slowestSumHasFewDigits() throws {
    let sum = try AcceleratedSum(TermExpression("1/(k*log(k+1)**2)"))
    let text = sum.value.digits(most: 40)
    #expect(text.count >= 9 && "3.38773553195200231636953717942".hasPrefix(text.dropLast()))
  }

  @Test(arguments: ["sin(k)**2 + cos(k)**2 - 1", "0/k", "cos(k) - cos(k)", "sin(0*k)/k"])
  func sumsOfZerosAreZero(text: String) throws {
    let sum = try AcceleratedSum(TermExpression(text))
    #expect(sum.value.digits(most: 40) == "0" && sum.value.isProven)
  }

  @Test func digitsMayBeMore() throws {
    let sum = try AcceleratedSum(TermExpression("cos(k)/k"), digits: 60)
    let limit = "0.0420195058253689617257983840379020371245389205570344176995688899686"
    #expect(sum.value.decimal(places: 60) == rounded(limit, places: 60))
  }

  /// A decimal to fewer places.
  private func rounded(_ text: String, places: Int) -> String {
    let isNegative = text.first == "-"
    let point = text.firstIndex(of: ".") ?? text.endIndex
    let end = text.index(point, offsetBy: places + 2, limitedBy: text.endIndex) ?? text.endIndex
    var digits = text[..<end].compactMap(\.wholeNumberValue)
    while digits.count < text[..<point].count(where: \.isNumber) + places + 1 { digits.append(0) }
    let isUp = digits.removeLast() >= 5
    var index = digits.count - 1
    while isUp && index >= 0 {
      digits[index] = (digits[index] + 1) % 10
      if digits[index] > 0 { break }
      index -= 1
    }
    if isUp && index < 0 { digits.insert(1, at: 0) }
    digits.insert(-1, at: digits.count - places)
    return (isNegative ? "-" : "") + digits.map { $0 < 0 ? "." : String($0) }.joined()
  }

  /// Whether a number, known to some more places, is one of an enclosure's.
  private func isWithin(_ value: Enclosure, _ text: String) -> Bool {
    // A limb for the whole part, and 192 bits of the fraction: 57 places.
    let point = text.firstIndex(of: ".") ?? text.endIndex
    let whole = UInt64(text[..<point].filter(\.isNumber)) ?? 0
    var digits = text[point...].compactMap { $0.wholeNumberValue.map(UInt64.init) }
    var limbs: [UInt64] = []
    for _ in 0..<3 {
      var limb: UInt64 = 0
      for _ in 0..<64 {
        var carry: UInt64 = 0
        for index in digits.indices.reversed() {
          let double = 2 * digits[index] + carry
          (digits[index], carry) = (double % 10, double / 10)
        }
        limb = limb << 1 | carry
      }
      limbs.insert(limb, at: 0)
    }
    limbs.append(whole)
    let isNegative = text.first == "-"
    return value.overlaps(
      Enclosure(
        lower: limbs, isLowerNegative: isNegative, upper: limbs, isUpperNegative: isNegative,
        width: [0, 0, 0, 0], fractionBits: 192))
  }
}
