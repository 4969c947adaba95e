import CHostSystem
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// System threads that are joined together.
///
/// Dispatch waits forever, silently, if the system gives it no thread; here an unavailable thread is reported at once.
package struct ThreadGroup: ~Copyable {
  private var threads: [(handle: pthread_t, body: ThreadBody)] = []

  /// Bytes of a thread's stack: Linux's default, on which encoders rely. It takes memory only as far as it is used.
  package static let stackByteCount = 8 << 20

  /// Attempts before the system's refusal is accepted, a millisecond apart: threads of libraries may just be ending.
  private static let mostAttempts = 20

  /// No thread yet.
  package init() {}

  deinit { Self.join(threads) }

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

  /// Sends `signal` to the first thread, which must exist and not be joined yet.
  package func send(_ signal: Int32) { pthread_kill(threads[0].handle, signal) }

  /// Returns when all threads have come to their end; what they wrote is visible then.
  package mutating func join() {
    Self.join(threads)
    threads = []
  }

  /// The system counts a thread for a moment after it is joined; these should be gone when the next one is started.
  private static func join(_ threads: [(handle: pthread_t, body: ThreadBody)]) {
    for thread in threads { pthread_join(thread.handle, nil) }
    for thread in threads { host_await_departure(thread.body.number) }
  }

  private static func thread(running run: @escaping @Sendable () -> Void) -> (handle: pthread_t, body: ThreadBody)? {
    var attributes = pthread_attr_t()
    guard pthread_attr_init(&attributes) == 0 else { return nil }
    defer { pthread_attr_destroy(&attributes) }
    pthread_attr_setstacksize(&attributes, stackByteCount)
    let body = ThreadBody(run)
    let argument = Unmanaged.passRetained(body)
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
    return (thread, body)
  }
}

/// A thread's work, behind the one pointer that the system passes.
private final class ThreadBody: Sendable {
  /// Until it is done.
  private let run: Mutex<(@Sendable () -> Void)?>
  private let runningNumber = Atomic<Int32>(0)

  init(_ run: @escaping @Sendable () -> Void) { self.run = Mutex(run) }

  /// The system's number of the thread, known when it has ended.
  var number: Int32 { runningNumber.load(ordering: .relaxed) }

  private func perform() {
    runningNumber.store(host_thread_number(), ordering: .relaxed)
    run.withLock { $0.take() }?()
  }

  #if canImport(Darwin)
    static let entry: @convention(c) (UnsafeMutableRawPointer) -> UnsafeMutableRawPointer? = { argument in
      Unmanaged<ThreadBody>.fromOpaque(argument).takeRetainedValue().perform()
      return nil
    }
  #else
    static let entry: @convention(c) (UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? = { argument in
      if let argument { Unmanaged<ThreadBody>.fromOpaque(argument).takeRetainedValue().perform() }
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
