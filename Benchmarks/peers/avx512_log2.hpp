// Logarithms for the smooth counts, sixteen at a time.
#pragma once

#include <immintrin.h>

#include <cmath>

// log₂ in single precision: exponent, a table of sixteen mantissas, and the series of log(1 + r).
class Log2 {
 public:
  Log2() {
    float reciprocals[16], logarithms[16];
    for (int i = 0; i < 16; ++i) {
      const double middle = 1 + (i + 0.5) / 16;
      reciprocals[i] = float(1 / middle);
      logarithms[i] = float(-std::log2(double(reciprocals[i])));
    }
    reciprocals_ = _mm512_loadu_ps(reciprocals);
    logarithms_ = _mm512_loadu_ps(logarithms);
  }

  // log₂ of 2^exponent·mantissa, 1 ≤ mantissa < 2.
  __m512 operator()(__m512 exponent, __m512 mantissa) const {
    // The permutations look at the low four bits of the index, which are the mantissa's leading ones.
    const __m512i index = _mm512_srli_epi32(_mm512_castps_si512(mantissa), 19);
    const __m512 r = _mm512_fmsub_ps(mantissa, _mm512_permutexvar_ps(index, reciprocals_), _mm512_set1_ps(1));
    __m512 series = _mm512_set1_ps(-1 / (4 * M_LN2));
    for (const double denominator : {3.0, -2.0, 1.0})
      series = _mm512_fmadd_ps(series, r, _mm512_set1_ps(1 / (denominator * M_LN2)));
    return _mm512_fmadd_ps(series, r, _mm512_add_ps(exponent, _mm512_permutexvar_ps(index, logarithms_)));
  }

  __m512 operator()(__m512 x) const {
    return (*this)(_mm512_getexp_ps(x), _mm512_getmant_ps(x, _MM_MANT_NORM_1_2, _MM_MANT_SIGN_zero));
  }

  // The same for numbers beyond the range of single precision.
  __m512 operator()(__m512d low, __m512d high) const {
    return (*this)(join(_mm512_getexp_pd(low), _mm512_getexp_pd(high)), join(mantissa(low), mantissa(high)));
  }

 private:
  __m512 reciprocals_, logarithms_;

  // Rounded down, since 2 would belong to the next exponent.
  static __m512d mantissa(__m512d x) { return _mm512_getmant_pd(x, _MM_MANT_NORM_1_2, _MM_MANT_SIGN_zero); }

  static __m512 join(__m512d low, __m512d high) {
    constexpr int down = _MM_FROUND_TO_NEG_INF | _MM_FROUND_NO_EXC;
    return _mm512_insertf32x8(_mm512_castps256_ps512(_mm512_cvt_roundpd_ps(low, down)),
                              _mm512_cvt_roundpd_ps(high, down), 1);
  }
};
