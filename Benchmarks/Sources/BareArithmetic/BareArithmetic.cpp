#include "BareArithmetic.h"

namespace {

constexpr double real = -0.12;
constexpr double imaginary = 0.75;

/// The loop for `vectors` vectors of `lanes` orbits. It takes on the instructions of the function that it is inlined into, and there a
/// product and a sum become one fused operation where that exists: four operations a step, in two chains of two.
template <int lanes, int vectors>
[[gnu::always_inline]] inline uint64_t advance(uint64_t steps, double *sum) {
#pragma clang fp contract(on)
  using Lanes = double __attribute__((ext_vector_type(lanes)));
  Lanes x[vectors], y[vectors];
  for (int vector = 0; vector < vectors; ++vector) {
    for (int lane = 0; lane < lanes; ++lane) {
      x[vector][lane] = 1e-4 * (vector * lanes + lane);
      y[vector][lane] = -1e-5 * lane;
    }
  }
  // Twice in a turn, so that no y has to be moved back to the register that it started in.
  for (uint64_t step = 0; step < steps; step += 2) {
#pragma clang loop unroll(full)
    for (int half = 0; half < 2; ++half) {
#pragma clang loop unroll(full)
      for (int vector = 0; vector < vectors; ++vector) {
        const Lanes partial = real - y[vector] * y[vector];
        y[vector] = (x[vector] + x[vector]) * y[vector] + imaginary;
        x[vector] = x[vector] * x[vector] + partial;
      }
    }
  }
  *sum = 0;
  for (int vector = 0; vector < vectors; ++vector) {
    for (int lane = 0; lane < lanes; ++lane) *sum += x[vector][lane] + y[vector][lane];
  }
  return steps * lanes * vectors;
}

/// The loops of a vector width, by the number of vectors in flight.
template <int lanes>
[[gnu::always_inline]] inline uint64_t advance(int vectors, uint64_t steps, double *sum) {
  switch (vectors) {
  case 4: return advance<lanes, 4>(steps, sum);
  case 6: return advance<lanes, 6>(steps, sum);
  case 8: return advance<lanes, 8>(steps, sum);
  case 10: return advance<lanes, 10>(steps, sum);
  case 12: return advance<lanes, 12>(steps, sum);
  default: return 0;
  }
}

#if defined(__x86_64__)
[[gnu::target("avx2,fma")]] uint64_t advance_avx2(int vectors, uint64_t steps, double *sum) {
  return advance<4>(vectors, steps, sum);
}

[[gnu::target("avx512f")]] uint64_t advance_avx512(int vectors, uint64_t steps, double *sum) {
  return advance<8>(vectors, steps, sum);
}
#endif

}  // namespace

uint64_t bare_arithmetic_advance(bare_arithmetic_set set, int vectors, uint64_t steps, double *sum) {
  switch (set) {
  case bare_arithmetic_baseline: return advance<2>(vectors, steps, sum);
#if defined(__x86_64__)
  case bare_arithmetic_avx2: return advance_avx2(vectors, steps, sum);
  case bare_arithmetic_avx512: return advance_avx512(vectors, steps, sum);
#else
  case bare_arithmetic_avx2:
  case bare_arithmetic_avx512: return 0;
#endif
  }
  return 0;
}
