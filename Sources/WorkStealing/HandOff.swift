import Synchronization

/// A value that threads hand to one another, and that one of them uses at a time: an encoder that takes a film's frames on whichever worker is
/// free, a result that a worker leaves for whoever waits for its task.
///
/// Whoever uses the value was given it by whoever used it before, through a queue or by the end of a task, so nobody ever waits for
/// it. That is not taken on trust: a lock keeps threads apart, and the program stops where it is not free.
public final class HandOff<Value: ~Copyable & Sendable>: Sendable {
  private let value: Mutex<Value>

  /// Hands `value` to whoever comes first.
  public init(_ value: consuming Value) { self.value = Mutex(value) }

  /// Lends the value to `body`.
  ///
  /// - Precondition: no other thread uses it.
  public func use<Result: Sendable, Failure: Error>(
    _ body: (inout Value) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    let result = try value.withLockIfAvailable { value throws(Failure) in try body(&value) }
    guard let result else { preconditionFailure("A value that is handed on was used by two threads at once.") }
    return result
  }
}
