#ifndef TALLY_PROCESS_H
#define TALLY_PROCESS_H

/// Ends the process with one line on standard error, and by the signal, when it gets SIGSEGV,
/// SIGBUS, SIGILL, SIGTRAP, SIGFPE or SIGABRT. The line says whether memory is used up.
///
/// This takes the place of the Swift runtime's backtracer, which waits for itself for ever when
/// several threads fail at once, as they do when memory is used up.
void tally_crash_install(void);

/// Gives the calling thread a stack of its own for these signals, so that a full stack is reported
/// too.
void tally_crash_thread(void);

/// Makes all threads that begin after the call allocate from one heap.
void tally_single_heap(void);

#endif
