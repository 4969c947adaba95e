// z² + c and nothing else: how fast a processor can do the arithmetic of an orbit when nobody asks where the orbit is, or rarely.
#ifndef JULIAREEL_BARE_ARITHMETIC_H
#define JULIAREEL_BARE_ARITHMETIC_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// Vector instructions that a loop is compiled for, as in EscapeKernels.
typedef enum {
  /// What the compiler assumes without being told: SSE2 on x86-64, NEON on ARM.
  bare_arithmetic_baseline = 0,
  /// AVX2 and FMA.
  bare_arithmetic_avx2 = 1,
  /// AVX-512 F.
  bare_arithmetic_avx512 = 2,
} bare_arithmetic_set;

/// What is computed: orbits in 64 bits or in 32, of which twice as many are in a vector, and what else is done with them.
typedef enum {
  /// 64 bits, as in the kernels, and no test.
  bare_arithmetic_double = 0,
  /// 32 bits and no test.
  bare_arithmetic_float = 1,
  /// 64 bits, and a test of all orbits, |z| > 15, every eight steps.
  bare_arithmetic_tested_double = 2,
  /// 32 bits, and the test every four steps.
  bare_arithmetic_tested_float = 3,
  /// The same, and B ↦ |z|²·B + b in every step, the least with which the propagated error of an orbit could be bounded.
  bare_arithmetic_bounded_float = 4,
} bare_arithmetic_kind;

/// Takes the orbits of `vectors` vectors `steps` steps (a multiple of eight) under z² + c, c = −0.12 + 0.75i; none escapes.
///
/// Returns how many iterations that was, steps times orbits, or 0 where no loop is compiled for so many vectors: there are those for 4, 6, 8, 10
/// and 12. `sum` gets the sum of all coordinates, so that none can be left out. The processor must have the instructions.
uint64_t bare_arithmetic_advance(
    bare_arithmetic_set set, bare_arithmetic_kind kind, int vectors, uint64_t steps, double *sum);

#ifdef __cplusplus
}
#endif

#endif
