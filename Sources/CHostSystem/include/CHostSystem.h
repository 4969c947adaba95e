// System library functions that Swift does not import.
#ifndef JULIAREEL_C_HOST_SYSTEM_H
#define JULIAREEL_C_HOST_SYSTEM_H

/// Processors that the calling thread may run on, by its mask (taskset, a cpuset); 0 if unknown.
int host_allowed_processors(void);

/// Makes all threads allocate from one arena; otherwise glibc reserves 64 MiB of address space for each thread.
void host_use_one_arena(void);

/// The system's number of the calling thread; 0 if there is none.
int host_thread_number(void);

/// Returns when the system no longer counts the thread of this process with that number, which is some time after it
/// could be joined.
void host_await_departure(int thread_number);

#endif
