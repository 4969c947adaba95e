import Animation

/// The JSON of a request, with an error sentence for anything unexpected.
struct RequestBody {
  let node: JSONNode
  private let name: String

  /// The object in `bytes`.
  init(_ bytes: [UInt8]) throws(HTTPFault) {
    do throws(JSONSyntaxError) {
      try self.init(JSONParser.parse(utf8: bytes), name: "")
    } catch {
      throw HTTPFault(.badRequest, "the body is not JSON: \(error.position): \(error.message)")
    }
    guard case .object = node.value else { throw HTTPFault(.badRequest, "the body is an object in JSON") }
  }

  private init(_ node: JSONNode, name: String) {
    self.node = node
    self.name = name
  }

  /// The value at `key`; `nil` if it is missing, or `null`.
  subscript(key: String) -> RequestBody? {
    guard case .object(let members) = node.value, let member = members.first(where: { $0.key == key }) else {
      return nil
    }
    if case .null = member.node.value { return nil }
    return RequestBody(member.node, name: name.isEmpty ? key : "\(name).\(key)")
  }

  /// The value at `key`, which is required.
  func required(_ key: String) throws(HTTPFault) -> RequestBody {
    guard let part = self[key] else { throw HTTPFault(.badRequest, "the key \(key) is missing") }
    return part
  }

  var string: String {
    get throws(HTTPFault) {
      guard case .string(let text) = node.value else { throw refusal("a string") }
      return text
    }
  }

  var number: Double {
    get throws(HTTPFault) {
      guard case .number(let text) = node.value, let number = Double(text), number.isFinite else {
        throw refusal("a number")
      }
      return number
    }
  }

  /// A whole number in `range`.
  func integer(in range: ClosedRange<Int>) throws(HTTPFault) -> Int {
    guard case .number(let text) = node.value, let number = Double(text), let whole = Int(exactly: number),
      range.contains(whole)
    else { throw refusal("a whole number from \(range.lowerBound) to \(range.upperBound)") }
    return whole
  }

  /// The elements of an array of `count` elements, `1...` for at least one.
  func elements(_ count: ClosedRange<Int>) throws(HTTPFault) -> [RequestBody] {
    guard case .array(let nodes) = node.value, count.contains(nodes.count) else {
      let number =
        count.lowerBound == count.upperBound ? "\(count.lowerBound)" : "\(count.lowerBound) to \(count.upperBound)"
      throw refusal("an array of \(number)")
    }
    return nodes.enumerated().map { RequestBody($1, name: "\(name)[\($0)]") }
  }

  /// The error for a value that is not `allowed`.
  func refusal(_ allowed: String) -> HTTPFault { HTTPFault(.badRequest, "\(name): allowed is \(allowed)") }
}
