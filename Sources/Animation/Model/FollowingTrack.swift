/// A point, a colour or a palette over the time of the film: constant or with keyframes, and what follows the song beside that.
public struct FollowingTrack<Method: Interpolation, Follower: Hashable & Sendable>: Hashable, Sendable {
  /// The value without a song.
  public internal(set) var base: Track<Method>
  /// What changes it with the song; `nil` for nothing.
  public internal(set) var follower: Follower?

  /// The same value throughout.
  public static func constant(_ value: Method.Value) -> Self { Self(base: .constant(value)) }

  /// The value at the start of the film without a song.
  var first: Method.Value { base.first }
}

/// A point that may follow a song.
public typealias FollowingPoint = FollowingTrack<PointInterpolation, PointFollower>
/// A colour over the time of the film.
public typealias ColorTrack = FollowingTrack<ColorInterpolation, MixtureFollower<ColorInterpolation>>
/// A palette over the time of the film.
public typealias PaletteTrack = FollowingTrack<PaletteInterpolation, MixtureFollower<PaletteInterpolation>>

extension FollowingTrack where Follower == MixtureFollower<Method> {
  /// All values that are written.
  package var values: [Method.Value] { base.values + (follower.map { [$0.target] } ?? []) }

  /// Whether the value is one for the whole film.
  var isConstant: Bool {
    guard case .constant = base else { return false }
    return follower == nil
  }
}
