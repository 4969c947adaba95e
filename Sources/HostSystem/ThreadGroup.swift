#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Threads of the system's own, which are waited for together.
///
/// Dispatch waits without end, and in silence, where the system gives it no thread; here a thread that is not to be had is known at once.
package struct ThreadGroup: ~Copyable {
  private var threads: [pthread_t] = []

  /// Bytes of a thread's stack: what Linux gives as a rule, and encoders count on. It takes room only where it is used.
  private static let stackByteCount = 8 << 20

  /// Tries before the system's refusal is believed, a millisecond apart: it counts a thread for a moment longer than its end is waited for.
  private static let mostAttempts = 20

  /// No thread yet.
  package init() {}

  deinit { for thread in threads { pthread_join(thread, nil) } }

  /// How many threads there are, those included that have come to their end.
  package var count: Int { threads.count }

  /// Has `body` run on a new thread, which begins with the signals blocked that the calling thread blocks.
  ///
  /// - Returns: false where the system gives no thread; `body` is dropped then.
  package mutating func start(_ body: @escaping @Sendable () -> Void) -> Bool {
    for attempt in 1...Self.mostAttempts {
      if let thread = Self.thread(running: body) {
        threads.append(thread)
        return true
      }
      if attempt < Self.mostAttempts { usleep(1000) }
    }
    return false
  }

  /// Sends `signal` to the first thread, which must be there and not waited for yet.
  package func send(_ signal: Int32) { pthread_kill(threads[0], signal) }

  /// Returns when all threads have come to their end; what they wrote is visible then.
  package mutating func join() {
    for thread in threads { pthread_join(thread, nil) }
    threads = []
  }

  private static func thread(running body: @escaping @Sendable () -> Void) -> pthread_t? {
    var attributes = pthread_attr_t()
    guard pthread_attr_init(&attributes) == 0 else { return nil }
    defer { pthread_attr_destroy(&attributes) }
    pthread_attr_setstacksize(&attributes, stackByteCount)
    let argument = Unmanaged.passRetained(ThreadBody(run: body))
    #if canImport(Darwin)
      var thread: pthread_t?
    #else
      var thread = pthread_t()
    #endif
    let code = pthread_create(&thread, &attributes, ThreadBody.entry, argument.toOpaque())
    guard code == 0 else {
      argument.release()
      return nil
    }
    return thread
  }
}

/// What a thread is to do, behind the one pointer that the system hands over.
private final class ThreadBody: Sendable {
  private let run: @Sendable () -> Void

  init(run: @escaping @Sendable () -> Void) { self.run = run }

  #if canImport(Darwin)
    static let entry: @convention(c) (UnsafeMutableRawPointer) -> UnsafeMutableRawPointer? = { argument in
      Unmanaged<ThreadBody>.fromOpaque(argument).takeRetainedValue().run()
      return nil
    }
  #else
    static let entry: @convention(c) (UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? = { argument in
      if let argument { Unmanaged<ThreadBody>.fromOpaque(argument).takeRetainedValue().run() }
      return nil
    }
  #endif
}

/// One thread among those that run.
package struct ThreadIdentity: Hashable, Sendable {
  /// The system's name of the thread: a number, or an address that is compared only.
  #if canImport(Darwin)
    private let bits = UInt(bitPattern: pthread_self())
  #else
    private let bits = pthread_self()
  #endif

  private init() {}

  /// The calling thread.
  package static var current: ThreadIdentity { ThreadIdentity() }
}
