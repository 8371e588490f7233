#define _GNU_SOURCE
#include "csystem_crash.h"

#include <signal.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

_Thread_local volatile uint64_t csystem_current_task;
_Thread_local csystem_numbers csystem_current_numbers;

// MARK: Stacks for handlers

// Enough for the handler here and for one that was there before, such as Swift's or Open MPI's, which both
// print backtraces; only what is touched costs memory.
enum { HANDLER_STACK = 1 << 17 };

static _Thread_local void *handler_stack;
static _Thread_local int stack_wishes;  // calls of csystem_task_thread_enter() that have not been undone

void csystem_task_thread_enter(void) {
  stack_t old;
  if (stack_wishes++ > 0) return;
  if (sigaltstack(NULL, &old) != 0 || !(old.ss_flags & SS_DISABLE)) return;
  void *memory = mmap(NULL, HANDLER_STACK, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (memory == MAP_FAILED) return;
  const stack_t stack = {.ss_sp = memory, .ss_size = HANDLER_STACK};
  if (sigaltstack(&stack, NULL) == 0) {
    handler_stack = memory;
  } else {
    munmap(memory, HANDLER_STACK);
  }
}

void csystem_task_thread_leave(void) {
  if (--stack_wishes > 0 || !handler_stack) return;
  const stack_t none = {.ss_flags = SS_DISABLE};
  sigaltstack(&none, NULL);
  munmap(handler_stack, HANDLER_STACK);
  handler_stack = NULL;
}

// MARK: The line

static const struct {
  int number;
  const char *name;
} crashes[] = {
  // Swift ends a program in which a check has failed by the first of these, on other processors by the second.
  {SIGILL, "trap or illegal instruction"},
  {SIGTRAP, "trap"},
  {SIGSEGV, "segmentation fault"},
  {SIGBUS, "bus error"},
  {SIGFPE, "arithmetic exception"},
  {SIGABRT, "abort"},
};
enum { CRASHES = sizeof crashes / sizeof crashes[0], PLACE = 512 };

static int reports;  // calls of csystem_crash_reports_on() that have not been undone
static char reported_place[PLACE];
static struct sigaction previous[CRASHES];

// A line in the making. snprintf may take locks that the interrupted thread holds.
typedef struct {
  char text[PLACE + 128];
  size_t length;
} line;

static void add_text(line *line, const char *text) {
  while (*text && line->length < sizeof line->text) line->text[line->length++] = *text++;
}

static void add_number(line *line, uint64_t number) {
  char digits[21];
  char *first = digits + sizeof digits - 1;
  *first = 0;
  do *--first = (char)('0' + number % 10);
  while (number /= 10);
  add_text(line, first);
}

/// Begins with where it was and what the calling thread was at; false if that was neither task nor term.
static bool begin_line(line *line) {
  const uint64_t task = csystem_current_task;
  const csystem_numbers numbers = csystem_current_numbers;
  if (!task && !numbers.last) return false;
  line->length = 0;
  add_text(line, reported_place);
  if (numbers.last) {
    add_text(line, ": the term for k from ");
    add_number(line, (uint64_t)numbers.first);
    add_text(line, " to ");
    add_number(line, (uint64_t)numbers.last);
  } else {
    add_text(line, ": the task for input ");
    add_number(line, task - 1);
  }
  return true;
}

static void write_line(line *line) {
  add_text(line, "\n");
  const ssize_t written = write(STDERR_FILENO, line->text, line->length);
  (void)written;  // there is nobody left to tell
}

// MARK: Crashes

static void on_crash(int number, siginfo_t *info, void *context) {
  (void)context;
  size_t kind = 0;
  while (crashes[kind].number != number) kind++;

  line line;
  if (begin_line(&line)) {
    add_text(&line, " was ended by signal ");
    add_number(&line, (uint64_t)number);
    add_text(&line, " (");
    add_text(&line, crashes[kind].name);
    add_text(&line, ")");
    write_line(&line);
  }

  sigaction(number, &previous[kind], NULL);
  // A fault happens again when the instruction is repeated, and whoever handles it then sees its address.
  // What was sent does not, nor does a breakpoint, which the thread has passed.
  if (info->si_code <= 0 || number == SIGTRAP) raise(number);
}

static void on_exit_at_work(int status, void *unused) {
  (void)unused;
  line line;
  if (reports == 0 || !begin_line(&line)) return;
  add_text(&line, " called exit");
  write_line(&line);
  // No further: what libraries have registered would run beside threads that still use them.
  // Not all streams either: one that a thread is reading from is locked for as long as nothing comes.
  fflush(stdout);
  // Of a status its last eight bits arrive.
  _exit((status & 0xff) == 0 ? EXIT_FAILURE : status);
}

void csystem_crash_reports_on(const char *place) {
  if (reports++ > 0) return;
  strncpy(reported_place, place, PLACE - 1);

  static bool is_registered;
  if (!is_registered) is_registered = on_exit(on_exit_at_work, NULL) == 0;

  struct sigaction action = {.sa_sigaction = on_crash, .sa_flags = SA_SIGINFO | SA_ONSTACK};
  sigemptyset(&action.sa_mask);
  for (size_t i = 0; i < CRASHES; i++) sigaction(crashes[i].number, &action, &previous[i]);
}

void csystem_crash_reports_off(void) {
  if (--reports > 0) return;
  for (size_t i = 0; i < CRASHES; i++) {
    struct sigaction now;
    // Whoever has put in a handler of his own since then keeps it.
    if (sigaction(crashes[i].number, NULL, &now) == 0 && now.sa_flags & SA_SIGINFO &&
        now.sa_sigaction == on_crash)
      sigaction(crashes[i].number, &previous[i], NULL);
  }
}

// MARK: Termination

static int watches;  // calls of csystem_termination_watch_on() that have not been undone
static atomic_bool is_wanted;

static void on_termination(int number) {
  (void)number;
  atomic_store(&is_wanted, true);
}

/// Puts `to` in place of SIGTERM's handler if that is `from`.
static void replace_handler(void (*from)(int), void (*to)(int)) {
  struct sigaction now;
  if (sigaction(SIGTERM, NULL, &now) != 0 || now.sa_flags & SA_SIGINFO || now.sa_handler != from) return;
  struct sigaction action = {.sa_handler = to, .sa_flags = SA_RESTART};
  sigemptyset(&action.sa_mask);
  sigaction(SIGTERM, &action, NULL);
}

void csystem_termination_watch_on(void) {
  if (watches++ == 0) replace_handler(SIG_DFL, on_termination);
}

void csystem_termination_watch_off(void) {
  if (--watches > 0) return;
  replace_handler(on_termination, SIG_DFL);
  if (csystem_termination_wanted()) csystem_terminate_now();
}

bool csystem_termination_wanted(void) { return atomic_load(&is_wanted); }

_Noreturn void csystem_terminate_now(void) {
  struct sigaction action = {.sa_handler = SIG_DFL};
  sigaction(SIGTERM, &action, NULL);
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGTERM);
  pthread_sigmask(SIG_UNBLOCK, &set, NULL);
  raise(SIGTERM);
  _exit(128 + SIGTERM);  // not reached
}
