/// An upright rectangle of a drawing.
struct DrawingBox: Hashable, Sendable {
  var x: Double
  var y: Double
  var width: Double
  var height: Double

  func contains(_ point: DrawingPoint) -> Bool {
    point.x >= x && point.x <= x + width && point.y >= y && point.y <= y + height
  }

  func contains(_ other: DrawingBox) -> Bool {
    other.x >= x && other.y >= y && other.x + other.width <= x + width && other.y + other.height <= y + height
  }

  func meets(_ other: DrawingBox) -> Bool {
    x < other.x + other.width && other.x < x + width && y < other.y + other.height && other.y < y + height
  }
}

/// Places labels beside their points so that they do not overlap and hide as little of the line as possible.
struct LabelPlacement {
  private let bounds: DrawingBox
  private let line: [DrawingPoint]
  private var taken: [DrawingBox]

  /// Places within `bounds`, for labels of points of `line`.
  ///
  /// - Parameter taken: boxes that no label may cover, such as the points' own.
  init(bounds: DrawingBox, line: [DrawingPoint], taken: [DrawingBox]) {
    self.bounds = bounds
    self.line = line
    self.taken = taken
  }

  /// The box of a label of the given size beside `point`, not closer than `clearance`.
  ///
  /// Of sixteen places round the point, near and farther, the one with the lowest cost; of equal ones the first: on the
  /// right, then round.
  ///
  /// - Complexity: O(points of the line + labels).
  mutating func place(width: Double, height: Double, beside point: DrawingPoint, clearance: Double) -> DrawingBox {
    let directions: [(x: Double, y: Double)] = [
      (1, 0), (-1, 0), (0.7, -0.7), (-0.7, -0.7), (0.7, 0.7), (-0.7, 0.7), (0, -1), (0, 1),
    ]
    let candidates = [1, 2.2].flatMap { distance in
      directions.map { direction in
        let (dx, dy) = (direction.x * clearance * distance, direction.y * clearance * distance)
        // The distance is measured from a box's edge, not its middle.
        let left = point.x + dx - (direction.x > 0 ? 0 : direction.x < 0 ? width : width / 2)
        let top = point.y + dy - (direction.y > 0 ? 0 : direction.y < 0 ? height : height / 2)
        return DrawingBox(x: left, y: top, width: width, height: height)
      }
    }
    let costs = candidates.enumerated().map { index, box in
      let hidden = taken.count { $0.meets(box) }
      return (bounds.contains(box) ? 0 : 5000) + 1000 * hidden + 5 * line.count(where: box.contains) + index
    }
    let best = costs.indices.min { costs[$0] < costs[$1] } ?? 0
    taken.append(candidates[best])
    return candidates[best]
  }
}
