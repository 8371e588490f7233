import Testing

/// The same bits in every build: the checksums were computed once and hold for every machine.
struct ReproducibilityTests {
  @Test(arguments: [
    (Function.exp, 0xcea3_ed05_f4a3_86c6), (.log, 0xb0ef_6ca2_3d64_5cc9), (.sin, 0x5daa_c48e_bf5e_204c), (.cos, 0x57f3_b121_8407_68af), (.tan, 0x2e4f_b853_3215_ad21), (.power, 0x29e8_5966_5d31_a023),
    (.cosineOfTurns, 0x7ee4_201e_1d16_cf89), (.sineOfTurns, 0xbf3c_a856_af32_50cf),
  ])
  func millionValuesHaveTheirBits(function: Function, expected: UInt64) {
    var points = Points(seed: 1)
    // Fowler, Noll and Vo, on words of 64 bits.
    var checksum: UInt64 = 0xCBF2_9CE4_8422_2325
    for value in function.values(points.arguments(1_000_000, for: function)) {
      checksum = (checksum ^ value.bitPattern) &* 0x100_0000_01B3
      checksum ^= checksum >> 29
    }
    #expect(checksum == expected, "\(function): 0x\(String(checksum, radix: 16))")
  }
}
