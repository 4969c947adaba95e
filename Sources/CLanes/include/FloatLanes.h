// Smooth counts in single precision, two vectors of orbits at a time: as many float32 lanes as fill one register.
//
// In C because Swift processes sixteen lanes one by one.
#ifndef JULIAREEL_FLOAT_LANES_H
#define JULIAREEL_FLOAT_LANES_H

#include "CLanes.h"

typedef float float_lanes __attribute__((ext_vector_type(2 * LANE_COUNT)));
typedef int32_t integer_lanes __attribute__((ext_vector_type(2 * LANE_COUNT)));
typedef uint64_t lanes_bits __attribute__((ext_vector_type(LANE_COUNT)));

// The 32-bit words 0, 2, 4 … or 1, 3, 5 … of `low`, then those of `high`: the lower or the upper half of each 64-bit lane.
#if LANE_COUNT == 8
#define FLOAT_LANES_WORDS(low, high, k) \
  __builtin_shufflevector(low, high, k, k + 2, k + 4, k + 6, k + 8, k + 10, k + 12, k + 14, k + 16, k + 18, k + 20, k + 22, \
                          k + 24, k + 26, k + 28, k + 30)
#elif LANE_COUNT == 4
#define FLOAT_LANES_WORDS(low, high, k) \
  __builtin_shufflevector(low, high, k, k + 2, k + 4, k + 6, k + 8, k + 10, k + 12, k + 14)
#else
#define FLOAT_LANES_WORDS(low, high, k) __builtin_shufflevector(low, high, k, k + 2, k + 4, k + 6)
#endif

/// `value` in each lane.
LANES_INLINE float_lanes float_lanes_repeating(float value) { return (float_lanes)value; }

/// The numbers at `from`.
LANES_INLINE float_lanes float_lanes_load(const float *from) {
  float_lanes values;
  __builtin_memcpy(&values, from, sizeof values);
  return values;
}

#if defined(__AVX2__) && !defined(__AVX512F__)
/// All bits of the lanes that `mask` selects.
LANES_INLINE __m256i float_lanes_marked(uint32_t mask) {
  const __m256i bits = _mm256_setr_epi32(1, 2, 4, 8, 16, 32, 64, 128);
  return _mm256_cmpeq_epi32(_mm256_and_si256(_mm256_set1_epi32((int32_t)mask), bits), bits);
}
#endif

/// `values`, plus `increment` in the lanes that `mask` selects.
LANES_INLINE float_lanes float_lanes_adding(float_lanes values, float increment, uint32_t mask) {
#if defined(__AVX512F__)
  return (float_lanes)_mm512_mask_add_ps((__m512)values, (__mmask16)mask, (__m512)values, _mm512_set1_ps(increment));
#elif defined(__AVX2__)
  const __m256 added = _mm256_and_ps(_mm256_set1_ps(increment), _mm256_castsi256_ps(float_lanes_marked(mask)));
  return values + (float_lanes)added;
#else
  for (int lane = 0; lane < 2 * LANE_COUNT; ++lane) values[lane] += mask >> lane & 1 ? increment : 0;
  return values;
#endif
}

// The bits of √½.
#define FLOAT_LANES_SQUARE_ROOT_OF_HALF 0x3F3504F3

/// exponent + log₂(1 + t) for t from √½ − 1 to √2 − 1.
///
/// t times the minimax polynomial of degree 8 on that interval, whose largest error is 7.6·10⁻⁹ (Remez's algorithm).
LANES_INLINE float_lanes float_lanes_log2_sum(float_lanes exponent, float_lanes t) {
#pragma clang fp contract(off)
  // Estrin's scheme: pairs, then pairs of pairs, for short dependency chains.
  const float_lanes t2 = t * t, t4 = t2 * t2;
  const float_lanes q01 = LANES_MULTIPLY_ADD(t, (float_lanes)-0.721347451210022f, (float_lanes)1.4426947832107544f);
  const float_lanes q23 = LANES_MULTIPLY_ADD(t, (float_lanes)-0.3607001304626465f, (float_lanes)0.4809263050556183f);
  const float_lanes q45 = LANES_MULTIPLY_ADD(t, (float_lanes)-0.2389036864042282f, (float_lanes)0.28754591941833496f);
  const float_lanes q67 = LANES_MULTIPLY_ADD(t, (float_lanes)-0.2081906944513321f, (float_lanes)0.2187425196170807f);
  const float_lanes q03 = LANES_MULTIPLY_ADD(t2, q23, q01);
  const float_lanes q47 = LANES_MULTIPLY_ADD(t2, q67, q45);
  const float_lanes q48 = LANES_MULTIPLY_ADD(t4, (float_lanes)0.11922677606344223f, q47);
  return LANES_MULTIPLY_ADD(t, LANES_MULTIPLY_ADD(t4, q48, q03), exponent);
}

/// log₂ of 2⁹⁸⁶·`low` and 2⁹⁸⁶·`high`, positive normal numbers that are 2⁻⁹⁸⁶ or more, to a relative 10⁻⁷.
LANES_INLINE float_lanes float_lanes_log2_scaled(lanes low, lanes high) {
  // The bits of 2⁻⁹⁸⁶·√½. Subtracting them puts the exponent's step at √½ and its origin at 0, so that m = √½…√2.
  const lanes_bits origin = (lanes_bits)0x0246A09E60000000;
  const lanes_bits low_bits = (lanes_bits)low - origin, high_bits = (lanes_bits)high - origin;
  const integer_lanes upper = FLOAT_LANES_WORDS((integer_lanes)low_bits, (integer_lanes)high_bits, 1);
  const float_lanes exponent = __builtin_convertvector(upper >> 20, float_lanes);
  // The upper 23 bits of the mantissa, without rounding: the logarithm is 4 or more, so single precision cannot hold
  // more of it.
  const lanes_bits low_mantissa = low_bits >> 29, high_mantissa = high_bits >> 29;
  const integer_lanes mantissa = FLOAT_LANES_WORDS((integer_lanes)low_mantissa, (integer_lanes)high_mantissa, 0);
  const float_lanes m = (float_lanes)((mantissa & 0x7FFFFF) + FLOAT_LANES_SQUARE_ROOT_OF_HALF);
  return float_lanes_log2_sum(exponent, m - 1);
}

/// log₂ of positive normal numbers.
LANES_INLINE float_lanes float_lanes_log2(float_lanes x) {
  const integer_lanes bits = (integer_lanes)x - FLOAT_LANES_SQUARE_ROOT_OF_HALF;
  const float_lanes exponent = __builtin_convertvector(bits >> 23, float_lanes);
  const float_lanes m = (float_lanes)((bits & 0x7FFFFF) + FLOAT_LANES_SQUARE_ROOT_OF_HALF);
  return float_lanes_log2_sum(exponent, m - 1);
}

/// `iteration` + `offset` − log₂(log₂ m), at least 0, for m = 2⁹⁸⁶·`low` and 2⁹⁸⁶·`high`, which are greater than 2.
LANES_INLINE float_lanes float_lanes_smooth_counts(lanes low, lanes high, float_lanes iteration, float offset) {
  const float_lanes potential = float_lanes_log2_scaled(low, high);
  return __builtin_elementwise_max(iteration + (offset - float_lanes_log2(potential)), (float_lanes)0);
}

/// The same with the outer logarithm multiplied by `share`: to another base.
LANES_INLINE float_lanes float_lanes_smooth_counts_to_base(
  lanes low, lanes high, float_lanes iteration, float offset, float share) {
#pragma clang fp contract(off)
  const float_lanes potential = float_lanes_log2_scaled(low, high);
  return __builtin_elementwise_max(iteration + (offset - share * float_lanes_log2(potential)), (float_lanes)0);
}

/// Writes lane k of `values` to `to[k]` if bit k of `mask` is set.
LANES_INLINE void float_lanes_store(float *to, float_lanes values, uint32_t mask) {
#if defined(__AVX512F__)
  _mm512_mask_storeu_ps(to, (__mmask16)mask, (__m512)values);
#elif defined(__AVX2__)
  // A masked store is slow on some processors, and most vectors escape as a whole.
  if (mask == 0xFF) _mm256_storeu_ps(to, (__m256)values);
  else _mm256_maskstore_ps(to, float_lanes_marked(mask), (__m256)values);
#else
  for (int lane = 0; lane < 2 * LANE_COUNT; ++lane) {
    if (mask >> lane & 1) to[lane] = values[lane];
  }
#endif
}

/// Writes lane k of `values` to `to[places[k]]` if bit k of `mask` is set.
LANES_INLINE void float_lanes_scatter(float *to, const int32_t *places, float_lanes values, uint32_t mask) {
#if defined(__AVX512F__)
  _mm512_mask_i32scatter_ps(to, (__mmask16)mask, _mm512_loadu_si512(places), (__m512)values, 4);
#elif defined(__AVX2__)
  // Writing all lanes of a register takes as long as searching for the selected ones.
  if (mask == 0xFF) {
    for (int lane = 0; lane < 2 * LANE_COUNT; ++lane) to[places[lane]] = values[lane];
    return;
  }
  for (uint32_t left = mask; left != 0; left &= left - 1) {
    const int lane = __builtin_ctz(left);
    to[places[lane]] = values[lane];
  }
#else
  for (int lane = 0; lane < 2 * LANE_COUNT; ++lane) {
    if (mask >> lane & 1) to[places[lane]] = values[lane];
  }
#endif
}

/// Writes `value` to `to[k]` for all lanes.
LANES_INLINE void float_lanes_fill(float *to, float value) {
  const float_lanes values = (float_lanes)value;
  __builtin_memcpy(to, &values, sizeof values);
}

#endif
