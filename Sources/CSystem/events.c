#define _GNU_SOURCE
#include "csystem_events.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/epoll.h>
#include <sys/signalfd.h>
#include <unistd.h>

int csystem_events_open(void) { return epoll_create1(EPOLL_CLOEXEC); }

static int control(int set, int action, int descriptor, uint64_t mark, bool reading, bool writing) {
  struct epoll_event event = {
      .events = (reading ? EPOLLIN : 0U) | (writing ? EPOLLOUT : 0U),
      .data.u64 = mark,
  };
  return epoll_ctl(set, action, descriptor, &event);
}

int csystem_events_add(int set, int descriptor, uint64_t mark, bool reading, bool writing) {
  return control(set, EPOLL_CTL_ADD, descriptor, mark, reading, writing);
}

int csystem_events_change(int set, int descriptor, uint64_t mark, bool reading, bool writing) {
  return control(set, EPOLL_CTL_MOD, descriptor, mark, reading, writing);
}

int csystem_events_remove(int set, int descriptor) {
  return control(set, EPOLL_CTL_DEL, descriptor, 0, false, false);
}

int csystem_events_wait(int set, csystem_event *events, int count, int milliseconds) {
  enum { SPACE = 64 };
  struct epoll_event happened[SPACE];
  const int found = epoll_wait(set, happened, count < SPACE ? count : SPACE, milliseconds);
  for (int i = 0; i < found; i++) {
    events[i].mark = happened[i].data.u64;
    events[i].can_read = (happened[i].events & (EPOLLIN | EPOLLHUP | EPOLLERR | EPOLLRDHUP)) != 0;
    events[i].can_write = (happened[i].events & (EPOLLOUT | EPOLLERR)) != 0;
  }
  return found < 0 ? 0 : found;
}

int csystem_child_signals(void) {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGCHLD);
  return signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
}

void csystem_child_signals_clear(int descriptor) {
  struct signalfd_siginfo signals[8];
  // A signal of one kind is pending once.
  const ssize_t count = read(descriptor, signals, sizeof signals);
  (void)count;
}

int csystem_pipe(int *reading, int *writing) {
  int ends[2];
  if (pipe2(ends, O_CLOEXEC) != 0) return -1;
  fcntl(ends[0], F_SETFL, O_NONBLOCK);
  *reading = ends[0];
  *writing = ends[1];
  return 0;
}
