#include "csystem_stop.h"

#include <signal.h>
#include <stddef.h>
#include <unistd.h>

static volatile sig_atomic_t stop_wanted;
static volatile sig_atomic_t drain_wanted;
static volatile sig_atomic_t patience;

static void on_signal(int number) {
  if (number == SIGUSR1) {
    drain_wanted = 1;
  } else if (!stop_wanted) {
    stop_wanted = 1;
    alarm((unsigned)patience);
  }
}

void csystem_stop_watch(unsigned seconds) {
  patience = (sig_atomic_t)seconds;
  static const int numbers[] = {SIGTERM, SIGINT, SIGHUP, SIGUSR1};
  struct sigaction action = {.sa_handler = on_signal, .sa_flags = SA_RESTART};
  sigset_t set;
  sigemptyset(&action.sa_mask);
  sigemptyset(&set);
  for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
    struct sigaction before;
    // What the user has chosen to ignore, as nohup does and shells do for commands in the background.
    if ((numbers[i] == SIGHUP || numbers[i] == SIGINT) && sigaction(numbers[i], NULL, &before) == 0 &&
        before.sa_handler == SIG_IGN)
      continue;
    sigaction(numbers[i], &action, NULL);
    sigaddset(&set, numbers[i]);
  }
  signal(SIGPIPE, SIG_IGN);
  // MPICH's launcher passes on what it has blocked.
  sigprocmask(SIG_UNBLOCK, &set, NULL);
}

bool csystem_stop_wanted(void) { return stop_wanted; }

bool csystem_drain_wanted(void) { return drain_wanted; }
