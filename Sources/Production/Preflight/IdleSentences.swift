import Animation
import Rendering

extension IdlePassage {
  /// Orbits that are longer may still escape; the pictures that decide are given as many steps.
  private static let mostIterations = 20_000

  /// Those of `passages` of `film` whose middle is idle with longer orbits, too: deep views only seem empty without them.
  package static func confirmed(
    _ passages: [IdlePassage], in film: FilmTimeline, workerCount: Int
  ) throws -> [IdlePassage] {
    guard !passages.isEmpty else { return [] }
    let scan = try FilmProbe(film, workerCount: workerCount).pictureScan(
      antialiasing: .none, mostIterations: mostIterations)
    return try passages.filter { passage in
      let middle = (passage.seconds.lowerBound + passage.seconds.upperBound) / 2
      var watch = IdleWatch()
      try scan.run(atSeconds: [middle, middle + IdleWatch.interval]) { picture in
        watch.add(picture, atSeconds: middle + (watch.hasSeenSomething ? IdleWatch.interval : 0))
      }
      return watch.allPassages.contains { $0.kind == passage.kind }
    }
  }
}

/// What is said of a film's idle passages, with the keys of a preset that they follow from.
struct IdleSentences {
  /// One sentence for each kind of passage.
  let all: [(sentence: String, key: String)]

  /// The sentences for `passages` of `film`, as far as they are confirmed.
  init(_ passages: [IdlePassage], in film: FilmTimeline, workerCount: Int) throws {
    let idle = try IdlePassage.confirmed(passages, in: film, workerCount: workerCount)
    all = IdlePassage.Kind.allCases.compactMap { kind in
      let spans = idle.filter { $0.kind == kind }.map(\.seconds)
      return spans.isEmpty ? nil : (kind.sentence(when: FilmSafety.words(for: spans)), kind.key)
    }
  }
}

extension IdlePassage.Kind {
  /// The key at which it is reported.
  fileprivate var key: String {
    switch self {
    case .black: "shading"
    case .blank: "camera"
    case .still: "c"
    }
  }

  fileprivate func sentence(when times: String) -> String {
    switch self {
    case .black:
      "black from \(times): most of the picture is darker than is seen in a bright room; an interior with a palette, such as "
        + #"{"by": "nearest"}, or another path of c would help"#
    case .blank:
      "blank from \(times): most of the picture has one colour; a smaller width, a path of c nearer to the Mandelbrot set or "
        + #"the scale "log" would help"#
    case .still:
      "still from \(times): nothing in the picture changes that would be seen; keyframes that are farther apart or a phase that moves "
        + "would help"
    }
  }
}
