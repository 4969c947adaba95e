#include "BareArithmetic.h"

namespace {

/// The loop for `vectors` vectors of `lanes` orbits in `Number`s, with a test every `block` steps, or none for 0; `bounded`: with a bound on
/// the error. It takes on the instructions of the function that it is inlined into, and there a product and a sum become one fused
/// operation where that exists: four operations a step, in two chains of two, and three more for a bound.
template <typename Number, int lanes, int block, bool bounded, int vectors>
[[gnu::always_inline]] inline uint64_t advance(uint64_t steps, double *sum) {
#pragma clang fp contract(on)
  using Lanes = Number __attribute__((ext_vector_type(lanes)));
  constexpr Number real = -0.12, imaginary = 0.75;
  Lanes x[vectors], y[vectors], bound[vectors];
  for (int vector = 0; vector < vectors; ++vector) {
    for (int lane = 0; lane < lanes; ++lane) {
      x[vector][lane] = 1e-4 * (vector * lanes + lane);
      y[vector][lane] = -1e-5 * lane;
    }
    bound[vector] = 0;
  }
  // At least twice in a turn, so that no y has to be moved back to the register that it started in.
  constexpr int turn = block > 0 ? block : 2;
  for (uint64_t step = 0; step < steps; step += turn) {
#pragma clang loop unroll(full)
    for (int part = 0; part < turn; ++part) {
#pragma clang loop unroll(full)
      for (int vector = 0; vector < vectors; ++vector) {
        if constexpr (bounded) bound[vector] = (x[vector] * x[vector] + y[vector] * y[vector]) * bound[vector] + Number(1e-14);
        const Lanes partial = real - y[vector] * y[vector];
        y[vector] = (x[vector] + x[vector]) * y[vector] + imaginary;
        x[vector] = x[vector] * x[vector] + partial;
      }
    }
    if constexpr (block > 0) {
      auto outside = x[0] * x[0] + y[0] * y[0] > Number(225);
#pragma clang loop unroll(full)
      for (int vector = 1; vector < vectors; ++vector) {
        outside |= x[vector] * x[vector] + y[vector] * y[vector] > Number(225);
      }
      if (__builtin_reduce_or(outside) != 0) return 0;
    }
  }
  *sum = 0;
  for (int vector = 0; vector < vectors; ++vector) {
    for (int lane = 0; lane < lanes; ++lane) *sum += x[vector][lane] + y[vector][lane] + bound[vector][lane];
  }
  return steps * lanes * vectors;
}

/// The loops of one kind, by the number of vectors in flight.
template <typename Number, int lanes, int block, bool bounded = false>
[[gnu::always_inline]] inline uint64_t advance(int vectors, uint64_t steps, double *sum) {
  switch (vectors) {
  case 4: return advance<Number, lanes, block, bounded, 4>(steps, sum);
  case 6: return advance<Number, lanes, block, bounded, 6>(steps, sum);
  case 8: return advance<Number, lanes, block, bounded, 8>(steps, sum);
  case 10: return advance<Number, lanes, block, bounded, 10>(steps, sum);
  case 12: return advance<Number, lanes, block, bounded, 12>(steps, sum);
  default: return 0;
  }
}

/// The loops of a vector of so many bytes, by their kind.
template <int bytes>
[[gnu::always_inline]] inline uint64_t advance(bare_arithmetic_kind kind, int vectors, uint64_t steps, double *sum) {
  constexpr int doubles = bytes / sizeof(double), floats = bytes / sizeof(float);
  switch (kind) {
  case bare_arithmetic_double: return advance<double, doubles, 0>(vectors, steps, sum);
  case bare_arithmetic_float: return advance<float, floats, 0>(vectors, steps, sum);
  case bare_arithmetic_tested_double: return advance<double, doubles, 8>(vectors, steps, sum);
  case bare_arithmetic_tested_float: return advance<float, floats, 4>(vectors, steps, sum);
  case bare_arithmetic_bounded_float: return advance<float, floats, 4, true>(vectors, steps, sum);
  }
  return 0;
}

#if defined(__x86_64__)
[[gnu::target("avx2,fma")]] uint64_t advance_avx2(bare_arithmetic_kind kind, int vectors, uint64_t steps, double *sum) {
  return advance<32>(kind, vectors, steps, sum);
}

[[gnu::target("avx512f")]] uint64_t advance_avx512(bare_arithmetic_kind kind, int vectors, uint64_t steps, double *sum) {
  return advance<64>(kind, vectors, steps, sum);
}
#endif

}  // namespace

uint64_t bare_arithmetic_advance(
    bare_arithmetic_set set, bare_arithmetic_kind kind, int vectors, uint64_t steps, double *sum) {
  switch (set) {
  case bare_arithmetic_baseline: return advance<16>(kind, vectors, steps, sum);
#if defined(__x86_64__)
  case bare_arithmetic_avx2: return advance_avx2(kind, vectors, steps, sum);
  case bare_arithmetic_avx512: return advance_avx512(kind, vectors, steps, sum);
#else
  case bare_arithmetic_avx2:
  case bare_arithmetic_avx512: return 0;
#endif
  }
  return 0;
}
