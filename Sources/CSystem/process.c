#define _GNU_SOURCE
#include "csystem_process.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

int csystem_fork(void) { return fork(); }

int csystem_become_subreaper(void) { return prctl(PR_SET_CHILD_SUBREAPER, 1L, 0L, 0L, 0L); }

// MARK: The guardian

/// Closes all descriptors from `first` on.
static void close_from(int first) {
#ifdef SYS_close_range
  if (syscall(SYS_close_range, (unsigned)first, ~0U, 0U) == 0) return;
#endif
  // Before Linux 5.9.
  DIR *directory = opendir("/proc/self/fd");
  if (!directory) return;
  for (struct dirent *entry; (entry = readdir(directory));) {
    const int descriptor = atoi(entry->d_name);
    if (descriptor >= first && descriptor != dirfd(directory)) close(descriptor);
  }
  closedir(directory);
}

int csystem_become_guardian(int kept, const char *name) {
  // Above all that is closed or replaced below.
  const int aside = fcntl(kept, F_DUPFD, 4);
  if (aside < 0 || dup3(aside, 3, O_CLOEXEC) < 0) return -1;
  close_from(4);

  const int nothing = open("/dev/null", O_RDWR | O_CLOEXEC);
  if (nothing < 0) return -1;
  for (int i = 0; i <= STDERR_FILENO; i++)
    if (dup2(nothing, i) < 0) return -1;
  close(nothing);

  sigset_t all;
  sigfillset(&all);
  sigprocmask(SIG_SETMASK, &all, NULL);
  for (int number = 1; number < NSIG; number++) signal(number, SIG_DFL);

  if (setsid() < 0) return -1;
  prctl(PR_SET_NAME, name, 0L, 0L, 0L);
  const int score = open("/proc/self/oom_score_adj", O_WRONLY | O_CLOEXEC);
  if (score >= 0) {
    const ssize_t written = write(score, "500", 3);
    (void)written;  // no more than a wish
    close(score);
  }
  return csystem_become_subreaper();
}

// MARK: Ends

int csystem_ended_child(void) {
  siginfo_t info = {.si_pid = 0};
  if (waitid(P_ALL, 0, &info, WEXITED | WNOWAIT | WNOHANG) != 0) return -1;
  return info.si_pid;
}

bool csystem_has_ended(int child) {
  siginfo_t info = {.si_pid = 0};
  return waitid(P_PID, (id_t)child, &info, WEXITED | WNOWAIT | WNOHANG) == 0 && info.si_pid == child;
}

static double seconds(struct timeval time) { return (double)time.tv_sec + (double)time.tv_usec * 1e-6; }

bool csystem_reap(int child, csystem_ending *ending) {
  int status;
  struct rusage usage;
  if (wait4(child, &status, WNOHANG, &usage) != child) return false;
  *ending = (csystem_ending){
      .exit = WIFEXITED(status) ? WEXITSTATUS(status) : 0,
      .signal = WIFSIGNALED(status) ? WTERMSIG(status) : 0,
      .user = seconds(usage.ru_utime),
      .system = seconds(usage.ru_stime),
      .memory = (int64_t)usage.ru_maxrss * 1024,
  };
  return true;
}
