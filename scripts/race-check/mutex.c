// Tells ThreadSanitizer of the one part of Synchronization.Mutex that it cannot see on Linux.
//
// A mutex that nobody else wants is locked and unlocked by one atomic exchange each, which the compiler puts into our own code, where it is
// instrumented. The rest, waiting in the kernel and waking whoever waits, is in libswiftSynchronization.so, which is not. These functions
// come before its own in the order of the dynamic linker, call them, and say that an unlock happens before the lock that follows it.
// They add nothing else, so no race of ours is hidden. Swift 6.3: stdlib/public/Synchronization/Mutex/LinuxImpl.swift.

#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

// From the sanitizer's runtime; weak, because the loader brings this file into programs without it too.
void __tsan_acquire(void *address) __attribute__((weak));
void __tsan_release(void *address) __attribute__((weak));

#define SWIFT __attribute__((swiftcall))
#define SELF __attribute__((swift_context)) void *handle

#define LOCK "$s15Synchronization12_MutexHandleV9_lockSlowyys6UInt32VF"
#define TRY_LOCK "$s15Synchronization12_MutexHandleV12_tryLockSlowSbyF"
#define UNLOCK "$s15Synchronization12_MutexHandleV11_unlockSlowyyF"

static void *original(const char *name) {
  void *function = dlsym(RTLD_NEXT, name);
  if (!function) {
    fprintf(stderr, "race-check: this Swift has no %s; scripts/race-check/mutex.c must follow it\n", name);
    abort();
  }
  return function;
}

SWIFT void lockSlow(uint32_t thread, SELF) __asm__(LOCK);
SWIFT void lockSlow(uint32_t thread, SELF) {
  ((SWIFT void (*)(uint32_t, SELF))original(LOCK))(thread, handle);
  if (__tsan_acquire) __tsan_acquire(handle);
}

SWIFT bool tryLockSlow(SELF) __asm__(TRY_LOCK);
SWIFT bool tryLockSlow(SELF) {
  bool isLocked = ((SWIFT bool (*)(SELF))original(TRY_LOCK))(handle);
  if (isLocked && __tsan_acquire) __tsan_acquire(handle);
  return isLocked;
}

SWIFT void unlockSlow(SELF) __asm__(UNLOCK);
SWIFT void unlockSlow(SELF) {
  if (__tsan_release) __tsan_release(handle);
  ((SWIFT void (*)(SELF))original(UNLOCK))(handle);
}
