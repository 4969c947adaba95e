// The phoenix, zₙ₊₁ = zₙ² + c + p·zₙ₋₁ with z₋₁ = 0 (S. Ushiki, "Phoenix", IEEE Transactions on Circuits and Systems 35, 1988).
#ifndef JULIAREEL_PHOENIX_LANES_H
#define JULIAREEL_PHOENIX_LANES_H

#include "CLanes.h"

/// One step from x + iy, before which was u + iv.
LANES_INLINE complex_lanes phoenix_lanes_step(
  lanes x, lanes y, lanes u, lanes v, lanes real, lanes imaginary, lanes p_real, lanes p_imaginary) {
#pragma clang fp contract(off)
  const lanes shifted_real = LANES_MULTIPLY_ADD(-p_imaginary, v, LANES_MULTIPLY_ADD(p_real, u, real));
  const lanes shifted_imaginary = LANES_MULTIPLY_ADD(p_imaginary, u, LANES_MULTIPLY_ADD(p_real, v, imaginary));
  const lanes partial = LANES_MULTIPLY_ADD(-y, y, shifted_real), twice = x + x;
  return (complex_lanes){
    LANES_MULTIPLY_ADD(x, x, partial),
    LANES_MULTIPLY_ADD(twice, y, shifted_imaginary),
  };
}

/// Its real part.
LANES_INLINE lanes phoenix_lanes_step_real(
  lanes x, lanes y, lanes u, lanes v, lanes real, lanes imaginary, lanes p_real, lanes p_imaginary) {
  return phoenix_lanes_step(x, y, u, v, real, imaginary, p_real, p_imaginary).x;
}

/// Its imaginary part.
LANES_INLINE lanes phoenix_lanes_step_imaginary(
  lanes x, lanes y, lanes u, lanes v, lanes real, lanes imaginary, lanes p_real, lanes p_imaginary) {
  return phoenix_lanes_step(x, y, u, v, real, imaginary, p_real, p_imaginary).y;
}

#endif
