// Lists of orbits, and groups of vectors in which they are iterated.
#pragma once

#include <immintrin.h>

#include <algorithm>
#include <complex>
#include <cstdint>

constexpr int kLanes = 8;
// Eight chains of dependent steps keep both multiply-add units busy; more of them would not fit into the registers.
constexpr int kVectors = 8;
constexpr int kGroup = kLanes * kVectors;

inline __m256i load(const std::int32_t* from) {
  return _mm256_loadu_si256(reinterpret_cast<const __m256i*>(from));
}

inline void store(std::int32_t* to, __m256i values) {
  _mm256_storeu_si256(reinterpret_cast<__m256i*>(to), values);
}

// The orbits that have not escaped: where they are, and the pixels of the band that they belong to.
struct Orbits {
  double *x, *y;
  std::int32_t* pixel;
  int count = 0;

  // Appends the lanes in `alive` with the pixels at `from`, which is not before the end of this list.
  void append(__m512d x_, __m512d y_, __mmask8 alive, const std::int32_t* from) {
    const __m256i pixels = load(from);
    _mm512_storeu_pd(x + count, _mm512_maskz_compress_pd(alive, x_));
    _mm512_storeu_pd(y + count, _mm512_maskz_compress_pd(alive, y_));
    store(pixel + count, _mm256_maskz_compress_epi32(alive, pixels));
    count += _mm_popcnt_u32(alive);
  }
};

// The orbits that have escaped: |z|², the iteration it belongs to, and the pixel.
struct Escapes {
  double* magnitude;
  float* iteration;
  std::int32_t* pixel;
  int count = 0;

  void append(__m512d magnitude_, int iteration_, __mmask8 escaped, const std::int32_t* from) {
    _mm512_storeu_pd(magnitude + count, _mm512_maskz_compress_pd(escaped, magnitude_));
    _mm256_storeu_ps(iteration + count, _mm256_set1_ps(iteration_));
    store(pixel + count, _mm256_maskz_compress_epi32(escaped, load(from)));
    count += _mm_popcnt_u32(escaped);
  }
};

// The maps, each with the power of |z| with which orbits grow.
struct Quadratic {
  static constexpr int kDegree = 2;
  [[gnu::always_inline]] static void step(__m512d& x, __m512d& y, __m512d cx, __m512d cy) {
    const __m512d twice = _mm512_add_pd(x, x);
    x = _mm512_fmadd_pd(x, x, _mm512_fnmadd_pd(y, y, cx));
    y = _mm512_fmadd_pd(twice, y, cy);
  }
};

// z³ + c as x(x² − 3y²) and y(3x² − y²): six operations.
struct Cubic {
  static constexpr int kDegree = 3;
  [[gnu::always_inline]] static void step(__m512d& x, __m512d& y, __m512d cx, __m512d cy) {
    const __m512d three = _mm512_set1_pd(3), xx = _mm512_mul_pd(x, x), yy = _mm512_mul_pd(y, y);
    x = _mm512_fmadd_pd(x, _mm512_fnmadd_pd(three, yy, xx), cx);
    y = _mm512_fmadd_pd(y, _mm512_fmsub_pd(three, xx, yy), cy);
  }
};

// (|x| + i|y|)² + c.
struct BurningShip {
  static constexpr int kDegree = 2;
  [[gnu::always_inline]] static void step(__m512d& x, __m512d& y, __m512d cx, __m512d cy) {
    const __m512d twice = _mm512_abs_pd(_mm512_add_pd(x, x));
    x = _mm512_fmadd_pd(x, x, _mm512_fnmadd_pd(y, y, cx));
    y = _mm512_fmadd_pd(twice, _mm512_abs_pd(y), cy);
  }
};

// `V` vectors of orbits that are iterated together.
template <int V>
struct Group {
  __m512d x[V], y[V];
  __mmask8 alive[V];

  // Marks the first `count` lanes as alive.
  explicit Group(int count) {
    for (int v = 0; v < V; ++v) alive[v] = (1u << std::clamp(count - v * kLanes, 0, kLanes)) - 1;
  }

  template <class Map>
  [[gnu::always_inline]] void iterate(std::complex<double> c, int steps) {
    const __m512d cx = _mm512_set1_pd(c.real()), cy = _mm512_set1_pd(c.imag());
    for (int step = 0; step < steps; ++step) {
#pragma GCC unroll 8
      for (int v = 0; v < V; ++v) Map::step(x[v], y[v], cx, cy);
    }
  }

  // Whether no orbit has escaped, nor overflowed.
  [[gnu::always_inline]] bool all_within(double limit) const {
    __mmask8 within = 0xff;
#pragma GCC unroll 8
    for (int v = 0; v < V; ++v) {
      const __m512d magnitude = _mm512_fmadd_pd(x[v], x[v], _mm512_mul_pd(y[v], y[v]));
      within &= _mm512_cmp_pd_mask(magnitude, _mm512_set1_pd(limit), _CMP_LE_OQ) | ~alive[v];
    }
    return within == 0xff;
  }

  // Survivors are appended to the new list, which never overtakes the old one.
  [[gnu::always_inline]] void append_to(Orbits& orbits, const std::int32_t* pixel) const {
    for (int v = 0; v < V; ++v) orbits.append(x[v], y[v], alive[v], pixel + v * kLanes);
  }

  // Moves the orbits with |z|² beyond `limit` to `escapes`, and their lanes to 0 where they take long to get there again.
  [[gnu::always_inline]] void collect(Escapes& escapes, double limit, const std::int32_t* pixel, int iteration) {
    __m512d magnitude[V];
    __m512d largest = _mm512_setzero_pd();
#pragma GCC unroll 8
    for (int v = 0; v < V; ++v) {
      magnitude[v] = _mm512_fmadd_pd(x[v], x[v], _mm512_mul_pd(y[v], y[v]));
      largest = _mm512_max_pd(largest, magnitude[v]);
    }
    if (_mm512_cmp_pd_mask(largest, _mm512_set1_pd(limit), _CMP_GT_OQ) == 0) return;
#pragma GCC unroll 8
    for (int v = 0; v < V; ++v) {
      const __mmask8 beyond = _mm512_cmp_pd_mask(magnitude[v], _mm512_set1_pd(limit), _CMP_GT_OQ);
      if (beyond == 0) continue;
      escapes.append(magnitude[v], iteration, beyond & alive[v], pixel + v * kLanes);
      alive[v] &= ~beyond;
      x[v] = _mm512_maskz_mov_pd(~beyond, x[v]);
      y[v] = _mm512_maskz_mov_pd(~beyond, y[v]);
    }
  }
};
