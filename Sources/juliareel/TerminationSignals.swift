import Dispatch
import Foundation
import Production

/// Turns Ctrl-C and SIGTERM into requests to end the film cleanly, for as long as this object is not stopped.
final class TerminationSignals {
  private let sources: [any DispatchSourceSignal]

  init(_ interruption: Interruption) {
    // A reader that closes the pipe, or a file that reaches its size limit, is reported by the failing write instead.
    for ignored in [SIGPIPE, SIGXFSZ] { signal(ignored, SIG_IGN) }
    sources = [SIGINT, SIGTERM].map { number in
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global(qos: .userInitiated))
      source.setEventHandler { interruption.request() }
      source.resume()
      return source
    }
  }

  /// Gives the signals their usual meaning back.
  func stop() {
    for source in sources { source.cancel() }
    for number in [SIGINT, SIGTERM] { signal(number, SIG_DFL) }
  }
}
