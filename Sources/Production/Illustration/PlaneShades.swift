import FractalMath

/// The shades of the Mandelbrot set by depth and of its surroundings by distance, as tables.
struct PlaneShades<Shade: Sendable>: Sendable {
  private let surroundings: [Shade]
  private let inside: [Shade]

  /// Distances near this one have the finest resolution.
  private static var scale: Double { 0.01 }
  private static var intervals: Int { 2048 }
  private static var depths: Int { 256 }

  /// Shades in the form into which `shade` converts light.
  init(_ shade: (LinearRGB) -> Shade) {
    surroundings = (0..<Self.intervals).map { index in
      let fraction = Double(index) / Double(Self.intervals)
      return shade(IllustrationColors.surroundings(distance: Self.scale * fraction / (1 - fraction)))
    }
    inside = (0...Self.depths).map { shade(IllustrationColors.inside(depth: Double($0) / Double(Self.depths))) }
  }

  /// The shade at a distance > 0, in widths of the view.
  subscript(distance distance: Double) -> Shade {
    surroundings[min(max(Int(distance / (distance + Self.scale) * Double(Self.intervals)), 0), Self.intervals - 1)]
  }

  /// The shade within the set at a depth of 0…1.
  subscript(depth depth: Double) -> Shade { inside[Int(min(max(depth, 0), 1) * Double(Self.depths))] }
}
