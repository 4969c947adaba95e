import FractalMath

/// A few colours that represent those of a picture.
struct ColorClusters {
  private typealias Cell = ColorCensus.Cell

  /// The clusters' centres, all distinct.
  let colors: [SRGBColor]

  /// The number of iterations.
  private static let roundCount = 24

  /// Up to `count` colours: the cells are repeatedly split in two where they scatter most (P. Heckbert, "Color image
  /// quantization for frame buffer display", 1982), then each centre repeatedly moves to the mean of the cells nearest
  /// to it (S. Lloyd, "Least squares quantization in PCM", 1982).
  ///
  /// - Complexity: O(cells · count).
  init(_ census: ColorCensus, count: Int) {
    var groups = [census.cells]
    while groups.count < count {
      let scatters = groups.map { Self.scatter(of: $0).max() }
      guard let widest = scatters.indices.max(by: { scatters[$0] < scatters[$1] }), scatters[widest] > 0 else { break }
      let (lower, upper) = Self.halves(of: groups[widest])
      groups[widest] = lower
      groups.append(upper)
    }
    var means = groups.filter { !$0.isEmpty }.map { Self.mean(of: $0) }
    for _ in 0..<Self.roundCount {
      let moved = Self.moved(means, among: census.cells)
      if moved == means { break }
      means = moved
    }
    colors = means.map(Self.color).reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }

  private static func mean(of cells: [Cell]) -> SIMD3<Int> {
    let weight = cells.reduce(0) { $0 + $1.weight }
    return cells.reduce(SIMD3(0, 0, 0)) { $0 &+ $1.coordinates &* $1.weight } / SIMD3(repeating: weight)
  }

  /// The weighted sums of the squared distances to the mean, by coordinate.
  private static func scatter(of cells: [Cell]) -> SIMD3<Int> {
    let mean = mean(of: cells)
    return cells.reduce(SIMD3(0, 0, 0)) { sum, cell in
      let difference = cell.coordinates &- mean
      return sum &+ difference &* difference &* cell.weight
    }
  }

  /// The cells below and above the mean in the coordinate in which they scatter most.
  private static func halves(of cells: [Cell]) -> (lower: [Cell], upper: [Cell]) {
    let (mean, scatter) = (mean(of: cells), scatter(of: cells))
    let axis = (0..<3).max { scatter[$0] < scatter[$1] } ?? 0
    return (
      cells.filter { $0.coordinates[axis] <= mean[axis] }, cells.filter { $0.coordinates[axis] > mean[axis] }
    )
  }

  /// The means of the cells nearest to each of `means`.
  private static func moved(_ means: [SIMD3<Int>], among cells: [Cell]) -> [SIMD3<Int>] {
    var sums = [SIMD3<Int>](repeating: SIMD3(0, 0, 0), count: means.count)
    var weights = [Int](repeating: 0, count: means.count)
    for cell in cells {
      var (nearest, least) = (0, Int.max)
      for (index, mean) in means.enumerated() {
        let distance = squaredDistance(cell.coordinates, mean)
        if distance < least { (nearest, least) = (index, distance) }
      }
      sums[nearest] &+= cell.coordinates &* cell.weight
      weights[nearest] += cell.weight
    }
    return means.indices.map { weights[$0] > 0 ? sums[$0] / SIMD3(repeating: weights[$0]) : means[$0] }
  }

  static func squaredDistance(_ one: SIMD3<Int>, _ other: SIMD3<Int>) -> Int {
    let difference = one &- other
    return (difference &* difference).wrappedSum()
  }

  private static func color(_ coordinates: SIMD3<Int>) -> SRGBColor {
    let parts = SIMD3<Double>(coordinates) / ColorCensus.scale
    return ColorCodes(Oklab(lightness: parts.x, a: parts.y, b: parts.z)).color
  }
}
