import Foundation

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A socket that sends whatever it is told to.
final class RawClient {
  struct NoConnection: Error {}
  struct NoAnswer: Error { let received: [UInt8] }

  private let descriptor: Int32
  private var received: [UInt8] = []

  /// Connects to `address` at `port`.
  init(port: UInt16, address: UInt32 = 0x7F00_0001) throws {
    #if canImport(Glibc)
      descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    #else
      descriptor = socket(AF_INET, SOCK_STREAM, 0)
    #endif
    var place = sockaddr_in()
    place.sin_family = sa_family_t(AF_INET)
    place.sin_port = port.bigEndian
    place.sin_addr = in_addr(s_addr: address.bigEndian)
    let isConnected = withUnsafePointer(to: &place) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
      }
    }
    signal(SIGPIPE, SIG_IGN)
    guard isConnected else {
      close(descriptor)
      throw NoConnection()
    }
  }

  deinit { close(descriptor) }

  /// Sends what the server takes of `bytes`.
  func send(_ bytes: [UInt8]) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
      guard count > 0 else { return }
      rest = rest.dropFirst(count)
    }
  }

  func send(_ text: String) { send(Array(text.utf8)) }

  /// Says that nothing more comes.
  func endSending() { shutdown(descriptor, Int32(SHUT_WR)) }

  /// The next answer, whole.
  func answer() throws -> Answer {
    let separator = Array("\r\n\r\n".utf8)
    var end = received.firstRange(of: separator)
    while end == nil {
      guard receive() else { throw NoAnswer(received: received) }
      end = received.firstRange(of: separator)
    }
    guard let end else { throw NoAnswer(received: received) }
    let lines = String(decoding: received[..<end.lowerBound], as: UTF8.self).components(separatedBy: "\r\n")
    let words = lines[0].split(separator: " ")
    guard words.count > 1, let status = Int(words[1]) else { throw NoAnswer(received: received) }
    var fields: [String: String] = [:]
    for line in lines.dropFirst() {
      let parts = line.split(separator: ":", maxSplits: 1)
      if parts.count == 2 { fields[parts[0].lowercased()] = parts[1].trimmingCharacters(in: .whitespaces) }
    }
    received.removeFirst(end.upperBound)
    let length = fields["content-length"].flatMap { Int($0) } ?? 0
    while received.count < length { guard receive() else { throw NoAnswer(received: received) } }
    defer { received.removeFirst(length) }
    return Answer(status: status, fields: fields, body: Array(received[..<length]))
  }

  /// What comes until `text` is in it, or until the end.
  func read(until text: String) -> String {
    while !String(decoding: received, as: UTF8.self).contains(text), receive() {}
    return String(decoding: received, as: UTF8.self)
  }

  /// Whether the server has closed the connection without another word; waits for either.
  func isClosed() -> Bool { received.isEmpty && !receive() }

  private func receive() -> Bool {
    var part = [UInt8](repeating: 0, count: 1 << 16)
    let count = Foundation.read(descriptor, &part, part.count)
    guard count > 0 else { return false }
    received += part[..<count]
    return true
  }
}
