// The vector instructions that this processor and its operating system support.
#ifndef JULIAREEL_CPU_FEATURES_H
#define JULIAREEL_CPU_FEATURES_H

/// The highest level of the x86-64 psABI whose vector instructions may be used here: 4 (AVX-512 F, BW, CD, DQ, VL), 3
/// (AVX2 and FMA), 1 (SSE2), or 0 if the processor is not x86-64.
int cpu_features_x86_64_level(void);

#endif
