// Walls round a process that reads a stranger's bytes. Linux only; elsewhere there are none.
#ifndef JULIAREEL_CSANDBOX_H
#define JULIAREEL_CSANDBOX_H

/// What this process may use from now on: bytes of address space and seconds of processor time. It may write no file, leave no core,
/// open no more than its three standard streams (all others are closed), and ends with the process that has started it. 0, or an error number.
int sandbox_limit(unsigned long long address_space, unsigned long long processor_seconds);

/// Forbids this process the whole file system by Landlock: opening, listing, making, removing; where the kernel knows it, also network
/// and signals to others. 1 where it is done, 0 where the kernel has no Landlock.
int sandbox_forbid_files(void);

/// Forbids all system calls but those of computing and of reading and writing what is open, by seccomp: others fail with EPERM.
/// 1 where it is done, 0 where the kernel has no seccomp or this processor's calls are not known.
int sandbox_forbid_calls(void);

#endif
