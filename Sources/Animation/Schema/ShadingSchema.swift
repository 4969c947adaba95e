import ComplexModule
import FractalMath
import RealModule

extension Shading {
  /// Palette cycles per unit of a value.
  static let densityRange = NumberRange(0...10_000)

  /// The keys of `shading`.
  static let schema = ObjectSchema(
    "Shading",
    prototype: Shading(),
    fields: [
      .optional(
        "algorithm", \.algorithm, .choice,
        "The value computed from an orbit that escapes: \"smooth\" escape count; estimated \"distance\" to the Julia set in "
          + "fractions of the picture's width; \"stripe\" average, \"triangle-inequality\" average; least distance to a "
          + "\"trap\"; \"angle\" of the escape; or \"histogram\", the smooth count's rank in the film's figures"),
      .optional("stripes", \.strands, .integer(1...16), "With \"stripe\": the number of strands"),
      .optional("trap", \.trap, .object(OrbitTrap.schema), "With \"trap\": the figure that orbits may come near"),
      .optional(
        "scale", \.scale, .choice, "What the density multiplies: the value v itself, or with \"log\" log₂(1 + v)"),
      .optional(
        "density", \.density, .track(.number(densityRange), interpolation: .monotoneCubic), unit: "cycles/value",
        "How fast the palette is traversed; the default depends on the algorithm: 0.02 for counts, 0.25 for counts with "
          + "the scale \"log\", 20 for distances, 1 for all others"
      ).varying,
      .optional(
        "phase", \.phase, .track(.number(.init(-1e6...1e6)), interpolation: .monotoneCubic), unit: "cycles",
        "Shift along the palette; 1 is once around a cyclic palette"
      ).varying,
      .optional(
        "interior", \.interior, .interior,
        "Colour of points that never escape; or their colours by a property of each orbit, see [Interior](#interior)"),
      .alternative(
        "light", \.light, .object(LightTracks.schema), "Light on the slopes of the exterior; none if left out"),
      .optional("palette", \.palette, .paletteTrack, "Colours of the points that escape"),
    ],
    completion: { shading, node in
      if node["density"] == nil { shading.density = .constant(shading.defaultDensity) }
    })
}

extension OrbitTrap {
  /// The centre as a point of the plane.
  var center: Complex<Double> {
    get { Complex(real, imaginary) }
    set { (real, imaginary) = (newValue.real, newValue.imaginary) }
  }

  /// The keys of `shading.trap`.
  static let schema = ObjectSchema(
    "Trap",
    prototype: OrbitTrap(),
    fields: [
      .optional(
        "shape", \.shape, .choice, "The shape of the trap; lines end 2 to both sides of their points nearest to 0"),
      .optional(
        "center", \.center, .point(largestModulus: JuliaPath.largestModulus), unit: "plane",
        "The point, the middle of the circle, or a point on the line; where the lines of the cross meet"),
      .optional(
        "radius", \.radius, .number(.init(0...JuliaPath.largestModulus)), unit: "plane", "Radius of the circle"),
      .optional(
        "angle", \.angleDegrees, .number(.init(-1e6...1e6)), unit: "degrees",
        "Direction of the line or cross, counter-clockwise from the real axis"),
    ])
}

extension LightTracks {
  /// The keys of `shading.light`.
  static let schema = ObjectSchema(
    "Light",
    prototype: LightTracks(),
    fields: [
      .optional(
        "direction", \.directionDegrees, .track(.number(.init(-1e6...1e6)), interpolation: .monotoneCubic),
        unit: "degrees", "Where the light comes from, counter-clockwise from the right"
      ).varying,
      .optional(
        "height", \.heightDegrees, .track(.number(.init(0...90)), interpolation: .monotoneCubic), unit: "degrees",
        "Elevation of the light above the picture"
      ).varying,
      .optional(
        "ambient", \.ambient, .number(.init(0...1)),
        "The fraction of light that comes from all directions; with 1 no slope is seen"),
      .optional(
        "depth", \.depth, .number(.init(0...1)),
        "How much darker it is far from the Julia set, which so comes to the front; 0 not at all"),
    ])
}
