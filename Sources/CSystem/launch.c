#define _GNU_SOURCE
#include "csystem_launch.h"

#include <errno.h>
#include <sched.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

/// What the child does; it shares the caller's memory until it executes the program.
static _Noreturn void run(const csystem_launch_order *order, pid_t caller, volatile int *error) {
  setpgid(0, 0);
  prctl(PR_SET_PDEATHSIG, SIGKILL, 0L, 0L, 0L);
  // The caller may have died before that.
  if (getppid() != caller) _exit(127);
  if (order->core_words > 0)  // where cores have been taken away meanwhile it runs on what is left
    sched_setaffinity(0, order->core_words * sizeof *order->cores, (const cpu_set_t *)order->cores);
  if (order->open_files > 0) {
    struct rlimit limit;
    if (getrlimit(RLIMIT_NOFILE, &limit) == 0) {
      limit.rlim_cur = order->open_files;
      setrlimit(RLIMIT_NOFILE, &limit);
    }
  }
  sigset_t none;
  sigemptyset(&none);
  // dup2 of a descriptor onto itself would leave it to be closed: the caller sees to it that none is 1 or 2.
  if (dup2(order->output, STDOUT_FILENO) >= 0 && dup2(order->errors, STDERR_FILENO) >= 0 &&
      sigprocmask(SIG_SETMASK, &none, NULL) == 0)
    execve(order->path, order->arguments, order->environment);
  *error = errno;
  _exit(127);
}

int csystem_launch(const csystem_launch_order *order) {
  const pid_t caller = getpid();
  volatile int error = 0;
#pragma clang diagnostic push
#pragma clang diagnostic ignored "-Wdeprecated-declarations"
  const pid_t child = vfork();
#pragma clang diagnostic pop
  if (child == 0) run(order, caller, &error);
  if (child < 0 || error == 0) return child;
  // It has ended, and is not anybody's business.
  while (waitpid(child, NULL, 0) < 0 && errno == EINTR) continue;
  errno = error;
  return -1;
}
