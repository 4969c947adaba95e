#include "CPUFeatures.h"

int cpu_features_x86_64_level(void) {
#if defined(__x86_64__)
  // The compiler's own test queries the processor, and the system as to whether it saves the wide registers.
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
