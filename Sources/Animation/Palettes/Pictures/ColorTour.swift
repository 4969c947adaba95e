import FractalMath

/// A short closed path through colours.
struct ColorTour {
  /// The colours in the order of the path, from the darkest.
  let colors: [SRGBColor]
  /// The lengths of the steps from each to the next; the last leads back to the first.
  let steps: [Double]

  private let distances: [[Double]]

  /// The tour of `colors`, at least one: from each start repeatedly to the nearest remaining colour, then improved by
  /// reversing parts of the path (G. Croes, "A method for solving traveling-salesman problems", 1958); the shortest of
  /// these.
  ///
  /// - Complexity: O(n⁴) for n colours.
  init(_ colors: [SRGBColor]) {
    let points = colors.map(ColorCensus.coordinates)
    let distances = points.map { one in
      points.map { Double(ColorClusters.squaredDistance(one, $0)).squareRoot() }
    }
    self.distances = distances
    let tours = colors.indices.map { Self.bettered(Self.nearest(from: $0, distances), distances) }
    let lengths = tours.map { Self.length(of: $0, distances) }
    let shortest = tours[lengths.indices.min { lengths[$0] < lengths[$1] } ?? 0]
    let tour = Self.fromDarkest(shortest, points)
    self.colors = tour.map { colors[$0] }
    steps = tour.indices.map { distances[tour[$0]][tour[($0 + 1) % tour.count]] }
  }

  /// The cyclic palette with the colours, farther apart if they differ more.
  var palette: Palette {
    let length = steps.reduce(0, +)
    var gone = 0.0
    var stops: [Palette.Stop] = []
    for (color, step) in zip(colors, steps) {
      stops.append(Palette.Stop(position: length > 0 ? PiecewiseGradient.rounded(gone / length) : 0, color: color))
      gone += step
    }
    return Palette(stops: stops, isCyclic: true)
  }

  private static func nearest(from start: Int, _ distances: [[Double]]) -> [Int] {
    var tour = [start]
    var left = distances.indices.filter { $0 != start }
    while let here = tour.last,
      let next = left.indices.min(by: { distances[here][left[$0]] < distances[here][left[$1]] })
    {
      tour.append(left.remove(at: next))
    }
    return tour
  }

  private static func bettered(_ tour: [Int], _ distances: [[Double]]) -> [Int] {
    var tour = tour
    let count = tour.count
    guard count > 3 else { return tour }
    var isBetter = true
    while isBetter {
      isBetter = false
      for first in 0..<count - 2 {
        for last in first + 2..<count where !(first == 0 && last == count - 1) {
          let (a, b, c, d) = (tour[first], tour[first + 1], tour[last], tour[(last + 1) % count])
          let gain = distances[a][b] + distances[c][d] - distances[a][c] - distances[b][d]
          guard gain > 1e-6 else { continue }
          tour[first + 1...last].reverse()
          isBetter = true
        }
      }
    }
    return tour
  }

  private static func length(of tour: [Int], _ distances: [[Double]]) -> Double {
    tour.indices.reduce(0) { $0 + distances[tour[$1]][tour[($1 + 1) % tour.count]] }
  }

  /// The tour from its darkest colour, towards the darker one of its neighbours.
  private static func fromDarkest(_ tour: [Int], _ points: [SIMD3<Int>]) -> [Int] {
    let start = tour.indices.min { points[tour[$0]].x < points[tour[$1]].x } ?? 0
    let turned = Array(tour[start...] + tour[..<start])
    guard turned.count > 2, points[turned[turned.count - 1]].x < points[turned[1]].x else { return turned }
    return [turned[0]] + turned.dropFirst().reversed()
  }
}

extension Palette {
  /// The cyclic palette of up to `colorCount` colours of a picture, ordered so that neighbours are similar; `nil` if no
  /// pixel is visible.
  ///
  /// - Parameter rgba: red, green, blue and opacity of each pixel.
  /// - Complexity: O(pixels + `colorCount`⁴).
  package static func picture(rgba: [UInt8], colorCount: Int) -> Palette? {
    let census = ColorCensus(rgba: rgba)
    return census.cells.isEmpty ? nil : ColorTour(ColorClusters(census, count: colorCount).colors).palette
  }
}
