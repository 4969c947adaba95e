import Foundation
import HostSystem
import Production
import Synchronization

/// Listens, until stopped, to the signals by which users and systems end a program: Ctrl-C, SIGTERM, and SIGHUP of a
/// terminal that closes.
///
/// A dedicated thread waits for them, so that they are handled whatever other threads do. All other threads block these
/// signals, and so do threads started later.
final class TerminationSignals {
  private let numbers: [Int32]
  private let previousMask: sigset_t
  private var listener = ThreadGroup()
  private let isStopped = StopFlag()

  /// The first signal asks to keep what is finished; the second ends the process at once and removes temporary files,
  /// whatever its threads are doing or waiting for.
  ///
  /// - Parameter firstWords: the message at the first one.
  convenience init(
    asking interruption: Interruption, partialFiles: PartialFiles, firstWords: String? = nil
  ) throws(ThreadShortage) {
    try self.init { numbers in
      switch interruption.request() {
      case 1: if let firstWords { StandardError.printAtOnce(Terminal.onCleanLine(firstWords)) }
      case 2: Self.leave(partialFiles, numbers)
      default: break
      }
    }
  }

  /// The first signal ends the process at once and removes temporary files: for results that are complete or absent.
  convenience init(partialFiles: PartialFiles) throws(ThreadShortage) {
    try self.init { numbers in Self.leave(partialFiles, numbers) }
  }

  /// The first signal calls `end`, which lets the program end by itself; the second one ends the process.
  convenience init(ending end: @escaping @Sendable () -> Void) throws(ThreadShortage) {
    let interruption = Interruption()
    try self.init { numbers in
      if interruption.request() == 1 { end() } else { Self.leave(PartialFiles(), numbers) }
    }
  }

  private init(_ onSignal: @escaping @Sendable (_ numbers: [Int32]) -> Void) throws(ThreadShortage) {
    let all = [SIGINT, SIGTERM, SIGHUP]
    // From here on a signal stays pending until the listener is running.
    previousMask = Self.block(all)
    // A signal ignored by the parent process (nohup, a shell's background job) stays ignored.
    let numbers = all.filter { !Self.isIgnored($0) }
    self.numbers = numbers
    guard !numbers.isEmpty else { return }
    let isListening = listener.start { [isStopped] in
      while true {
        Self.waitForSignal(among: numbers)
        if isStopped.isSet { return }
        onSignal(numbers)
      }
    }
    guard isListening else {
      restoreMask()
      throw ThreadShortage(purpose: "listening to signals", needed: 1, available: 0)
    }
  }

  /// Restores the signals' earlier handling.
  func stop() {
    if let number = numbers.first {
      isStopped.set()
      listener.send(number)
      listener.join()
    }
    restoreMask()
  }

  /// The message at the first signal if segments are kept.
  static let finishingSegments = "finishing the segments in progress; a second signal stops at once"

  private static func leave(_ partialFiles: PartialFiles, _ numbers: [Int32]) -> Never {
    // If a file system hangs while the files are removed, the next signal lets the system end the process.
    var mask = set(of: numbers)
    pthread_sigmask(SIG_UNBLOCK, &mask, nil)
    StandardError.printAtOnce(Terminal.onCleanLine("interrupted"))
    partialFiles.removeAndExit(Failure.Status.interrupted.rawValue)
  }

  private static func waitForSignal(among numbers: [Int32]) {
    var mask = set(of: numbers)
    var number: Int32 = 0
    while sigwait(&mask, &number) != 0 {}
  }

  /// Blocks the signals on the calling thread, and returns its previous mask.
  private static func block(_ numbers: [Int32]) -> sigset_t {
    var (mask, previous) = (set(of: numbers), sigset_t())
    pthread_sigmask(SIG_BLOCK, &mask, &previous)
    return previous
  }

  private func restoreMask() {
    var mask = previousMask
    pthread_sigmask(SIG_SETMASK, &mask, nil)
  }

  private static func set(of numbers: [Int32]) -> sigset_t {
    var mask = sigset_t()
    sigemptyset(&mask)
    for number in numbers { sigaddset(&mask, number) }
    return mask
  }

  /// Whether the process ignores `number`, which is blocked, so that no signal is lost during the check.
  private static func isIgnored(_ number: Int32) -> Bool {
    let handler = signal(number, SIG_DFL)
    // Proof of safety: both are C function pointers, whose bits are compared and never called; SIG_IGN is no address.
    let isIgnored = unsafeBitCast(handler, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self)
    signal(number, handler)
    return isIgnored
  }
}

/// Tells the listener that the signal that wakes it is not a real one.
private final class StopFlag: Sendable {
  private let flag = Atomic(false)

  var isSet: Bool { flag.load(ordering: .acquiring) }

  func set() { flag.store(true, ordering: .releasing) }
}
