import ComplexModule
import RealModule

/// What has to do with a song in some way: a feature, and how fast its changes are followed.
protocol SongFollowing: Hashable, Sendable {
  init()
  /// What is followed, and how fast.
  var song: SongFollower { get set }
}

extension SongFollower: SongFollowing {
  var song: SongFollower {
    get { self }
    set { self = newValue }
  }
}

/// How a point follows a song: what is added to it over time.
public struct PointFollower: SongFollowing {
  /// What it follows, and whether that is a speed; its own least and most are not used.
  public internal(set) var song = SongFollower()
  /// What is added where the song has nothing of the feature.
  public internal(set) var least = Complex<Double>.zero
  /// What is added where it has all of it.
  public internal(set) var most = Complex<Double>.zero

  init() {}

  /// The same for the real and the imaginary part alone.
  var parts: (real: SongFollower, imaginary: SongFollower) {
    func part(_ value: (Complex<Double>) -> Double) -> SongFollower {
      var follower = song
      (follower.least, follower.most) = (value(least), value(most))
      return follower
    }
    return (part(\.real), part(\.imaginary))
  }
}

/// How a colour or a palette follows a song: how much of another is mixed in.
public struct MixtureFollower<Method: Interpolation>: SongFollowing {
  /// What it follows; its least and most are the amounts, 0…1, and it is no speed.
  public internal(set) var song = SongFollower()
  /// What is mixed in; one colour for a palette is a palette of one stop.
  public internal(set) var target = Method.placeholder

  init() {}
}
