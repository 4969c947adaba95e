import CFFmpeg
import Dispatch
import Synchronization

/// Says when an encoder of SVT-AV1 may be open beside others: the library keeps two things for the whole process that belong to one encoder.
///
/// - The table of a picture's blocks, which each encoder writes as its preset wants it when it is opened. Where presets below 6 and others
///   are at work at once, one reads beyond the blocks it has, and the process crashes or waits for ever (seen in 1.4.1 in most
///   tries; never with one preset, whatever the sizes). So encoders are open together only if their presets are the same.
/// - The list of what it has allocated, without a lock. So one at a time is opened or closed.
final class SVTAV1Turns: Sendable {
  /// Those of this process, as the library is there once.
  static let ofProcess = SVTAV1Turns()

  private struct State {
    /// What the open encoders have in common.
    var preset = ""
    var openCount = 0
    /// Those who wait for the last of them to be closed.
    var waiters: [DispatchSemaphore] = []
  }

  private let state = Mutex(State())
  private let openingAndClosing = Mutex(())

  /// Opens an encoder; waits as long as any with another preset is open, which a thread must not have left open itself.
  ///
  /// - Returns: what `open` returns: libav's result. A negative one leaves no encoder open.
  func open(preset: String, _ open: () -> Int32) -> Int32 {
    while let wakeUp = enter(preset) { wakeUp.wait() }
    let result = openingAndClosing.withLock { _ in open() }
    if result < 0 { leave() }
    return result
  }

  /// Closes an encoder that `open(preset:_:)` has opened.
  func close(_ close: () -> Void) {
    openingAndClosing.withLock { _ in close() }
    leave()
  }

  /// Counts one more encoder; or returns what wakes up who has to wait first.
  private func enter(_ preset: String) -> DispatchSemaphore? {
    state.withLock { state in
      if state.openCount == 0 || state.preset == preset {
        state.preset = preset
        state.openCount += 1
        return nil
      }
      let wakeUp = DispatchSemaphore(value: 0)
      state.waiters.append(wakeUp)
      return wakeUp
    }
  }

  private func leave() {
    let woken = state.withLock { state in
      state.openCount -= 1
      guard state.openCount == 0 else { return [DispatchSemaphore]() }
      defer { state.waiters = [] }
      return state.waiters
    }
    for wakeUp in woken { wakeUp.signal() }
  }
}
