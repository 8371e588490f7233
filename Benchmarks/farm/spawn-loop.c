// The least that a launcher of commands has to do, as a yardstick for `mpisum farm`: starts a program again
// and again with two pipes and a pidfd each, some at a time, waits for all three with epoll, and reaps.
//
//     spawn-loop COUNT SLOTS PROGRAM [ARGUMENT]...
//
// Prints the number of tasks per second.
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

extern char **environ;

enum { GREATEST_SLOTS = 1024, OUTPUT = 0, ERRORS = 1, PROCESS = 2 };

typedef struct {
  pid_t child;
  int descriptors[3];  // the two pipes and the pidfd; -1 when closed
  int open;
} slot;

static slot slots[GREATEST_SLOTS];
static int set;

static void check(int isWell, const char *what) {
  if (isWell) return;
  fprintf(stderr, "spawn-loop: %s: %s\n", what, strerror(errno));
  exit(1);
}

static void watch(int number, int kind) {
  struct epoll_event event = {.events = EPOLLIN, .data.u64 = (uint64_t)number * 4 + (uint64_t)kind};
  check(epoll_ctl(set, EPOLL_CTL_ADD, slots[number].descriptors[kind], &event) == 0, "epoll_ctl");
}

static void start(int number, char **arguments) {
  slot *slot = &slots[number];
  int pipes[2][2];
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  for (int kind = 0; kind < 2; kind++) {
    check(pipe2(pipes[kind], O_CLOEXEC) == 0, "pipe2");
    fcntl(pipes[kind][0], F_SETFL, O_NONBLOCK);
    slot->descriptors[kind] = pipes[kind][0];
    posix_spawn_file_actions_adddup2(&actions, pipes[kind][1], kind + 1);
  }
  errno = posix_spawnp(&slot->child, arguments[0], &actions, NULL, arguments, environ);
  check(errno == 0, arguments[0]);
  posix_spawn_file_actions_destroy(&actions);
  for (int kind = 0; kind < 2; kind++) {
    close(pipes[kind][1]);
    watch(number, kind);
  }
  slot->descriptors[PROCESS] = (int)syscall(SYS_pidfd_open, slot->child, 0);
  check(slot->descriptors[PROCESS] >= 0, "pidfd_open");
  watch(number, PROCESS);
  slot->open = 3;
}

int main(int argc, char **argv) {
  if (argc < 4) return 2;
  const long count = atol(argv[1]);
  const int width = atoi(argv[2]);
  if (width < 1 || width > GREATEST_SLOTS) return 2;
  set = epoll_create1(EPOLL_CLOEXEC);
  signal(SIGCHLD, SIG_DFL);  // where it is ignored, children leave nothing to wait for

  struct timespec begin, end;
  clock_gettime(CLOCK_MONOTONIC, &begin);
  long started = 0, done = 0;
  for (int i = 0; i < width && started < count; i++, started++) start(i, argv + 3);
  while (done < count) {
    struct epoll_event events[64];
    const int found = epoll_wait(set, events, 64, -1);
    for (int i = 0; i < found; i++) {
      const int number = (int)(events[i].data.u64 / 4), kind = (int)(events[i].data.u64 % 4);
      slot *slot = &slots[number];
      if (kind == PROCESS) {
        int status;
        struct rusage usage;
        check(wait4(slot->child, &status, 0, &usage) == slot->child, "wait4");
      } else {
        char bytes[65536];
        if (read(slot->descriptors[kind], bytes, sizeof bytes) != 0) continue;
      }
      // Closing would not do: posix_spawn returns before the child has closed its copies.
      epoll_ctl(set, EPOLL_CTL_DEL, slot->descriptors[kind], NULL);
      close(slot->descriptors[kind]);
      if (--slot->open > 0) continue;
      done++;
      if (started < count) {
        start(number, argv + 3);
        started++;
      }
    }
  }
  clock_gettime(CLOCK_MONOTONIC, &end);
  const double seconds = (double)(end.tv_sec - begin.tv_sec) + (double)(end.tv_nsec - begin.tv_nsec) * 1e-9;
  printf("%.0f\n", (double)count / seconds);
}
