// The burning ship, z ↦ (|Re z| + i|Im z|)² + c (M. Michelitsch, O. E. Rössler, "The burning ship and its quasi-Julia sets",
// Computers & Graphics 16, 1992).
#ifndef JULIAREEL_BURNING_SHIP_LANES_H
#define JULIAREEL_BURNING_SHIP_LANES_H

#include "CLanes.h"

/// One step: the imaginary part of the square is folded up, 2|xy|.
LANES_INLINE complex_lanes burning_ship_lanes_step(lanes x, lanes y, lanes real, lanes imaginary) {
#pragma clang fp contract(off)
  const lanes partial = LANES_MULTIPLY_ADD(-y, y, real), twice = x + x, product = twice * y;
  return (complex_lanes){
    LANES_MULTIPLY_ADD(x, x, partial),
    __builtin_elementwise_abs(product) + imaginary,
  };
}

LANES_PARTS_OF_STEP(burning_ship)

#endif
