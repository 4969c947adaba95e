// What an orbit's channels need besides its steps: extremes, roots, logarithms and angles of lanes, and restarting
// lanes.
//
// Uses only sums, products, quotients and roots that IEEE 754 rounds exactly, so the numbers are the same on every
// machine with an instruction set.
#ifndef JULIAREEL_CHANNEL_LANES_H
#define JULIAREEL_CHANNEL_LANES_H

#include "CLanes.h"

/// x − y.
LANES_INLINE lanes lanes_difference(lanes x, lanes y) { return x - y; }

/// x / y.
LANES_INLINE lanes lanes_quotient(lanes x, lanes y) { return x / y; }

/// The smaller of x and y; y if one is NaN.
LANES_INLINE lanes lanes_minimum(lanes x, lanes y) { return x < y ? x : y; }

/// The greater of x and y; y if one is NaN.
LANES_INLINE lanes lanes_maximum(lanes x, lanes y) { return x > y ? x : y; }

/// |x|.
LANES_INLINE lanes lanes_absolute(lanes x) { return __builtin_elementwise_abs(x); }

/// x where y is not negative, −x where it is.
LANES_INLINE lanes lanes_with_sign(lanes x, lanes y) { return y < 0 ? -x : x; }

/// The whole number nearest to x, which is at least 0 and less than 2⁵¹.
LANES_INLINE lanes lanes_rounded(lanes x) {
#pragma clang fp reassociate(off)
  return (x + 0x1p52) - 0x1p52;
}

/// √x.
LANES_INLINE lanes lanes_square_root(lanes x) { return __builtin_elementwise_sqrt(x); }

/// 1/√x of normal numbers to a relative 4·10⁻¹¹; a finite number for 0.
///
/// Three steps of Newton's method from the well-known first guess, which halves and negates the exponent.
LANES_INLINE lanes lanes_reciprocal_root(lanes x) {
#pragma clang fp contract(off)
  const lanes_bits guess = (lanes_bits)0x5FE6EB50C7B537A9 - ((lanes_bits)x >> 1);
  const lanes half = x * 0.5;
  lanes root = (lanes)guess;
  for (int turn = 0; turn < 3; ++turn) root *= LANES_MULTIPLY_ADD(-(half * root), root, (lanes)1.5);
  return root;
}

/// log₂ of positive normal numbers to an absolute 8·10⁻⁹.
///
/// The polynomial is that of `float_lanes_log2_sum`.
LANES_INLINE lanes lanes_log2(lanes x) {
#pragma clang fp contract(off)
  // Relative to the bits of √½ the exponent's step is at √½, so that m = √½…√2. The exponent plus 1024 becomes a number
  // by replacing the last bits of 2⁵².
  const lanes_bits origin = (lanes_bits)0x3FE6A09E667F3BCD;
  const lanes_bits bits = (lanes_bits)x - origin;
  const lanes_bits exponent_bits = (bits + (lanes_bits)0x4000000000000000) >> 52 | (lanes_bits)0x4330000000000000;
  const lanes exponent = (lanes)exponent_bits - (0x1p52 + 1024);
  const lanes t = (lanes)((bits & (lanes_bits)0x000FFFFFFFFFFFFF) + origin) - 1;
  const lanes t2 = t * t, t4 = t2 * t2;
  const lanes q01 = LANES_MULTIPLY_ADD(t, (lanes)-0.721347451210022, (lanes)1.4426947832107544);
  const lanes q23 = LANES_MULTIPLY_ADD(t, (lanes)-0.3607001304626465, (lanes)0.4809263050556183);
  const lanes q45 = LANES_MULTIPLY_ADD(t, (lanes)-0.2389036864042282, (lanes)0.28754591941833496);
  const lanes q67 = LANES_MULTIPLY_ADD(t, (lanes)-0.2081906944513321, (lanes)0.2187425196170807);
  const lanes q03 = LANES_MULTIPLY_ADD(t2, q23, q01);
  const lanes q47 = LANES_MULTIPLY_ADD(t2, q67, q45);
  const lanes q48 = LANES_MULTIPLY_ADD(t4, (lanes)0.11922677606344223, q47);
  return LANES_MULTIPLY_ADD(t, LANES_MULTIPLY_ADD(t4, q48, q03), exponent);
}

/// The argument of x + iy in turns, 0..<1 also in single precision, to an absolute 10⁻⁹; 0 for 0.
///
/// atan(t)/2π for t from 0 to 1 is t times the minimax polynomial of degree 8 in t² (Remez's algorithm).
LANES_INLINE lanes lanes_turns(lanes x, lanes y) {
#pragma clang fp contract(off)
  const lanes width = lanes_absolute(x), height = lanes_absolute(y);
  const lanes t = lanes_minimum(width, height) / lanes_maximum(lanes_maximum(width, height), (lanes)0x1p-1000);
  const lanes u = t * t;
  lanes q = (lanes)0.0003910000233468239;
  q = LANES_MULTIPLY_ADD(q, u, (lanes)-0.0022920479773006898);
  q = LANES_MULTIPLY_ADD(q, u, (lanes)0.006331379534648768);
  q = LANES_MULTIPLY_ADD(q, u, (lanes)-0.011514634174437332);
  q = LANES_MULTIPLY_ADD(q, u, (lanes)0.016709592184927385);
  q = LANES_MULTIPLY_ADD(q, u, (lanes)-0.022538296413160575);
  q = LANES_MULTIPLY_ADD(q, u, (lanes)0.03180855856127315);
  q = LANES_MULTIPLY_ADD(q, u, (lanes)-0.05305047583236514);
  q = LANES_MULTIPLY_ADD(q, u, (lanes)0.1591549250092018);
  lanes turns = t * q;
  turns = height > width ? 0.25 - turns : turns;
  turns = x < 0 ? 0.5 - turns : turns;
  turns = y < 0 ? 1 - turns : turns;
  return turns >= 1 - 0x1p-25 ? (lanes)0 : turns;
}

/// `values`, with the lanes that `mask` selects replaced by the consecutive numbers at `from`.
LANES_INLINE lanes lanes_expand(lanes values, const double *from, uint32_t mask) {
#if defined(__AVX512F__)
  return (lanes)_mm512_mask_expandloadu_pd((__m512d)values, (__mmask8)mask, from);
#else
  for (int lane = 0; lane < LANE_COUNT; ++lane) {
    if (mask >> lane & 1) values[lane] = *from++;
  }
  return values;
#endif
}

/// The same for the numbers first, first + 1, ….
LANES_INLINE lanes lanes_expand_count(lanes values, double first, uint32_t mask) {
  for (int lane = 0; lane < LANE_COUNT; ++lane) {
    if (mask >> lane & 1) values[lane] = first++;
  }
  return values;
}

/// Writes lane k of `values` to `to[places[k]]` if bit k of `mask` is set; places are whole numbers.
LANES_INLINE void lanes_scatter(float *to, lanes places, lanes values, uint32_t mask) {
  for (int lane = 0; lane < LANE_COUNT; ++lane) {
    if (mask >> lane & 1) to[(int64_t)places[lane]] = (float)values[lane];
  }
}

#endif
