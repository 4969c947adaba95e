// The buffalo, z ↦ |Re z²| + i·|Im z²| + c.
#ifndef JULIAREEL_BUFFALO_LANES_H
#define JULIAREEL_BUFFALO_LANES_H

#include "CLanes.h"

/// One step: both parts of the square are folded, |x² − y²| and 2|xy|.
LANES_INLINE complex_lanes buffalo_lanes_step(lanes x, lanes y, lanes real, lanes imaginary) {
#pragma clang fp contract(off)
  const lanes yy = y * y, twice = x + x, product = twice * y;
  const lanes difference = LANES_MULTIPLY_ADD(x, x, -yy);
  return (complex_lanes){
    __builtin_elementwise_abs(difference) + real,
    __builtin_elementwise_abs(product) + imaginary,
  };
}

LANES_PARTS_OF_STEP(buffalo)

#endif
