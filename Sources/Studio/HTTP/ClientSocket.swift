#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A moment after which something is given up.
struct Deadline {
  private let moment: ContinuousClock.Instant

  init(after duration: Duration) { moment = .now + duration }

  /// Milliseconds that are left, rounded up.
  var milliseconds: Int32 {
    let left = moment - .now
    guard left > .zero else { return 0 }
    return Int32(clamping: Int64((left / .milliseconds(1)).rounded(.up)))
  }
}

/// The socket of a client, which never waits longer than it is told to.
struct ClientSocket: ~Copyable {
  /// Why a client is not talked to any more.
  enum Failure: Error {
    case timeout
    /// It has left, or the studio ends.
    case closed
  }

  let descriptor: Int32

  /// Takes over `descriptor`.
  init(owning descriptor: Int32) {
    self.descriptor = descriptor
    // Writes must not wait without end for a client that does not read.
    _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) | O_NONBLOCK)
    var yes: Int32 = 1
    let size = socklen_t(MemoryLayout<Int32>.size)
    // An answer is written at once, head and body; waiting for more would cost 40 ms.
    _ = setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &yes, size)
    #if canImport(Darwin)
      _ = setsockopt(descriptor, SOL_SOCKET, SO_NOSIGPIPE, &yes, size)
    #endif
  }

  deinit { close(descriptor) }

  /// Waits until there is something to read.
  borrowing func waitForInput(until deadline: Deadline) throws(Failure) {
    try wait(for: POLLIN, until: deadline)
  }

  /// Appends what has come, at most `limit` bytes, to `bytes`; waits for the first of it.
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

  /// Writes all of `bytes`; each part of them must be taken within `patience`.
  borrowing func write(_ bytes: [UInt8], patience: Duration) throws(Failure) {
    let descriptor = descriptor
    let outcome = bytes.withUnsafeBytes { Self.write($0, to: descriptor, patience: patience) }
    try outcome.get()
  }

  /// The same for bytes that are lent, to the socket whose `descriptor` is that of a client.
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

  /// Tells the client that no more comes, and takes what it still sends, so that it reads the answer before it hears of the end.
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

  /// Waits; returns why that was in vain.
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
