// The signals that ask a job to end, noted instead of obeyed at once.
#ifndef CSYSTEM_STOP_H
#define CSYSTEM_STOP_H
#include <stdbool.h>

/// From now on TERM, INT and HUP are noted as a wish to stop, USR1 as one to begin nothing new; PIPE is
/// ignored, and so are INT and HUP where they were. A process that is still there `seconds` after the first wish to stop is ended by SIGALRM, in
/// case nobody acts on it.
void csystem_stop_watch(unsigned seconds);

/// Whether TERM, INT or HUP came. Cost: a load.
bool csystem_stop_wanted(void);

/// Whether USR1 came. Cost: a load.
bool csystem_drain_wanted(void);

#endif
