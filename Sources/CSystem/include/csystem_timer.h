// How exactly a thread's sleeps end. `prctl` takes a variable number of arguments, which Swift cannot pass.
#ifndef CSYSTEM_TIMER_H
#define CSYSTEM_TIMER_H

/// Lets the kernel end the calling thread's sleeps up to `nanoseconds` late, to join them with others;
/// Linux's default is 50,000. Returns what held before, negative if the kernel does not say.
long csystem_timer_slack(long nanoseconds);

#endif
