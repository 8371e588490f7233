import Testing

/// The same bits in every build: the checksums were computed once and hold for every machine.
struct ReproducibilityTests {
  private static let checksums: [(Function, UInt64)] = [
    (.exp, 0x6ec2_aad1_1e66_c4a3), (.log, 0xb0ef_6ca2_3d64_5cc9), (.sin, 0x5daa_c48e_bf5e_204c),
    (.cos, 0x57f3_b121_8407_68af), (.tan, 0x2e4f_b853_3215_ad21), (.power, 0x29e8_5966_5d31_a023),
    (.cosineOfTurns, 0x7ee4_201e_1d16_cf89), (.sineOfTurns, 0xbf3c_a856_af32_50cf),
    (.exp2, 0x0d2d_3f2f_86db_153c), (.expm1, 0x1a3a_3d3f_fba5_5a93),
    (.log2, 0xb4f4_1382_0b43_dfe2), (.log10, 0x9fc1_fb21_ae26_f622),
    (.log1p, 0xeeb6_ff3f_c5d8_4ec1),
  ]

  @Test(arguments: checksums)
  func millionValuesHaveTheirBits(function: Function, expected: UInt64) {
    var points = Points(seed: 1)
    // Fowler, Noll and Vo, on words of 64 bits, with a shift since the product carries upwards only.
    var checksum: UInt64 = 0xCBF2_9CE4_8422_2325
    for value in function.values(points.arguments(1_000_000, for: function)) {
      checksum = (checksum ^ value.bitPattern) &* 0x100_0000_01B3
      checksum ^= checksum >> 29
    }
    #expect(checksum == expected, "\(function): 0x\(String(checksum, radix: 16))")
  }
}
