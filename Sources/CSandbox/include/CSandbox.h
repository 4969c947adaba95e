// A sandbox for a process that reads untrusted bytes. Linux only; elsewhere there is none.
#ifndef JULIAREEL_CSANDBOX_H
#define JULIAREEL_CSANDBOX_H

/// Limits what this process may use from now on: bytes of address space and seconds of processor time. It may write no
/// file, leave no core dump, open no more than its three standard streams (all others are closed), and ends with the
/// process that started it. Returns 0, or an error number.
int sandbox_limit(unsigned long long address_space, unsigned long long processor_seconds);

/// Denies this process the whole file system by Landlock: opening, listing, creating, removing; if the kernel supports
/// it, also network access and signals to others. Returns 1 on success, 0 if the kernel has no Landlock.
int sandbox_forbid_files(void);

/// Denies all system calls except those for computing and for reading and writing open files, by seccomp: others fail
/// with EPERM. Returns 1 on success, 0 if the kernel has no seccomp or this processor's calls are not known.
int sandbox_forbid_calls(void);

#endif
