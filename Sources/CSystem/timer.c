#include "csystem_timer.h"

#include <sys/prctl.h>

long csystem_timer_slack(long nanoseconds) {
  long previous = prctl(PR_GET_TIMERSLACK, 0L, 0L, 0L, 0L);
  prctl(PR_SET_TIMERSLACK, nanoseconds, 0L, 0L, 0L);
  return previous;
}
