import Synchronization

/// A value that threads pass on, used by one at a time: an encoder that takes a film's frames on any free worker, or a
/// result that a worker leaves for the thread that waits for its task.
///
/// Each user gets the value from the previous one, through a queue or by the end of a task, so nobody ever waits for
/// it. This is checked: a lock protects the value, and the program stops if it is not free.
public final class HandOff<Value: ~Copyable & Sendable>: Sendable {
  private let value: Mutex<Value>

  /// Holds `value` for its first user.
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
