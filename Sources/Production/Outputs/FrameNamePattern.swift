/// The file name of each frame of an image sequence, such as `frames/%05d.png`.
public struct FrameNamePattern: Hashable, Sendable {
  private let prefix: String
  private let suffix: String
  /// Digits the number has at least; `nil` where the name has no number at all.
  private let minimumDigits: Int?

  /// Reads a name with one `%d` or `%0Nd`, or with none, which then can name one frame only; `%%` is a percent sign.
  ///
  /// - Returns: `nil` where another use of `%`, or a second number, makes the name ambiguous.
  public init?(_ name: String) {
    // By scalars: a combining mark behind a percent sign or a letter changes neither.
    var parts = [String.UnicodeScalarView()]
    var digits: Int?
    var rest = name.unicodeScalars[...]
    while let scalar = rest.popFirst() {
      if scalar != "%" {
        parts[parts.count - 1].append(scalar)
      } else if rest.first == "%" {
        rest.removeFirst()
        parts[parts.count - 1].append("%")
      } else {
        let width = rest.prefix { ("0"..."9").contains($0) }
        rest = rest.dropFirst(width.count)
        guard rest.popFirst() == "d", parts.count == 1 else { return nil }
        guard width.isEmpty || (width.first == "0" && width.count <= 3) else { return nil }
        digits = Int(String(width)) ?? 1
        parts.append(String.UnicodeScalarView())
      }
    }
    prefix = String(parts[0])
    suffix = parts.count == 2 ? String(parts[1]) : ""
    minimumDigits = digits
  }

  /// Whether different frames get different names.
  public var hasNumber: Bool { minimumDigits != nil }

  /// The name of frame number `frame`, 0 or more.
  public func name(ofFrame frame: Int) -> String {
    guard let minimumDigits else { return prefix }
    let number = String(frame)
    return prefix + String(repeating: "0", count: max(0, minimumDigits - number.count)) + number + suffix
  }
}
