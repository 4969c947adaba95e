extension FollowPath {
  /// The keys of `{"path": "follow", …}`.
  static let schema = ObjectSchema(
    "Follow",
    prototype: FollowPath(),
    fields: [
      .path("follow", "several paths, one after the other"),
      .required(
        "parts", \.parts, .nonEmptyArray(.object(Part.schema), of: "part"),
        "The paths in their order; all together are stretched to the film"),
    ])
}

extension FollowPath.Part {
  private static let longest = NumberRange.positive(upTo: 86_400)

  /// The keys of an element of `c.parts`.
  static let schema = ObjectSchema(
    "Part",
    prototype: FollowPath.Part(path: .track(.constant(.zero))),
    fields: [
      .required("c", \.path, .simpleJuliaPath, unit: "plane", "The path, whose film is this part"),
      .optional("duration", \.durationSeconds, .number(longest), unit: "s", "Time for the path"),
      .alternative(
        "easing", \.easing, .easing(permitsOvershoot: false), "How the path is spread over its time; steadily by itself"
      ),
      .optional(
        "join", \.joinSeconds, .number(.init(0...86_400)), unit: "s",
        "Time for a smooth crossing from the path's end to the start of the next; 0 where they are the same point"),
    ])
}
