// z² + c and nothing else: how fast a processor can do the arithmetic of an orbit when nobody asks where the orbit is.
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

/// Takes the orbits of `vectors` vectors `steps` steps (an even number) under z² + c, c = −0.12 + 0.75i, without a test; none escapes.
///
/// Returns how many iterations that was, steps times orbits, or 0 where no loop is compiled for so many vectors: there are those for 4, 6, 8, 10
/// and 12. `sum` gets the sum of all coordinates, so that none can be left out. The processor must have the instructions.
uint64_t bare_arithmetic_advance(bare_arithmetic_set set, int vectors, uint64_t steps, double *sum);

#ifdef __cplusplus
}
#endif

#endif
