#define _GNU_SOURCE
#include "CPUFeatures.h"

#if defined(__linux__)
#include <errno.h>
#include <sched.h>
#include <stddef.h>
#endif

int cpu_features_allowed_processors(void) {
#if defined(__linux__)
  // The system refuses a mask that is shorter than its own, which may have more than the 1024 bits of a cpu_set_t.
  for (int most = 1024; most <= 1 << 20; most *= 2) {
    cpu_set_t *mask = CPU_ALLOC(most);
    if (mask == NULL) return 0;
    const size_t size = CPU_ALLOC_SIZE(most);
    const int is_known = sched_getaffinity(0, size, mask) == 0;
    const int is_too_short = !is_known && errno == EINVAL;
    const int count = is_known ? CPU_COUNT_S(size, mask) : 0;
    CPU_FREE(mask);
    if (!is_too_short) return count;
  }
#endif
  return 0;
}

int cpu_features_x86_64_level(void) {
#if defined(__x86_64__)
  // The compiler's own test asks the processor, and the system whether it saves the wide registers.
  __builtin_cpu_init();
  const int has_3 = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") && __builtin_cpu_supports("bmi") &&
                    __builtin_cpu_supports("bmi2");
  if (!has_3) return 1;
  const int has_4 = __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
                    __builtin_cpu_supports("avx512cd") && __builtin_cpu_supports("avx512dq") &&
                    __builtin_cpu_supports("avx512vl");
  return has_4 ? 4 : 3;
#else
  return 0;
#endif
}
