#define _GNU_SOURCE
#include "CHostSystem.h"

#if defined(__linux__)
#include <errno.h>
#include <linux/capability.h>
#include <sched.h>
#include <stddef.h>
#include <sys/syscall.h>
#include <unistd.h>
#endif

#if defined(__GLIBC__)
#include <malloc.h>
#endif

int host_allowed_processors(void) {
#if defined(__linux__)
  // The system refuses a mask shorter than its own, which may have more than the 1024 bits of a cpu_set_t.
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

void host_use_one_arena(void) {
#if defined(__GLIBC__)
  mallopt(M_ARENA_MAX, 1);
#endif
}

int host_thread_number(void) {
#if defined(__linux__)
  return (int)syscall(SYS_gettid);
#else
  return 0;
#endif
}

void host_await_departure(int thread_number) {
#if defined(__linux__)
  // Bounded, in case another thread has been given the number in the meantime.
  for (int attempt = 0; attempt < 100000 && syscall(SYS_tgkill, getpid(), thread_number, 0) == 0; attempt++) {
    usleep(100);
  }
#else
  (void)thread_number;
#endif
}

#if defined(__linux__)
// Sets or clears the right in the calling thread's effective set: the system keeps these sets for each thread. Returns whether it has changed.
static int set_real_time(int is_granted) {
  struct __user_cap_header_struct header = {_LINUX_CAPABILITY_VERSION_3, 0};
  struct __user_cap_data_struct sets[_LINUX_CAPABILITY_U32S_3];
  if (syscall(SYS_capget, &header, sets) != 0) return 0;
  const unsigned right = CAP_TO_MASK(CAP_SYS_NICE);
  if (is_granted == ((sets[0].effective & right) != 0)) return 0;
  sets[0].effective ^= right;
  return syscall(SYS_capset, &header, sets) == 0;
}
#endif

int host_withhold_real_time(void) {
#if defined(__linux__)
  return set_real_time(0);
#else
  return 0;
#endif
}

void host_regain_real_time(void) {
#if defined(__linux__)
  set_real_time(1);
#endif
}
