// Operations that Swift's SIMD types lack: a comparison as a bit mask, and moving the lanes that a bit mask selects.
//
// The instruction set is that of the Swift module that includes this, so each module gets its own version.
#ifndef JULIAREEL_CLANES_H
#define JULIAREEL_CLANES_H

#include <stdint.h>

#if defined(__AVX512F__)
#include <immintrin.h>
#define LANE_COUNT 8
#elif defined(__AVX2__)
#include <immintrin.h>
#define LANE_COUNT 4
#else
#define LANE_COUNT 2
#endif

#define LANES_INLINE static inline __attribute__((always_inline))

typedef double lanes __attribute__((ext_vector_type(LANE_COUNT)));

/// Complex numbers x + iy. Swift cannot import these: it calls a function for each part, and what both compute is computed once.
typedef struct {
  lanes x;
  lanes y;
} complex_lanes;

/// Defines the real part of a formula's step and the imaginary one, for Swift.
#define LANES_PARTS_OF_STEP(formula)                                                                            \
  LANES_INLINE lanes formula##_lanes_step_real(lanes x, lanes y, lanes real, lanes imaginary) {                 \
    return formula##_lanes_step(x, y, real, imaginary).x;                                                       \
  }                                                                                                             \
  LANES_INLINE lanes formula##_lanes_step_imaginary(lanes x, lanes y, lanes real, lanes imaginary) {            \
    return formula##_lanes_step(x, y, real, imaginary).y;                                                       \
  }

// Arithmetic is here because Swift's operators on two lanes become two scalar operations each, and because a
// multiply-add must be rounded as often as stated here: once with the fused instruction, twice where that would be a
// libm call. Every 64-bit ARM has it, but no compiler for ARM defines __FMA__.
#if defined(__FMA__) || defined(__aarch64__)
#define LANES_MULTIPLY_ADD(a, b, c) __builtin_elementwise_fma(a, b, c)
#else
#define LANES_MULTIPLY_ADD(a, b, c) ((a) * (b) + (c))
#endif

/// x + y.
LANES_INLINE lanes lanes_sum(lanes x, lanes y) { return x + y; }

/// x·y.
LANES_INLINE lanes lanes_product(lanes x, lanes y) { return x * y; }

/// a·b + c.
LANES_INLINE lanes lanes_multiply_add(lanes a, lanes b, lanes c) {
#pragma clang fp contract(off)
  return LANES_MULTIPLY_ADD(a, b, c);
}

/// c − a·b.
LANES_INLINE lanes lanes_multiply_subtract(lanes a, lanes b, lanes c) {
#pragma clang fp contract(off)
  return LANES_MULTIPLY_ADD(-a, b, c);
}

/// Bit k is set if lane k of `values` is greater than lane k of `limits`; never if either is NaN.
LANES_INLINE uint32_t lanes_greater(lanes values, lanes limits) {
#if defined(__AVX512F__)
  return _mm512_cmp_pd_mask((__m512d)values, (__m512d)limits, _CMP_GT_OQ);
#elif defined(__AVX2__)
  return (uint32_t)_mm256_movemask_pd(_mm256_cmp_pd((__m256d)values, (__m256d)limits, _CMP_GT_OQ));
#else
  return (uint32_t)(values.x > limits.x) | (uint32_t)(values.y > limits.y) << 1;
#endif
}

/// Bit k is set if lane k of `values` is at most lane k of `limits`; never if either is NaN.
LANES_INLINE uint32_t lanes_within(lanes values, lanes limits) {
#if defined(__AVX512F__)
  return _mm512_cmp_pd_mask((__m512d)values, (__m512d)limits, _CMP_LE_OQ);
#elif defined(__AVX2__)
  return (uint32_t)_mm256_movemask_pd(_mm256_cmp_pd((__m256d)values, (__m256d)limits, _CMP_LE_OQ));
#else
  return (uint32_t)(values.x <= limits.x) | (uint32_t)(values.y <= limits.y) << 1;
#endif
}

/// Bit k is set if lane k of `values` equals lane k of `others`.
LANES_INLINE uint32_t lanes_equal(lanes values, lanes others) {
#if defined(__AVX512F__)
  return _mm512_cmp_pd_mask((__m512d)values, (__m512d)others, _CMP_EQ_OQ);
#elif defined(__AVX2__)
  return (uint32_t)_mm256_movemask_pd(_mm256_cmp_pd((__m256d)values, (__m256d)others, _CMP_EQ_OQ));
#else
  return (uint32_t)(values.x == others.x) | (uint32_t)(values.y == others.y) << 1;
#endif
}

/// Lane k of `replacement` if bit k of `mask` is set, of `values` otherwise.
LANES_INLINE lanes lanes_replacing(lanes values, lanes replacement, uint32_t mask) {
#if defined(__AVX512F__)
  return (lanes)_mm512_mask_mov_pd((__m512d)values, (__mmask8)mask, (__m512d)replacement);
#elif defined(__AVX2__)
  const __m256i bits = _mm256_set_epi64x(8, 4, 2, 1);
  const __m256i marked = _mm256_cmpeq_epi64(_mm256_and_si256(_mm256_set1_epi64x(mask), bits), bits);
  return (lanes)_mm256_blendv_pd((__m256d)values, (__m256d)replacement, _mm256_castsi256_pd(marked));
#else
  for (int lane = 0; lane < LANE_COUNT; ++lane) values[lane] = mask >> lane & 1 ? replacement[lane] : values[lane];
  return values;
#endif
}

#if defined(__AVX2__) && !defined(__AVX512F__)
// For each mask of four lanes, the selected ones in order and then the others: as lanes, and as the 32-bit halves of
// lanes.
#define PACKED_ORDERS(entry) \
  {entry(0, 1, 2, 3), entry(0, 1, 2, 3), entry(1, 0, 2, 3), entry(0, 1, 2, 3), entry(2, 0, 1, 3), entry(0, 2, 1, 3), \
   entry(1, 2, 0, 3), entry(0, 1, 2, 3), entry(3, 0, 1, 2), entry(0, 3, 1, 2), entry(1, 3, 0, 2), entry(0, 1, 3, 2), \
   entry(2, 3, 0, 1), entry(0, 2, 3, 1), entry(1, 2, 3, 0), entry(0, 1, 2, 3)}
#define PACKED_LANES(a, b, c, d) {a, b, c, d}
#define PACKED_HALVES(a, b, c, d) {2 * a, 2 * a + 1, 2 * b, 2 * b + 1, 2 * c, 2 * c + 1, 2 * d, 2 * d + 1}
static const int32_t lanes_packed_order[16][4] __attribute__((aligned(16))) = PACKED_ORDERS(PACKED_LANES);
static const int32_t lanes_packed_halves[16][8] __attribute__((aligned(32))) = PACKED_ORDERS(PACKED_HALVES);

/// The lane numbers in the order in which `mask` packs them.
LANES_INLINE __m128i lanes_order(uint32_t mask) { return _mm_load_si128((const __m128i *)lanes_packed_order[mask & 15]); }
#endif

/// Writes the lanes that `mask` selects to `to`, packed; all LANE_COUNT places at `to` may be overwritten.
LANES_INLINE void lanes_pack(double *to, lanes values, uint32_t mask) {
#if defined(__AVX512F__)
  _mm512_storeu_pd(to, _mm512_maskz_compress_pd((__mmask8)mask, (__m512d)values));
#elif defined(__AVX2__)
  const __m256i halves = _mm256_load_si256((const __m256i *)lanes_packed_halves[mask & 15]);
  _mm256_storeu_ps((float *)to, _mm256_permutevar8x32_ps((__m256)values, halves));
#else
  for (int lane = 0; lane < LANE_COUNT; ++lane) {
    *to = values[lane];
    to += mask >> lane & 1;
  }
#endif
}

/// Like `lanes_pack`, for numbers that belong to the lanes; `to` may be `from`, or before it.
LANES_INLINE void lanes_pack_numbers(int32_t *to, const int32_t *from, uint32_t mask) {
#if defined(__AVX512F__)
  _mm256_storeu_si256((__m256i *)to, _mm256_maskz_compress_epi32((__mmask8)mask, _mm256_loadu_si256((const __m256i *)from)));
#elif defined(__AVX2__)
  _mm_storeu_ps((float *)to, _mm_permutevar_ps(_mm_loadu_ps((const float *)from), lanes_order(mask)));
#else
  for (int lane = 0; lane < LANE_COUNT; ++lane) {
    *to = from[lane];
    to += mask >> lane & 1;
  }
#endif
}

/// Like `lanes_pack`, for the numbers first, first + 1, …, one per lane.
LANES_INLINE void lanes_pack_count(int32_t *to, int32_t first, uint32_t mask) {
#if defined(__AVX512F__)
  const __m256i numbers = _mm256_add_epi32(_mm256_set1_epi32(first), _mm256_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7));
  _mm256_storeu_si256((__m256i *)to, _mm256_maskz_compress_epi32((__mmask8)mask, numbers));
#elif defined(__AVX2__)
  _mm_storeu_si128((__m128i *)to, _mm_add_epi32(_mm_set1_epi32(first), lanes_order(mask)));
#else
  for (int lane = 0; lane < LANE_COUNT; ++lane) {
    *to = first + lane;
    to += mask >> lane & 1;
  }
#endif
}

/// Writes `value` to `to[places[k]]` if bit k of `mask` is set.
LANES_INLINE void lanes_scatter_value(float *to, const int32_t *places, float value, uint32_t mask) {
#if defined(__AVX512F__)
  _mm256_mask_i32scatter_ps(to, (__mmask8)mask, _mm256_loadu_si256((const __m256i *)places), _mm256_set1_ps(value), 4);
#else
  for (int lane = 0; lane < LANE_COUNT; ++lane) {
    if (mask >> lane & 1) to[places[lane]] = value;
  }
#endif
}

#include "FloatLanes.h"

#include "ChannelLanes.h"

#include "ColorLanes.h"

#include "PowerLanes.h"

#include "TricornLanes.h"

#include "BurningShipLanes.h"

#include "CelticLanes.h"

#include "BuffaloLanes.h"

#include "PhoenixLanes.h"

#endif
