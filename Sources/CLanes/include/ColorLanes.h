// What is done to pixels after their orbits: values to entries of a colour table, entries to samples, differences of
// neighbours. Eight pixels at a time, in as many registers as they take.
//
// Integers, and sums rounded as in Swift: so every instruction set writes the same bytes.
#ifndef JULIAREEL_COLOR_LANES_H
#define JULIAREEL_COLOR_LANES_H

#include "CLanes.h"

#include <stddef.h>

// Vectors wider than the registers are passed only to functions that are always inlined: no call depends on how.
#pragma clang diagnostic push
#pragma clang diagnostic ignored "-Wpsabi"

enum { COLOR_LANES_COUNT = 8 };

typedef float color_floats __attribute__((ext_vector_type(8)));
typedef double color_doubles __attribute__((ext_vector_type(8)));
typedef uint64_t color_words __attribute__((ext_vector_type(8)));
typedef uint32_t color_entries __attribute__((ext_vector_type(8)));
typedef uint8_t color_codes __attribute__((ext_vector_type(8)));
typedef uint8_t color_half_codes __attribute__((ext_vector_type(4)));
typedef uint8_t color_bytes __attribute__((ext_vector_type(32)));

#define COLOR_LANES_LOAD(type, from) \
  ({ \
    type loaded; \
    __builtin_memcpy(&loaded, (from), sizeof loaded); \
    loaded; \
  })
#define COLOR_LANES_STORE(to, values) \
  ({ \
    __typeof__(values) stored = (values); \
    __builtin_memcpy((to), &stored, sizeof stored); \
  })

/// The entries of eight values: the integers nearest to value·scale + offset modulo `mask` + 1, a power of two, and
/// `interior` for negative values.
LANES_INLINE color_entries color_lanes_cyclic_entries(
  color_floats values, double scale, double offset, uint32_t mask, uint32_t interior) {
#pragma clang fp contract(off)
  const color_doubles positions = __builtin_convertvector(values, color_doubles) * scale + offset;
  // Adding 1.5·2⁵² puts the integer nearest to a position into the low bits of the sum.
  const color_words bits = (color_words)(positions + 0x1.8p52);
  const color_entries found = __builtin_convertvector(bits, color_entries) & mask;
  const color_entries inside = (color_entries)(values < 0);
  return (found & ~inside) | (interior & inside);
}

/// Writes the entries of `count` values to `entries`.
LANES_INLINE void color_lanes_find_cyclic(
  const float *values, ptrdiff_t count, double scale, double offset, uint32_t mask, uint32_t interior, uint32_t *entries) {
  ptrdiff_t index = 0;
  for (; index + COLOR_LANES_COUNT <= count; index += COLOR_LANES_COUNT) {
    const color_floats loaded = COLOR_LANES_LOAD(color_floats, values + index);
    COLOR_LANES_STORE(entries + index, color_lanes_cyclic_entries(loaded, scale, offset, mask, interior));
  }
  for (; index < count; ++index) {
    entries[index] = color_lanes_cyclic_entries((color_floats)values[index], scale, offset, mask, interior)[0];
  }
}

/// The colours of eight pixels: those at `place`, or, if there is a table, its entries whose numbers are there.
LANES_INLINE color_words color_lanes_colors(const uint64_t *table, const void *pixels, ptrdiff_t place) {
  if (!table) return COLOR_LANES_LOAD(color_words, (const uint64_t *)pixels + place);
  const uint32_t *entry = (const uint32_t *)pixels + place;
  return (color_words){
    table[entry[0]], table[entry[1]], table[entry[2]], table[entry[3]],
    table[entry[4]], table[entry[5]], table[entry[6]], table[entry[7]]};
}

LANES_INLINE uint64_t color_lanes_color(const uint64_t *table, const void *pixels, ptrdiff_t place) {
  return table ? table[((const uint32_t *)pixels)[place]] : ((const uint64_t *)pixels)[place];
}

/// Where two rows of pixels are written as 4:2:0.
typedef struct {
  uint8_t *upper_luma;
  uint8_t *lower_luma;
  uint8_t *blue_difference;
  uint8_t *red_difference;
} color_row_pair;

/// Writes two rows of `width` pixels, an even number, as 8-bit 4:2:0.
///
/// A colour has three fields of 21 bits, an 8-bit code in parts of 1/256 each (`PackedColor`); `rounding` is added to a
/// pixel's luma and, eight times, to the sum of eight weights of chroma, whose filter is ¼ ½ ¼ across, ½ ½ down.
LANES_INLINE void color_lanes_write_pair(
  const uint64_t *table, const void *upper, const void *lower, ptrdiff_t width, uint64_t rounding, color_row_pair to) {
  enum { field = 21, part = 8, weights = 3 };
  uint64_t left = color_lanes_color(table, upper, 0) + color_lanes_color(table, lower, 0);
  ptrdiff_t column = 0;
  for (; column + 2 * COLOR_LANES_COUNT <= width; column += 2 * COLOR_LANES_COUNT) {
    const color_words upper0 = color_lanes_colors(table, upper, column);
    const color_words upper1 = color_lanes_colors(table, upper, column + COLOR_LANES_COUNT);
    const color_words lower0 = color_lanes_colors(table, lower, column);
    const color_words lower1 = color_lanes_colors(table, lower, column + COLOR_LANES_COUNT);
    COLOR_LANES_STORE(to.upper_luma + column, __builtin_convertvector((upper0 + rounding) >> part, color_codes));
    COLOR_LANES_STORE(to.upper_luma + column + 8, __builtin_convertvector((upper1 + rounding) >> part, color_codes));
    COLOR_LANES_STORE(to.lower_luma + column, __builtin_convertvector((lower0 + rounding) >> part, color_codes));
    COLOR_LANES_STORE(to.lower_luma + column + 8, __builtin_convertvector((lower1 + rounding) >> part, color_codes));
    const color_words sum0 = upper0 + lower0, sum1 = upper1 + lower1;
    const color_words even = __builtin_shufflevector(sum0, sum1, 0, 2, 4, 6, 8, 10, 12, 14);
    const color_words odd = __builtin_shufflevector(sum0, sum1, 1, 3, 5, 7, 9, 11, 13, 15);
    color_words before = __builtin_shufflevector(odd, odd, 0, 0, 1, 2, 3, 4, 5, 6);
    before[0] = left;
    left = odd[7];
    const color_words chroma = before + (even + even) + (odd + (rounding << weights));
    COLOR_LANES_STORE(
      to.blue_difference + column / 2, __builtin_convertvector(chroma >> (field + part + weights), color_codes));
    COLOR_LANES_STORE(
      to.red_difference + column / 2, __builtin_convertvector(chroma >> (2 * field + part + weights), color_codes));
  }
  for (; column < width; column += 2) {
    const uint64_t upper0 = color_lanes_color(table, upper, column), upper1 = color_lanes_color(table, upper, column + 1);
    const uint64_t lower0 = color_lanes_color(table, lower, column), lower1 = color_lanes_color(table, lower, column + 1);
    to.upper_luma[column] = (uint8_t)((upper0 + rounding) >> part);
    to.upper_luma[column + 1] = (uint8_t)((upper1 + rounding) >> part);
    to.lower_luma[column] = (uint8_t)((lower0 + rounding) >> part);
    to.lower_luma[column + 1] = (uint8_t)((lower1 + rounding) >> part);
    const uint64_t right = upper1 + lower1;
    const uint64_t chroma = left + 2 * (upper0 + lower0) + right + (rounding << weights);
    to.blue_difference[column / 2] = (uint8_t)(chroma >> (field + part + weights));
    to.red_difference[column / 2] = (uint8_t)(chroma >> (2 * field + part + weights));
    left = right;
  }
}

/// Half of |a + c − 2b|: the distance of b from the mean of a and c, rounded up, for which processors have an
/// instruction.
LANES_INLINE color_bytes color_lanes_bend(color_bytes a, color_bytes b, color_bytes c) {
  typedef uint16_t wide __attribute__((ext_vector_type(32)));
  const wide sum = __builtin_convertvector(a, wide) + __builtin_convertvector(c, wide) + (wide)1;
  const color_bytes mean = __builtin_convertvector(sum >> 1, color_bytes);
  return __builtin_elementwise_max(mean, b) - __builtin_elementwise_min(mean, b);
}

/// All bits of the bytes of eight pixels that differ by `step` or more from one of the eight neighbours', and whose
/// distance from the mean of two opposite neighbours' is `bend` or more.
///
/// `above`, `row` and `below` point to the pixels' left neighbours, four bytes a pixel.
LANES_INLINE color_bytes color_lanes_contrasts(
  const uint8_t *above, const uint8_t *row, const uint8_t *below, uint8_t step, uint8_t bend) {
#define LOAD(from, pixel) COLOR_LANES_LOAD(color_bytes, (from) + 4 * (pixel))
#define MAX(a, b) __builtin_elementwise_max(a, b)
#define MIN(a, b) __builtin_elementwise_min(a, b)
  const color_bytes a0 = LOAD(above, 0), a1 = LOAD(above, 1), a2 = LOAD(above, 2);
  const color_bytes b0 = LOAD(row, 0), b1 = LOAD(row, 1), b2 = LOAD(row, 2);
  const color_bytes c0 = LOAD(below, 0), c1 = LOAD(below, 1), c2 = LOAD(below, 2);
  const color_bytes high = MAX(MAX(MAX(a0, a1), MAX(a2, b0)), MAX(MAX(b2, c0), MAX(c1, c2)));
  const color_bytes low = MIN(MIN(MIN(a0, a1), MIN(a2, b0)), MIN(MIN(b2, c0), MIN(c1, c2)));
  const color_bytes steps = MAX(MAX(high, b1) - b1, b1 - MIN(low, b1));
  const color_bytes bends = MAX(
    MAX(color_lanes_bend(b0, b1, b2), color_lanes_bend(a1, b1, c1)),
    MAX(color_lanes_bend(a0, b1, c2), color_lanes_bend(a2, b1, c0)));
  return (color_bytes)(steps >= step) & (color_bytes)(bends >= bend);
#undef LOAD
#undef MAX
#undef MIN
}

/// Appends first + k to the `count` numbers at `chosen` for each of the row's first `columns` pixels k that has contrast
/// (`color_lanes_contrasts`); returns the new count.
///
/// The rows may be read to the next whole eight pixels, and `chosen` written one place beyond what is counted.
LANES_INLINE ptrdiff_t color_lanes_choose(
  const uint8_t *above, const uint8_t *row, const uint8_t *below, ptrdiff_t columns, uint8_t step, uint8_t bend,
  uint32_t first, uint32_t *chosen, ptrdiff_t count) {
  for (ptrdiff_t column = 0; column < columns; column += COLOR_LANES_COUNT) {
    const ptrdiff_t place = 4 * column;
    const color_bytes marks = color_lanes_contrasts(above + place, row + place, below + place, step, bend);
    // Most pixels have no contrast.
    if (__builtin_reduce_or((__attribute__((ext_vector_type(4))) uint64_t)marks) == 0) continue;
    const color_entries pixels = (color_entries)marks;
    for (int lane = 0; lane < COLOR_LANES_COUNT; ++lane) {
      chosen[count] = first + (uint32_t)column + (uint32_t)lane;
      count += pixels[lane] != 0 && column + lane < columns;
    }
  }
  return count;
}

/// For eight pixels whether four samples and a middle differ by `step` or more in a byte, and not as on a slope: whether the
/// second difference along a diagonal, or between the diagonals, is `step` or more as well. Without a middle only the former.
///
/// `corners` has the first samples of all pixels, then, `stride` further on, the second ones; the first and the last are opposite.
LANES_INLINE color_entries color_lanes_probed(
  const uint32_t *corners, ptrdiff_t stride, const uint32_t *middle, uint8_t step) {
  typedef int16_t wide __attribute__((ext_vector_type(32)));
#define MAX(a, b) __builtin_elementwise_max(a, b)
#define MIN(a, b) __builtin_elementwise_min(a, b)
#define WIDE(codes) __builtin_convertvector(codes, wide)
  const color_bytes a = COLOR_LANES_LOAD(color_bytes, corners), b = COLOR_LANES_LOAD(color_bytes, corners + stride);
  const color_bytes c = COLOR_LANES_LOAD(color_bytes, corners + 2 * stride);
  const color_bytes d = COLOR_LANES_LOAD(color_bytes, corners + 3 * stride);
  const color_bytes high = MAX(MAX(a, b), MAX(c, d)), low = MIN(MIN(a, b), MIN(c, d));
  if (!middle) {
    return (color_entries)((color_entries)(color_bytes)(high - low >= step) != 0);
  }
  const color_bytes m = COLOR_LANES_LOAD(color_bytes, middle);
  const color_bytes spread = MAX(high, m) - MIN(low, m);
  const wide falling = WIDE(a) + WIDE(d), rising = WIDE(b) + WIDE(c), twice = WIDE(m) + WIDE(m);
  const wide highest = MAX(MAX(falling, rising), twice), lowest = MIN(MIN(falling, rising), twice);
  // The largest of the differences of three numbers is that of the largest and the least.
  const color_bytes bends = __builtin_convertvector(MIN(highest - lowest, (wide)255), color_bytes);
  return (color_entries)(((color_entries)(color_bytes)(spread >= step) != 0) & ((color_entries)(color_bytes)(bends >= step) != 0));
#undef MAX
#undef MIN
#undef WIDE
}

/// Writes to `marks` 1 for each of `count` pixels whose samples differ (`color_lanes_probed`), otherwise 0.
///
/// All are read and written to the next whole eight pixels.
LANES_INLINE void color_lanes_mark_probed(
  const uint32_t *corners, ptrdiff_t stride, const uint32_t *middles, ptrdiff_t count, uint8_t step, uint8_t *marks) {
  for (ptrdiff_t index = 0; index < count; index += COLOR_LANES_COUNT) {
    const color_entries differ = color_lanes_probed(corners + index, stride, middles ? middles + index : NULL, step);
    COLOR_LANES_STORE(marks + index, __builtin_convertvector(differ & 1, color_codes));
  }
}

#pragma clang diagnostic pop

#endif
