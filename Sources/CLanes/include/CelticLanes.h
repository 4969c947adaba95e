// The Celtic, z ↦ |Re z²| + i·Im z² + c.
#ifndef JULIAREEL_CELTIC_LANES_H
#define JULIAREEL_CELTIC_LANES_H

#include "CLanes.h"

/// One step: the real part of the square is folded to the right, |x² − y²|.
LANES_INLINE complex_lanes celtic_lanes_step(lanes x, lanes y, lanes real, lanes imaginary) {
#pragma clang fp contract(off)
  const lanes yy = y * y, twice = x + x;
  const lanes difference = LANES_MULTIPLY_ADD(x, x, -yy);
  return (complex_lanes){
    __builtin_elementwise_abs(difference) + real,
    LANES_MULTIPLY_ADD(twice, y, imaginary),
  };
}

LANES_PARTS_OF_STEP(celtic)

#endif
