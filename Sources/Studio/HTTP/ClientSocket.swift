#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A moment at which waiting ends.
struct Deadline {
  private let moment: ContinuousClock.Instant

  init(after duration: Duration) { moment = .now + duration }

  /// Milliseconds left, rounded up.
  var milliseconds: Int32 {
    let left = moment - .now
    guard left > .zero else { return 0 }
    return Int32(clamping: Int64((left / .milliseconds(1)).rounded(.up)))
  }
}

/// A client's socket, which never waits longer than its deadline.
struct ClientSocket: ~Copyable {
  /// Why the connection to a client ended.
  enum Failure: Error {
    case timeout
    /// The client has left, or the studio ends.
    case closed
  }

  let descriptor: Int32

  /// Takes ownership of `descriptor`.
  init(owning descriptor: Int32) {
    self.descriptor = descriptor
    // Writes must not wait forever for a client that does not read.
    _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) | O_NONBLOCK)
    var yes: Int32 = 1
    let size = socklen_t(MemoryLayout<Int32>.size)
    // An answer is written at once, head and body; waiting for more data would cost 40 ms.
    _ = setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &yes, size)
    #if canImport(Darwin)
      _ = setsockopt(descriptor, SOL_SOCKET, SO_NOSIGPIPE, &yes, size)
    #endif
  }

  deinit { close(descriptor) }

  /// Waits for input.
  borrowing func waitForInput(until deadline: Deadline) throws(Failure) {
    try wait(for: POLLIN, until: deadline)
  }

  /// Appends the received bytes, at most `limit`, to `bytes`; waits for the first of them.
  borrowing func read(into bytes: inout [UInt8], atMost limit: Int, until deadline: Deadline) throws(Failure) {
    let size = min(limit, 1 << 16)
    while true {
      var count = 0
      let part = [UInt8](unsafeUninitializedCapacity: size) { [descriptor] buffer, initialized in
        count = recv(descriptor, buffer.baseAddress, size, 0)
        initialized = max(count, 0)
      }
      if count > 0 {
        bytes += part
        return
      }
      if count == 0 || !Self.isTransient(errno) { throw .closed }
      try wait(for: POLLIN, until: deadline)
    }
  }

  /// Writes all of `bytes`; each part must be accepted within `patience`.
  borrowing func write(_ bytes: [UInt8], patience: Duration) throws(Failure) {
    let descriptor = descriptor
    let outcome = bytes.withUnsafeBytes { Self.write($0, to: descriptor, patience: patience) }
    try outcome.get()
  }

  /// The same for borrowed bytes, to the client's socket `descriptor`.
  static func write(
    _ bytes: UnsafeRawBufferPointer, to descriptor: Int32, patience: Duration
  ) -> Result<Void, Failure> {
    var rest = bytes[...]
    while let base = UnsafeRawBufferPointer(rebasing: rest).baseAddress, !rest.isEmpty {
      let count = send(descriptor, base, rest.count, sendFlags)
      if count > 0 {
        rest = rest.dropFirst(count)
      } else if count < 0 && isTransient(errno) {
        if let failure = wait(descriptor, for: POLLOUT, until: Deadline(after: patience)) { return .failure(failure) }
      } else {
        return .failure(.closed)
      }
    }
    return .success(())
  }

  /// Ends the answer, and reads what the client still sends, so that it receives the answer before the connection is
  /// closed.
  borrowing func finish(patience: Duration) {
    guard shutdown(descriptor, Int32(SHUT_WR)) == 0 else { return }
    let deadline = Deadline(after: patience)
    var ignored: [UInt8] = []
    var count = 0
    while count < 64, deadline.milliseconds > 0 {
      guard (try? read(into: &ignored, atMost: 1 << 16, until: deadline)) != nil else { return }
      ignored.removeAll(keepingCapacity: true)
      count += 1
    }
  }

  private borrowing func wait(for events: some BinaryInteger, until deadline: Deadline) throws(Failure) {
    if let failure = Self.wait(descriptor, for: events, until: deadline) { throw failure }
  }

  /// Waits; returns the reason if that failed.
  private static func wait(_ descriptor: Int32, for events: some BinaryInteger, until deadline: Deadline) -> Failure? {
    var entry = pollfd(fd: descriptor, events: Int16(events), revents: 0)
    while true {
      let count = poll(&entry, 1, deadline.milliseconds)
      if count > 0 { return nil }
      if count == 0 { return .timeout }
      guard errno == EINTR else { return .closed }
    }
  }

  private static func isTransient(_ code: Int32) -> Bool {
    code == EAGAIN || code == EWOULDBLOCK || code == EINTR
  }

  #if canImport(Darwin)
    private static let sendFlags: Int32 = 0
  #else
    private static let sendFlags = Int32(MSG_NOSIGNAL)
  #endif
}
