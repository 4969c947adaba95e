// z ↦ zᵈ + c for d = 3…8 by squares and cubes, with products and sums in a proportion for which processors have units.
//
// Conjugate points have conjugate images and, for even d, opposite ones have equal images, to the last bit: signs pass through
// every product and sum.
#ifndef JULIAREEL_POWER_LANES_H
#define JULIAREEL_POWER_LANES_H

#include "CLanes.h"

/// x + iy, squared: more sums than `power_lanes_square_plus`, and fewer products.
LANES_INLINE void power_lanes_square(lanes *x, lanes *y) {
#pragma clang fp contract(off)
  const lanes twice = *x + *x, difference = *x - *y, sum = *x + *y;
  *x = difference * sum;
  *y = twice * *y;
}

/// The same by products.
LANES_INLINE void power_lanes_square_by_products(lanes *x, lanes *y) {
#pragma clang fp contract(off)
  const lanes yy = *y * *y, twice = *x + *x;
  *x = LANES_MULTIPLY_ADD(*x, *x, -yy);
  *y = twice * *y;
}

/// (x + iy)² + c.
LANES_INLINE void power_lanes_square_plus(lanes *x, lanes *y, lanes real, lanes imaginary) {
#pragma clang fp contract(off)
  const lanes twice = *x + *x, difference = *x - *y, sum = *x + *y;
  *x = LANES_MULTIPLY_ADD(difference, sum, real);
  *y = LANES_MULTIPLY_ADD(twice, *y, imaginary);
}

/// x² − 3y² and 3x² − y²: (x + iy)³ is x times the one and iy times the other. `has_more_sums` makes no difference but to the units that are
/// busy: doubling is exact, so that both ways round alike.
LANES_INLINE void power_lanes_cube_factors(lanes x, lanes y, lanes *across, lanes *up, int has_more_sums) {
#pragma clang fp contract(off)
  const lanes xx = x * x, yy = y * y, difference = xx - yy;
  *across = has_more_sums ? difference - (yy + yy) : LANES_MULTIPLY_ADD(yy, (lanes)-2.0, difference);
  *up = difference + (xx + xx);
}

/// (x + iy)³.
LANES_INLINE void power_lanes_cube(lanes *x, lanes *y, int has_more_sums) {
  lanes across, up;
  power_lanes_cube_factors(*x, *y, &across, &up, has_more_sums);
  *x = *x * across;
  *y = *y * up;
}

/// (x + iy)³ + c.
LANES_INLINE void power_lanes_cube_plus(lanes *x, lanes *y, lanes real, lanes imaginary, int has_more_sums) {
#pragma clang fp contract(off)
  lanes across, up;
  power_lanes_cube_factors(*x, *y, &across, &up, has_more_sums);
  *x = LANES_MULTIPLY_ADD(*x, across, real);
  *y = LANES_MULTIPLY_ADD(*y, up, imaginary);
}

/// (x + iy)(u + iv) + c.
LANES_INLINE void power_lanes_product_plus(lanes *x, lanes *y, lanes u, lanes v, lanes real, lanes imaginary) {
#pragma clang fp contract(off)
  const lanes partial = LANES_MULTIPLY_ADD(-*y, v, real), rest = LANES_MULTIPLY_ADD(*y, u, imaginary);
  const lanes right = *x;
  *x = LANES_MULTIPLY_ADD(right, u, partial);
  *y = LANES_MULTIPLY_ADD(right, v, rest);
}

/// One step of degree `degree`, a constant from 3 to 8. Neighbours in a loop differ in `has_more_sums`, so that the units that multiply and
/// those that add are equally busy.
LANES_INLINE complex_lanes power_lanes_step(
  lanes x, lanes y, lanes real, lanes imaginary, int degree, int has_more_sums) {
  lanes u = x, v = y;
  switch (degree) {
  case 3:
    power_lanes_cube_plus(&x, &y, real, imaginary, has_more_sums);
    break;
  case 4:
    power_lanes_square_by_products(&x, &y);
    power_lanes_square_plus(&x, &y, real, imaginary);
    break;
  case 5:
    power_lanes_square(&u, &v);
    power_lanes_square(&u, &v);
    power_lanes_product_plus(&x, &y, u, v, real, imaginary);
    break;
  case 6:
    power_lanes_square(&x, &y);
    power_lanes_cube_plus(&x, &y, real, imaginary, has_more_sums);
    break;
  case 7:
    power_lanes_cube(&u, &v, has_more_sums);
    power_lanes_square(&u, &v);
    power_lanes_product_plus(&x, &y, u, v, real, imaginary);
    break;
  default:
    power_lanes_square_by_products(&x, &y);
    power_lanes_square(&x, &y);
    power_lanes_square_plus(&x, &y, real, imaginary);
    break;
  }
  return (complex_lanes){x, y};
}

/// Its real part.
LANES_INLINE lanes power_lanes_step_real(
  lanes x, lanes y, lanes real, lanes imaginary, int degree, int has_more_sums) {
  return power_lanes_step(x, y, real, imaginary, degree, has_more_sums).x;
}

/// Its imaginary part.
LANES_INLINE lanes power_lanes_step_imaginary(
  lanes x, lanes y, lanes real, lanes imaginary, int degree, int has_more_sums) {
  return power_lanes_step(x, y, real, imaginary, degree, has_more_sums).y;
}

#endif
