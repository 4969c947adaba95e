/// Access control: admits the page that the studio itself has served, and clients that have the token.
///
/// A browser sends requests to this machine on behalf of any web site. `Host` reveals a site that has pointed its own
/// name to this machine (DNS rebinding), `Origin` and `Sec-Fetch-Site` another site's page, and the token keeps out
/// everybody else, including other users of this machine.
struct RequestGate: Sendable {
  private let hosts: [String]
  private let token: StudioToken

  /// The header field with the token.
  static let tokenField = "x-juliareel-token"

  /// The gate of a studio on `port`.
  init(port: UInt16, token: StudioToken) {
    hosts = ["127.0.0.1:\(port)", "localhost:\(port)"]
    self.token = token
  }

  /// Refuses foreign requests, based on the head alone, before a byte of the body is read.
  func check(_ head: HTTPRequestHead) throws(HTTPFault) {
    guard let host = try head.value(of: "host") else {
      throw HTTPFault(.badRequest, "the header field host is missing")
    }
    guard hosts.contains(host) else {
      throw HTTPFault(.misdirected, "the studio is found under \(hosts.joined(separator: " and ")) only")
    }
    if let origin = try head.value(of: "origin"), origin != "http://\(host)" {
      throw HTTPFault(.forbidden, "pages of another origin are not answered")
    }
    if let site = try head.value(of: "sec-fetch-site"), site != "same-origin", site != "none" {
      throw HTTPFault(.forbidden, "pages of another site are not answered")
    }
    guard head.path.hasPrefix("/api/") || head.path == "/api" else { return }
    guard let sent = try head.value(of: Self.tokenField) else {
      throw HTTPFault(
        .unauthorized,
        "the header field X-Juliareel-Token is missing; its value stands in the address that juliareel studio prints, behind #"
      )
    }
    guard token.isEqual(to: sent) else {
      throw HTTPFault(.unauthorized, "the token is another one; open the address that juliareel studio prints")
    }
  }
}

/// The secret that a page must know.
package struct StudioToken: Sendable {
  /// 64 hexadecimal digits.
  package let text: String

  /// 256 bits from the system's random number generator.
  package init() {
    var numbers = SystemRandomNumberGenerator()
    text = (0..<32).map { _ in
      let byte = UInt8.random(in: .min ... .max, using: &numbers)
      return (byte < 16 ? "0" : "") + String(byte, radix: 16)
    }.joined()
  }

  /// Whether `other` is the token. Takes the same time for every text of the right length.
  func isEqual(to other: String) -> Bool {
    let (own, sent) = (Array(text.utf8), Array(other.utf8))
    guard own.count == sent.count else { return false }
    return zip(own, sent).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
  }
}
