#include "include/TallyProcess.h"

#include <malloc.h>
#include <signal.h>
#include <stddef.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

static const int fatal_signals[] = {SIGSEGV, SIGBUS, SIGILL, SIGTRAP, SIGFPE, SIGABRT};

static volatile int is_reported = 0;

/// Only calls that are safe in a handler (signal-safety(7)); mmap is a plain system call.
static void report(int number) {
  if (__atomic_exchange_n(&is_reported, 1, __ATOMIC_SEQ_CST)) {
    // Another thread reports; the process ends when it is done.
    for (;;) pause();
  }
  static const char memory[] =
      "tally: memory is used up; fewer --threads or a smaller --max-size need less\n";
  static const char fault[] =
      "tally: ended by a fault in the program; please report it with what was read\n";
  const size_t probe = 8 << 20;
  void *room =
      mmap(NULL, probe, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  const char *line = room == MAP_FAILED ? memory : fault;
  ssize_t written = write(STDERR_FILENO, line, strlen(line));
  (void)written;
  signal(number, SIG_DFL);
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, number);
  pthread_sigmask(SIG_UNBLOCK, &set, NULL);
  raise(number);
}

void tally_crash_install(void) {
  struct sigaction action;
  memset(&action, 0, sizeof action);
  action.sa_handler = report;
  action.sa_flags = SA_ONSTACK;
  sigemptyset(&action.sa_mask);
  for (size_t i = 0; i < sizeof fatal_signals / sizeof *fatal_signals; i++) {
    sigaction(fatal_signals[i], &action, NULL);
  }
  tally_crash_thread();
}

void tally_crash_thread(void) {
  static _Thread_local char memory[1 << 14];
  stack_t stack = {.ss_sp = memory, .ss_size = sizeof memory, .ss_flags = 0};
  sigaltstack(&stack, NULL);
}

void tally_single_heap(void) { mallopt(M_ARENA_MAX, 1); }
