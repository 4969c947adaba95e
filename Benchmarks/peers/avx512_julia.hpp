// The field of smooth counts of one frame, eight orbits to a vector and eight vectors in flight.
//
// A band of rows is one list of orbits. A round takes every orbit of the list some blocks of steps further, notes
// those that escape, and writes the others back without gaps, so that vectors stay full however unlike neighbours are.
// Blocks are as long as no orbit that was inside the escape radius can overflow; only their ends are tested, since the
// smooth count may be taken from any iterate beyond the escape radius.
#pragma once

#include <immintrin.h>

#include <algorithm>
#include <cmath>
#include <complex>
#include <cstdint>
#include <numeric>
#include <vector>

#include "avx512_log2.hpp"
#include "avx512_orbits.hpp"

struct Frame {
  std::complex<double> c, center, column_step;
  double escape_radius;
  int width, height, maximum_iterations;

  std::complex<double> point(double column, double row) const {
    return center + std::complex<double>(column + 0.5 - 0.5 * width, 0.5 * height - row - 0.5) * column_step;
  }

  // The largest |z| of a pixel.
  double farthest_point() const {
    return std::max({std::abs(point(0, 0)), std::abs(point(width - 1, 0)), std::abs(point(0, height - 1)),
                     std::abs(point(width - 1, height - 1))});
  }
};

// The number of steps after which |z|² is certainly finite if |z| was at most `radius`.
template <class Map>
int steps_without_overflow(double radius, double c_magnitude) {
  int steps = 0;
  for (double bound = radius;; ++steps) {
    bound = std::pow(bound, Map::kDegree) + c_magnitude;
    if (!std::isfinite(bound * bound)) return steps;
  }
}

// Computes bands of rows of one frame; each thread has its own.
template <class Map>
class BandRenderer {
 public:
  BandRenderer(const Frame& frame, int rows_per_band)
      : frame_(frame), doubles_(3 * capacity(rows_per_band)), floats_(capacity(rows_per_band)),
        integers_(3 * capacity(rows_per_band)),
        first_steps_(steps_without_overflow<Map>(frame.farthest_point(), std::abs(frame.c))),
        steps_(steps_without_overflow<Map>(frame.escape_radius, std::abs(frame.c))) {
    const std::size_t stride = capacity(rows_per_band);
    orbits_ = {.x = &doubles_[0], .y = &doubles_[stride], .pixel = &integers_[0]};
    escapes_ = {.magnitude = &doubles_[2 * stride], .iteration = &floats_[0], .pixel = &integers_[stride]};
    all_pixels_ = &integers_[2 * stride];
    std::iota(integers_.begin() + 2 * stride, integers_.end(), 0);
  }

  // Writes the smooth counts of rows [first_row, last_row) to `counts`, which points at the first of them.
  void render(int first_row, int last_row, float* counts) {
    int iteration = std::min(first_steps_, frame_.maximum_iterations);
    start(first_row, last_row, iteration);
    bool calm = false;
    while (orbits_.count > 0 && iteration < frame_.maximum_iterations) {
      const int left = frame_.maximum_iterations - iteration;
      const int steps = std::min(steps_, left);
      // The longer the list has lived, the fewer of its orbits escape per step, and the less often compaction pays.
      const int blocks = std::min(std::max(kLeastBlocks, iteration / (kRoundShare * steps)), left / steps);
      const int escaped_before = escapes_.count;
      round(iteration, steps, blocks, calm);
      calm = escapes_.count == escaped_before;
      iteration += steps * blocks;
    }
    for (int i = 0; i < orbits_.count; ++i) counts[orbits_.pixel[i]] = -1;
    shade(counts);
  }

 private:
  // A round has this many blocks, or this part of the iterations before it: writing the list costs more than a block,
  // and steps of orbits that have escaped are wasted.
  static constexpr int kLeastBlocks = 2, kRoundShare = 3;

  const Frame frame_;
  std::vector<double> doubles_;
  std::vector<float> floats_;
  std::vector<std::int32_t> integers_;
  const std::int32_t* all_pixels_;
  Orbits orbits_;
  Escapes escapes_;
  const int first_steps_, steps_;
  const Log2 log2_;

  // Whole groups are read and written at a list's end.
  std::size_t capacity(int rows) const { return std::size_t(frame_.width) * rows + kGroup; }

  // Takes all pixels of the rows through their first `steps` steps, and makes the list of those that are left.
  void start(int first_row, int last_row, int steps) {
    const __m512d lanes = _mm512_set_pd(7, 6, 5, 4, 3, 2, 1, 0);
    const __m512d step_x = _mm512_set1_pd(frame_.column_step.real());
    const __m512d step_y = _mm512_set1_pd(frame_.column_step.imag());
    // Local copies, here and below, since the compiler must assume that stores of vectors change members.
    Orbits orbits = orbits_;
    Escapes escapes = escapes_;
    orbits.count = escapes.count = 0;
    for (int row = first_row; row < last_row; ++row) {
      const std::int32_t* pixel = all_pixels_ + (row - first_row) * frame_.width;
      const std::complex<double> middle = frame_.point(0.5 * frame_.width - 0.5, row);
      const __m512d x = _mm512_set1_pd(middle.real()), y = _mm512_set1_pd(middle.imag());
      for (int column = 0; column < frame_.width; column += kGroup) {
        Group<kVectors> group(frame_.width - column);
        for (int v = 0; v < kVectors; ++v) {
          const __m512d right = _mm512_add_pd(lanes, _mm512_set1_pd(column + v * kLanes + 0.5 - 0.5 * frame_.width));
          group.x[v] = _mm512_fmadd_pd(right, step_x, x);
          group.y[v] = _mm512_fmadd_pd(right, step_y, y);
        }
        advance(group, orbits, escapes, pixel + column, 0, steps, 1);
      }
    }
    orbits_.count = orbits.count;
    escapes_.count = escapes.count;
  }

  // Takes all orbits of the list `blocks` blocks of `steps` steps further. In a calm list no orbit is likely to escape:
  // its groups are tested at the end only, and the few that have lost an orbit on the way are repeated block by block.
  void round(int iteration, int steps, int blocks, bool calm) {
    const std::complex<double> c = frame_.c;
    const double limit = frame_.escape_radius * frame_.escape_radius;
    Orbits orbits = orbits_;
    Escapes escapes = escapes_;
    const int count = orbits.count;
    orbits.count = 0;
    int first = 0;
    for (; count - first > kGroup / 2; first += kGroup) {
      Group<kVectors> group = loaded<kVectors>(orbits, first, count);
      if (calm) {
        group.template iterate<Map>(c, steps * blocks);
        if (group.all_within(limit)) {
          group.append_to(orbits, orbits.pixel + first);
          continue;
        }
        group = loaded<kVectors>(orbits, first, count);
      }
      advance(group, orbits, escapes, orbits.pixel + first, iteration, steps, blocks);
    }
    if (first < count) {
      Group<kVectors / 2> group = loaded<kVectors / 2>(orbits, first, count);
      advance(group, orbits, escapes, orbits.pixel + first, iteration, steps, blocks);
    }
    orbits_.count = orbits.count;
    escapes_.count = escapes.count;
  }

  template <int V>
  [[gnu::always_inline]] static Group<V> loaded(const Orbits& orbits, int first, int count) {
    Group<V> group(count - first);
    for (int v = 0; v < V; ++v) {
      group.x[v] = _mm512_maskz_loadu_pd(group.alive[v], orbits.x + first + v * kLanes);
      group.y[v] = _mm512_maskz_loadu_pd(group.alive[v], orbits.y + first + v * kLanes);
    }
    return group;
  }

  template <int V>
  [[gnu::always_inline]] void advance(Group<V>& group, Orbits& orbits, Escapes& escapes, const std::int32_t* pixel,
                                      int iteration, int steps, int blocks) const {
    const std::complex<double> c = frame_.c;
    const double limit = frame_.escape_radius * frame_.escape_radius;
    for (int block = 0; block < blocks; ++block) {
      group.template iterate<Map>(c, steps);
      iteration += steps;
      group.collect(escapes, limit, pixel, iteration);
    }
    group.append_to(orbits, pixel);
  }

  // ν = n + 1 − log_d(ln|z| / ln R) = n + 1 + (log₂(log₂ R²) − log₂(log₂|z|²)) / log₂ d of all that have escaped.
  void shade(float* counts) const {
    const Escapes escapes = escapes_;
    const double share = 1 / std::log2(double(Map::kDegree));
    const __m512 offset = _mm512_set1_ps(1 + share * std::log2(2 * std::log2(frame_.escape_radius)));
    const __m512 minus_share = _mm512_set1_ps(-share);
    for (int i = 0; i < escapes.count; i += 2 * kLanes) {
      const __mmask16 valid = (1u << std::min(escapes.count - i, 2 * kLanes)) - 1;
      const __m512 potential = log2_(
          log2_(_mm512_loadu_pd(escapes.magnitude + i), _mm512_loadu_pd(escapes.magnitude + i + kLanes)));
      const __m512 iteration = _mm512_loadu_ps(escapes.iteration + i);
      const __m512i pixel = _mm512_loadu_si512(escapes.pixel + i);
      _mm512_mask_i32scatter_ps(counts, valid, pixel, _mm512_add_ps(iteration, _mm512_fmadd_ps(minus_share, potential, offset)),
                                sizeof(float));
    }
  }
};
