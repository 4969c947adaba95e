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

/// Takes from the calling thread the right to be scheduled in real time (CAP_SYS_NICE), which root has; threads that it starts from then on
/// do not have it either. Returns 1 if the thread had it, and `host_regain_real_time` gives it back; 0 if there was nothing to take.
int host_withhold_real_time(void);

/// Gives the calling thread back what `host_withhold_real_time` took from it.
void host_regain_real_time(void);

#endif
