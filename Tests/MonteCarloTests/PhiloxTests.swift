import MonteCarlo
import Testing

/// The generator against its published known answers.
@Suite struct PhiloxTests {
  /// Counter, key and words, as in `kat_vectors` of Random123, the authors' own implementation.
  static let knownAnswers: [(counter: [UInt32], key: [UInt32], words: [UInt32])] = [
    (
      [0, 0, 0, 0], [0, 0],
      [0x6627_e8d5, 0xe169_c58d, 0xbc57_ac4c, 0x9b00_dbd8]
    ),
    (
      [0xffff_ffff, 0xffff_ffff, 0xffff_ffff, 0xffff_ffff], [0xffff_ffff, 0xffff_ffff],
      [0x408f_276d, 0x41c8_3b0e, 0xa20b_c7c6, 0x6d54_51fd]
    ),
    (
      [0x243f_6a88, 0x85a3_08d3, 0x1319_8a2e, 0x0370_7344], [0xa409_3822, 0x299f_31d0],
      [0xd16c_fe09, 0x94fd_cceb, 0x5001_e420, 0x2412_6ea1]
    ),
  ]

  @Test(arguments: knownAnswers)
  func wordsAreThePublishedOnes(counter: [UInt32], key: [UInt32], words: [UInt32]) {
    let generator = Philox4x32(key: (key[0], key[1]))
    let found = generator.words(at: (counter[0], counter[1], counter[2], counter[3]))
    #expect([found.0, found.1, found.2, found.3] == words)
  }

  @Test func seedAndCounterOf64BitsAreTheirLowWordFirst() {
    let short = Philox4x32(seed: 0x299f_31d0_a409_3822).words(at: 0x85a3_08d3_243f_6a88)
    let long = Philox4x32(key: (0xa409_3822, 0x299f_31d0))
      .words(at: (0x243f_6a88, 0x85a3_08d3, 0, 0))
    #expect(short == long)
  }
}
