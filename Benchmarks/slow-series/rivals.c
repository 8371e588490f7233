// What mpisum's direct engine is measured against: compiled with cc -O3 -march=native by run.sh.

/// The loop of the course: digits by division, a plain sum.
double rival_course(long limit) {
  double total = 0;
  for (long i = 1; i <= limit; i++) {
    long k = i;
    int keep = 1;
    while (k > 0) {
      if (k % 10 == 9) {
        keep = 0;
        break;
      }
      k /= 10;
    }
    if (keep) total += 1.0 / i;
  }
  return total;
}

static int has_nine(long k) {
  for (; k > 0; k /= 10)
    if (k % 10 == 9) return 1;
  return 0;
}

typedef double vector __attribute__((vector_size(64)));

/// A vector loop as an expert writes it: a table of the 729 allowed endings of three digits, one division a
/// term, four sums of eight lanes. The limit is a multiple of 1000 without a 9.
double rival_vector(long limit) {
  static double endings[736] __attribute__((aligned(64)));
  int count = 0;
  for (int ending = 0; ending < 1000; ending++)
    if (!has_nine(ending)) endings[count++] = ending;
  double total = 1.0 / limit;
  for (long prefix = 0; prefix < limit / 1000; prefix++) {
    if (has_nine(prefix)) continue;
    double base = prefix * 1000.0;
    int i = 0;
    if (prefix == 0) {
      for (i = 1; i < count; i++) total += 1.0 / endings[i];
      continue;
    }
    vector a = {0}, b = {0}, c = {0}, d = {0};
    for (; i + 32 <= count; i += 32) {
      const vector *x = (const vector *)(endings + i);
      a += 1.0 / (base + x[0]);
      b += 1.0 / (base + x[1]);
      c += 1.0 / (base + x[2]);
      d += 1.0 / (base + x[3]);
    }
    a += b + (c + d);
    for (int lane = 0; lane < 8; lane++) total += a[lane];
    for (; i < count; i++) total += 1.0 / (base + endings[i]);
  }
  return total;
}
