#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Why the server could not start.
package struct ListeningError: Error, CustomStringConvertible {
  package let description: String
}

/// A socket that accepts only clients on this machine.
struct ListeningSocket: ~Copyable, Sendable {
  let port: UInt16
  private let descriptor: Int32
  /// A byte in this pipe ends the wait.
  private let stop: (reading: Int32, writing: Int32)

  private static let backlog: Int32 = 64

  /// Listens on 127.0.0.1 at `port`, or at a free one if that is 0.
  init(port: UInt16) throws(ListeningError) {
    let descriptor = socket(AF_INET, Self.streamType, 0)
    guard descriptor >= 0 else { throw Self.error("cannot listen") }
    let address = Self.loopback(port: port)
    var yes: Int32 = 1
    _ = setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<Int32>.size))
    var pipes: [Int32] = [-1, -1]
    guard Self.bindAndListen(descriptor, to: address), pipe(&pipes) == 0 else {
      let error = Self.error("cannot listen on 127.0.0.1:\(port)")
      close(descriptor)
      throw error
    }
    for handle in [descriptor] + pipes { _ = fcntl(handle, F_SETFD, FD_CLOEXEC) }
    _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) | O_NONBLOCK)
    self.descriptor = descriptor
    self.port = Self.port(of: descriptor)
    stop = (pipes[0], pipes[1])
  }

  deinit {
    for handle in [descriptor, stop.reading, stop.writing] { close(handle) }
  }

  /// Passes each client's descriptor to `take`, until `end` is called.
  borrowing func acceptAll(_ take: (Int32) -> Void) {
    var entries = [
      pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0),
      pollfd(fd: stop.reading, events: Int16(POLLIN), revents: 0),
    ]
    while true {
      guard poll(&entries, 2, -1) >= 0 || errno == EINTR else { return }
      if entries[1].revents != 0 { return }
      guard entries[0].revents != 0 else { continue }
      let client = accept(descriptor, nil, nil)
      if client >= 0 {
        _ = fcntl(client, F_SETFD, FD_CLOEXEC)
        take(client)
      } else if [EMFILE, ENFILE, ENOBUFS, ENOMEM].contains(errno) {
        // The client stays in the queue; without a pause this would spin until a descriptor is free.
        usleep(20_000)
      }
    }
  }

  /// Makes `acceptAll` return; any thread.
  borrowing func end() {
    var byte: UInt8 = 0
    _ = write(stop.writing, &byte, 1)
  }

  private static func loopback(port: UInt16) -> sockaddr_in {
    var address = sockaddr_in()
    #if canImport(Darwin)
      address.sin_len = UInt8(MemoryLayout<sockaddr_in>.size)
    #endif
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr = in_addr(s_addr: UInt32(0x7F00_0001).bigEndian)
    return address
  }

  private static func bindAndListen(_ descriptor: Int32, to address: sockaddr_in) -> Bool {
    withUnsafePointer(to: address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
      }
    } && listen(descriptor, backlog) == 0
  }

  private static func port(of descriptor: Int32) -> UInt16 {
    var address = sockaddr_in()
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    _ = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { getsockname(descriptor, $0, &size) }
    }
    return UInt16(bigEndian: address.sin_port)
  }

  private static func error(_ what: String) -> ListeningError {
    ListeningError(description: "\(what): \(String(cString: strerror(errno)))")
  }

  #if canImport(Glibc)
    private static let streamType = Int32(SOCK_STREAM.rawValue)
  #else
    private static let streamType = SOCK_STREAM
  #endif
}
