#ifndef ALLOCATION_COUNTING_H
#define ALLOCATION_COUNTING_H

#include <stdbool.h>
#include <stdint.h>

/// Whether allocations are counted in this process: on Linux with glibc, and not under a sanitizer, which counts its own.
bool allocation_counting_is_available(void);

/// Blocks that the calling thread has taken from malloc and its kin so far. Other threads do not change it.
uint64_t allocations_of_this_thread(void);

#endif
