import Glibc

/// What is done before SIGINT, SIGTERM or SIGHUP ends the program.
enum Interruption {
  private final class Box: Sendable {
    let body: @Sendable () -> Void
    init(_ body: @escaping @Sendable () -> Void) { self.body = body }
  }

  /// Runs `body` when one of these signals comes, then ends the program by it, so that the shell
  /// sees 128 and its number. Signals that are ignored (`nohup`) stay so.
  ///
  /// The signals wait for a thread of their own, which is no signal handler: it may do anything. To
  /// be called once, before other threads begin.
  static func handle(_ body: @escaping @Sendable () -> Void) {
    var signals = sigset_t()
    sigemptyset(&signals)
    for signal in [SIGINT, SIGTERM, SIGHUP] {
      var action = sigaction()
      sigaction(signal, nil, &action)
      if unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self) != 1 {
        sigaddset(&signals, signal)
      }
    }
    pthread_sigmask(SIG_BLOCK, &signals, nil)
    var thread = pthread_t()
    var attributes = pthread_attr_t()
    pthread_attr_init(&attributes)
    pthread_attr_setstacksize(&attributes, 256 << 10)
    let box = Unmanaged.passRetained(Box(body))
    let code = pthread_create(
      &thread, &attributes,
      { argument in
        guard let argument else { return nil }
        var signals = sigset_t()
        pthread_sigmask(SIG_BLOCK, nil, &signals)
        var number: Int32 = 0
        while sigwait(&signals, &number) != 0 {}
        Unmanaged<Box>.fromOpaque(argument).takeRetainedValue().body()
        signal(number, SIG_DFL)
        pthread_sigmask(SIG_UNBLOCK, &signals, nil)
        raise(number)
        return nil
      }, box.toOpaque())
    pthread_attr_destroy(&attributes)
    if code != 0 {
      box.release()
      pthread_sigmask(SIG_UNBLOCK, &signals, nil)
    }
  }
}
