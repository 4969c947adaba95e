/// How light falls on the slopes of a picture, as if its values were heights; the same for every frame of a film.
///
/// The surface at a point has the normal (s·u, 1)/√(1 + s²): u is the unit direction of the slope in the picture's plane, s the
/// `strength`. Light from direction d and height h above the picture has l = (cos h · d, sin h). The colour's linear light is
/// multiplied by ambient + (1 − ambient)·max(0, n·l) (Theory.md, "Lighting").
public struct Lighting: Hashable, Sendable {
  /// The part of the light that comes from everywhere, 0…1.
  public var ambient: Double
  /// The tangent of the slopes' steepness, 0 or more: 0 is a flat surface.
  public var strength: Double

  /// The given lighting; by default of slopes of 45° with a quarter of the light from everywhere.
  public init(ambient: Double = 0.25, strength: Double = 1) {
    self.ambient = ambient
    self.strength = strength
  }
}
