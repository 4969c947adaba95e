// Faults on purpose, in functions that Swift takes in as it does those of CLanes.
#ifndef JULIAREEL_CONTROL_H
#define JULIAREEL_CONTROL_H

#include <stdint.h>

#define CONTROL_INLINE static inline __attribute__((always_inline))

/// Undefined for distances of 32 and more.
CONTROL_INLINE uint32_t control_shift(uint32_t bits, int distance) { return bits << distance; }

/// Undefined where the sum is greater than an int.
CONTROL_INLINE int control_sum(int x, int y) { return x + y; }

/// Writes beyond the end where `place` is not among the numbers at `to`.
CONTROL_INLINE void control_store(double *to, int place, double value) { to[place] = value; }

#endif
