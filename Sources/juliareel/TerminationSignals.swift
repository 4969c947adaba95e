import Foundation
import HostSystem
import Production
import Synchronization

/// Listens to the signals by which users and systems end a program, for as long as it is not stopped: Ctrl-C, SIGTERM, and
/// SIGHUP of a terminal that closes.
///
/// A thread that exists for nothing else waits for them, so that whatever libraries' threads do or wait for, somebody listens. All others
/// block these signals, and so do threads that are started from now on.
final class TerminationSignals {
  private let numbers: [Int32]
  private let previousMask: sigset_t
  private var listener = ThreadGroup()
  private let isStopped = StopFlag()

  /// The first signal asks that what is finished be kept; the second one ends the process, at once and without a
  /// trace, whatever its threads are doing or waiting for.
  ///
  /// - Parameter firstWords: what the user is told at the first one.
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

  /// The first signal ends the process at once and without a trace: for results that are whole or not at all.
  convenience init(partialFiles: PartialFiles) throws(ThreadShortage) {
    try self.init { numbers in Self.leave(partialFiles, numbers) }
  }

  /// The first signal has `end` called, which lets the program come to its end by itself; the second one ends the process.
  convenience init(ending end: @escaping @Sendable () -> Void) throws(ThreadShortage) {
    let interruption = Interruption()
    try self.init { numbers in
      if interruption.request() == 1 { end() } else { Self.leave(PartialFiles(), numbers) }
    }
  }

  private init(_ onSignal: @escaping @Sendable (_ numbers: [Int32]) -> Void) throws(ThreadShortage) {
    let all = [SIGINT, SIGTERM, SIGHUP]
    // From here on a signal waits until the listener is there.
    previousMask = Self.block(all)
    // Whoever started the program with a signal ignored (nohup, a shell's background job) meant it.
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

  /// Gives the signals their earlier meaning back.
  func stop() {
    if let number = numbers.first {
      isStopped.set()
      listener.send(number)
      listener.join()
    }
    restoreMask()
  }

  /// What the user is told at the first signal where segments are kept.
  static let finishingSegments = "finishing the segments that have begun; once more ends at once"

  private static func leave(_ partialFiles: PartialFiles, _ numbers: [Int32]) -> Never {
    // Should a file system hang while the files are removed, the next signal has the system end the process.
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

  /// Blocks the signals on the calling thread, and returns what it had blocked before.
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

  /// Whether the process ignores `number`, which is blocked: nothing is lost while that is found out.
  private static func isIgnored(_ number: Int32) -> Bool {
    let handler = signal(number, SIG_DFL)
    // Proof of safety: both are C function pointers, whose bits are compared and never called; SIG_IGN is no address.
    let isIgnored = unsafeBitCast(handler, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self)
    signal(number, handler)
    return isIgnored
  }
}

/// Tells the listener that the signal that wakes it is none.
private final class StopFlag: Sendable {
  private let flag = Atomic(false)

  var isSet: Bool { flag.load(ordering: .acquiring) }

  func set() { flag.store(true, ordering: .releasing) }
}
