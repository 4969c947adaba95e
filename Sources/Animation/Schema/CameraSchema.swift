import ComplexModule
import FractalMath
import RealModule

extension CameraTracks {
  /// How far from 0 the camera may look, far outside every Julia set.
  static let largestModulus = 1000.0
  /// The smallest width of a picture. Below 1e-9 views are deep: doubles cannot distinguish their points, only the centre's digits can.
  static let smallestWidth = PlaneLength(DecimalNumber(powerOfTen: -1000))
  /// The largest width of a picture.
  static let largestWidth = 1000.0
  /// The path of `zoomTo` is in double precision: with the camera at a distance of ½ to 1 from 0, an extent of 1e-13 holds some 900 different
  /// doubles; neighbouring columns of a large picture begin to coincide, and below that only blocks would be left.
  static let zoomWidthRange = NumberRange(1e-13...1000)

  /// The keys of `camera`.
  static let schema = ObjectSchema(
    "Camera",
    prototype: CameraTracks(),
    fields: [
      .alternative(
        "center", \.centerWithoutZoom, .followingPoint(.planePoint(largestModulus: largestModulus)),
        unit: "plane",
        "The point in the middle of the picture; not together with zoomTo or follow. A deep zoom needs many digits: in strings, all "
          + "of them count"),
      .alternative(
        "width", \.widthWithoutZoom, .track(.width, interpolation: .log), unit: "plane",
        "Horizontal extent of the picture, for deep zooms down to 1e-1000, below 1e-300 in a string; its keyframes are interpolated \"log\" by "
          + "default; not together with zoomTo or fit"),
      .optional(
        "rotation", \.rotationDegrees, .track(.number(.init(-1e6...1e6)), interpolation: .monotoneCubic),
        unit: "degrees",
        "Rotation of the camera, counter-clockwise; 720 is two turns"),
      .alternative(
        "zoomTo", \.zoom, .nonEmptyArray(.object(Keyframe<View>.schema), of: "view"),
        "Views in strictly ascending order of time, with the smoothest zoom and pan from each to the next (van Wijk and Nuij)"
      ),
      .optional(
        "fit", \.fit, .fit,
        "Chooses one width for the whole film at which all of the filled Julia set is seen; a number is the fraction of the "
          + "picture left free at each side, true is 0.05; \"figure\" leaves as little as it can, and turns the camera by a right angle where the set is larger "
          + "for it, as in tall pictures"),
      .alternative(
        "follow", \.target, .object(CameraTarget.schema),
        "A point of the Julia set that the camera follows as c moves, instead of center"),
      .alternative(
        "frame", \.frameWithTarget, .choice,
        "With follow: what stays still as c moves: the \"plane\" by default, or with \"koenigs\" the surroundings of the "
          + "point: the camera turns and scales with its multiplier, so deep pictures do not spin"),
      .alternative(
        "zoomLoop", \.zoomLoop, .integer(1...1000), unit: "multipliers",
        "With follow, loop \"wrap\" and a constant c: the film zooms in by so many factors of the point's multiplier and "
          + "ends as it began, so it zooms for ever; it starts at the first of the widths width/|multiplier|ⁿ that is deep "
          + "enough"),
    ],
    exclusions: [
      Exclusion(key: "zoomTo", other: "center"), Exclusion(key: "zoomTo", other: "width"),
      Exclusion(key: "fit", other: "width"), Exclusion(key: "fit", other: "zoomTo"),
      Exclusion(key: "follow", other: "center"), Exclusion(key: "follow", other: "zoomTo"),
      Exclusion(key: "follow", other: "fit"),
    ],
    rule: { camera, node, context in camera.zoom?.checkOrder(at: PresetPath(.key("zoomTo")), in: node, &context) })
}

extension Keyframe<CameraTracks.View> {
  /// The keys of an element of `camera.zoomTo`.
  static let schema = ObjectSchema(
    "View",
    prototype: Keyframe(time: 0, value: CameraTracks.View(center: .zero, width: 3.2)),
    fields: [
      .required("time", \.time, .number(Preset.momentRange), unit: "s", "Time from the start of the film"),
      .beat(of: \.time),
      .required(
        "center", \.value.center, .point(largestModulus: CameraTracks.largestModulus), unit: "plane",
        "The point in the middle of the picture"),
      .required(
        "width", \.value.width, .number(CameraTracks.zoomWidthRange), unit: "plane", "Horizontal extent of the picture"),
      .alternative(
        "easing", \.easing, .easing(permitsOvershoot: false),
        "The pace of the move to the next view; steady by default"),
    ], substitutes: [Exclusion(key: "beat", other: "time")])
}

extension ValueCodec where Value == CameraFit? {
  /// `true`, `false`, `"figure"` or the margin of a fitted picture.
  fileprivate static var fit: Self {
    let margin = ValueCodec<Double>.number(.init(0...0.4))
    let figure = "figure"
    return ValueCodec(
      allowed: "true, false, \"\(figure)\", or \(margin.allowed)",
      jsonSchema: .anyOf([.type("boolean"), .names([figure]), margin.jsonSchema]),
      read: { node, allowed, context in
        switch node.value {
        case .boolean(let isFitted): return .some(isFitted ? .whole(margin: 0.05) : nil)
        case .string(figure): return .some(.figure)
        default: return margin.describing(allowed: allowed).decode(node, &context).map { .some(.whole(margin: $0)) }
        }
      },
      encode: { fit in
        switch fit {
        case .whole(let share): margin.encode(share)
        case .figure: JSONText.string(figure)
        case nil: JSONText.boolean(false)
        }
      })
  }
}
