#define _GNU_SOURCE
#include "CSandbox.h"

#ifdef __linux__

#include <errno.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <signal.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

// Numbers of system calls that older headers lack; the same on all processors (Linux, scripts/syscall.tbl).
enum { CLOSE_RANGE = 436, LANDLOCK_CREATE_RULESET = 444, LANDLOCK_RESTRICT_SELF = 446 };

static int limit(int resource, rlim_t most) {
  const struct rlimit bound = {most, most};
  return setrlimit(resource, &bound) == 0 ? 0 : errno;
}

int sandbox_limit(unsigned long long address_space, unsigned long long processor_seconds) {
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  prctl(PR_SET_DUMPABLE, 0);
  syscall(CLOSE_RANGE, 3u, ~0u, 0u);
  const struct { int resource; rlim_t most; } limits[] = {
      {RLIMIT_AS, address_space}, {RLIMIT_CPU, processor_seconds}, {RLIMIT_FSIZE, 0}, {RLIMIT_CORE, 0},
      {RLIMIT_NOFILE, 3}};
  for (size_t i = 0; i < sizeof limits / sizeof limits[0]; i++) {
    const int error = limit(limits[i].resource, limits[i].most);
    if (error) return error;
  }
  return 0;
}

// The kernel's struct landlock_ruleset_attr, which grows: each version of the interface adds rights (Linux,
// Documentation/userspace-api/landlock.rst).
struct ruleset {
  uint64_t files, network, scopes;
};

int sandbox_forbid_files(void) {
  const long version = syscall(LANDLOCK_CREATE_RULESET, NULL, 0, 1u);
  if (version < 1) return 0;
  const int known_files = version >= 5 ? 16 : version >= 3 ? 15 : version == 2 ? 14 : 13;
  const struct ruleset rules = {(1ull << known_files) - 1, version >= 4 ? 3 : 0, version >= 6 ? 3 : 0};
  const size_t size = version >= 6 ? 24 : version >= 4 ? 16 : 8;
  // A set of rules that names rights and grants none.
  const int descriptor = (int)syscall(LANDLOCK_CREATE_RULESET, &rules, size, 0u);
  if (descriptor < 0) return 0;
  const int done = prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 && syscall(LANDLOCK_RESTRICT_SELF, descriptor, 0u) == 0;
  close(descriptor);
  return done;
}

#if defined(__x86_64__)
#define PROCESSOR AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define PROCESSOR AUDIT_ARCH_AARCH64
#endif

#ifdef PROCESSOR

// If the system call is `name`, continue with the next instruction, which allows it.
#define ALLOW(name) \
  BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, __NR_##name, 0, 1), BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW)
// The same, unless it requests executable memory.
#define ALLOW_WITHOUT_EXECUTION(name)                                                                    \
  BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, __NR_##name, 0, 4),                                                \
      BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, args[2])),                        \
      BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, PROT_EXEC, 0, 1),                                             \
      BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM), BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW)

int sandbox_forbid_calls(void) {
  struct sock_filter filter[] = {
      BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, arch)),
      BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, PROCESSOR, 1, 0),
      BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS),
      // Calls of the x32 interface have numbers from 2³⁰ on, so they match none of these.
      BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
      ALLOW(read), ALLOW(pread64), ALLOW(write), ALLOW(lseek), ALLOW(close), ALLOW(munmap), ALLOW(mremap), ALLOW(madvise),
      ALLOW(brk), ALLOW(futex), ALLOW(sched_yield), ALLOW(clock_gettime), ALLOW(getrandom), ALLOW(rt_sigprocmask),
      ALLOW(rt_sigreturn), ALLOW(restart_syscall), ALLOW(exit), ALLOW(exit_group),
      ALLOW_WITHOUT_EXECUTION(mmap), ALLOW_WITHOUT_EXECUTION(mprotect),
      BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM),
  };
  const struct sock_fprog program = {sizeof filter / sizeof filter[0], filter};
  return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 && prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) == 0;
}

#else

int sandbox_forbid_calls(void) { return 0; }

#endif

#else

int sandbox_limit(unsigned long long address_space, unsigned long long processor_seconds) {
  (void)address_space;
  (void)processor_seconds;
  return 0;
}

int sandbox_forbid_files(void) { return 0; }

int sandbox_forbid_calls(void) { return 0; }

#endif
