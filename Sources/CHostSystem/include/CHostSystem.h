// What Swift does not see of the system's library.
#ifndef JULIAREEL_C_HOST_SYSTEM_H
#define JULIAREEL_C_HOST_SYSTEM_H

/// Processors that the calling thread may run on, by its mask (taskset, a cpuset); 0 where that is unknown.
int host_allowed_processors(void);

/// Has all threads allocate from one arena, where glibc would set 64 MiB of addresses aside for each thread.
void host_use_one_arena(void);

/// The system's number of the calling thread; 0 where there is none to be had.
int host_thread_number(void);

/// Returns when the thread of this process with that number is gone from the system's account, some time after it could be joined.
void host_await_departure(int thread_number);

#endif
