// The tricorn, z ↦ z̄² + c.
#ifndef JULIAREEL_TRICORN_LANES_H
#define JULIAREEL_TRICORN_LANES_H

#include "CLanes.h"

/// One step: the conjugate of the square, plus c.
LANES_INLINE complex_lanes tricorn_lanes_step(lanes x, lanes y, lanes real, lanes imaginary) {
#pragma clang fp contract(off)
  const lanes partial = LANES_MULTIPLY_ADD(-y, y, real), twice = x + x;
  return (complex_lanes){
    LANES_MULTIPLY_ADD(x, x, partial),
    LANES_MULTIPLY_ADD(-twice, y, imaginary),
  };
}

LANES_PARTS_OF_STEP(tricorn)

#endif
