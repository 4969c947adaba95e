import Dispatch
import Foundation
import Production

/// Listens to the signals by which users and systems end a program, for as long as it is not stopped: Ctrl-C, SIGTERM, and
/// SIGHUP of a terminal that closes.
final class TerminationSignals {
  private let sources: [(number: Int32, previous: sig_t?, source: any DispatchSourceSignal)]

  /// The first signal asks that what is finished be kept; the second one ends the process, at once and without a
  /// trace, whatever its threads are doing or waiting for.
  ///
  /// - Parameter firstWords: what the user is told at the first one.
  convenience init(asking interruption: Interruption, partialFiles: PartialFiles, firstWords: String? = nil) {
    self.init {
      switch interruption.request() {
      case 1: if let firstWords { StandardError.printAtOnce(Terminal.onCleanLine(firstWords)) }
      case 2: Self.leave(partialFiles)
      default: break
      }
    }
  }

  /// The first signal ends the process at once and without a trace: for results that are whole or not at all.
  convenience init(partialFiles: PartialFiles) {
    self.init { Self.leave(partialFiles) }
  }

  private init(_ onSignal: @escaping @Sendable () -> Void) {
    sources = [SIGINT, SIGTERM, SIGHUP].compactMap { number in
      let previous = signal(number, SIG_IGN)
      // Whoever started the program with a signal ignored (nohup, a shell's background job) meant it.
      if Self.isIgnoring(previous) { return nil }
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global(qos: .userInitiated))
      source.setEventHandler {
        // The handler holds its source, until `cancel` lets it go. Signals that come close together come in one go.
        for _ in 0..<max(1, source.data) { onSignal() }
      }
      // Until the source listens, a signal would be lost.
      let isListening = DispatchSemaphore(value: 0)
      source.setRegistrationHandler { isListening.signal() }
      source.resume()
      isListening.wait()
      return (number, previous, source)
    }
  }

  /// Gives the signals their earlier meaning back.
  func stop() {
    for (number, previous, source) in sources {
      source.cancel()
      signal(number, previous)
    }
  }

  /// What the user is told at the first signal where segments are kept.
  static let finishingSegments = "finishing the segments that have begun; once more ends at once"

  private static func leave(_ partialFiles: PartialFiles) -> Never {
    StandardError.printAtOnce(Terminal.onCleanLine("interrupted"))
    partialFiles.removeAndExit(Failure.Status.interrupted.rawValue)
  }

  private static func isIgnoring(_ handler: sig_t?) -> Bool {
    // Proof of safety: both are C function pointers, whose bits are compared and never called; SIG_IGN is no address.
    unsafeBitCast(handler, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self)
  }
}
