/// The outline of the region where a field is below a level, by marching squares (Lorensen and Cline, 1987, in two
/// dimensions).
struct ContourTracer {
  private let field: PlaneField
  private let level: Float

  /// Closed lines round everything below `level`, in the field's columns and rows, where the first sample is at (½, ½).
  /// They run clockwise round it and counter-clockwise round holes in it, so that either filling rule fills them right.
  ///
  /// - Complexity: O(samples).
  static func rings(of field: PlaneField, below level: Float) -> [[DrawingPoint]] {
    ContourTracer(field: field, level: level).rings()
  }

  /// A side of a cell: the sample at its left or upper end, and whether it is vertical.
  private struct Edge: Hashable {
    let column: Int
    let row: Int
    let isVertical: Bool
  }

  private func rings() -> [[DrawingPoint]] {
    var next: [Edge: Edge] = [:]
    // One more cell on each side, beyond which nothing is below the level, so that every line is closed.
    for row in -1..<field.size.height {
      for column in -1..<field.size.width { connect(column: column, row: row, &next) }
    }
    // Ordered by rows and columns, so that the same field gives the same text.
    let starts = next.keys.sorted {
      ($0.row, $0.column, $0.isVertical ? 1 : 0) < ($1.row, $1.column, $1.isVertical ? 1 : 0)
    }
    return starts.compactMap { start in
      var ring: [DrawingPoint] = []
      var edge = start
      while let following = next.removeValue(forKey: edge) {
        ring.append(crossing(of: edge))
        edge = following
      }
      return ring.count > 2 ? ring : nil
    }
  }

  /// The ring without points closer than `tolerance` to the line from the last kept point to the next one.
  static func simplified(_ ring: [DrawingPoint], tolerance: Double) -> [DrawingPoint] {
    var kept = ring.prefix(1).map { $0 }
    for index in ring.indices.dropFirst() {
      let next = ring[(index + 1) % ring.count]
      let piece = Segment(start: kept[kept.count - 1], end: next)
      // Not many in a row, or the line would drift along a slow bend.
      let isLong = abs(piece.end.x - piece.start.x) + abs(piece.end.y - piece.start.y) > 4
      if isLong || piece.distanceSquared(to: ring[index]) > tolerance * tolerance { kept.append(ring[index]) }
    }
    return kept
  }

  /// Adds the pieces of the outline within a cell: each begins on a side where the clockwise boundary enters, and ends
  /// on one where it leaves. The cell beyond a side sees it the other way round, so that pieces connect.
  private func connect(column: Int, row: Int, _ next: inout [Edge: Edge]) {
    let corners = [(column, row), (column + 1, row), (column + 1, row + 1), (column, row + 1)]
    let values = corners.map { value(column: $0.0, row: $0.1) }
    let isInside = values.map { $0 < level }
    if isInside[0] == isInside[1] && isInside[1] == isInside[2] && isInside[2] == isInside[3] { return }
    let sides = [
      Edge(column: column, row: row, isVertical: false), Edge(column: column + 1, row: row, isVertical: true),
      Edge(column: column, row: row + 1, isVertical: false), Edge(column: column, row: row, isVertical: true),
    ]
    let entries = (0..<4).filter { !isInside[$0] && isInside[($0 + 1) % 4] }
    let exits = (0..<4).filter { isInside[$0] && !isInside[($0 + 1) % 4] }
    // Two opposite corners are inside: the value in the middle decides whether they are connected.
    let isJoined = entries.count == 2 && values.reduce(0, +) / 4 < level
    for entry in entries {
      let ahead = exits.map { ($0 - entry + 4) % 4 }
      guard let nearest = ahead.min(), let farthest = ahead.max() else { continue }
      next[sides[entry]] = sides[(entry + (isJoined ? farthest : nearest)) % 4]
    }
  }

  private func value(column: Int, row: Int) -> Float {
    guard (0..<field.size.width).contains(column), (0..<field.size.height).contains(row) else { return .infinity }
    return field.values[row * field.size.width + column]
  }

  /// Where the field has the level between the two ends of a side.
  private func crossing(of edge: Edge) -> DrawingPoint {
    let (endColumn, endRow) = (edge.column + (edge.isVertical ? 0 : 1), edge.row + (edge.isVertical ? 1 : 0))
    let (start, end) = (value(column: edge.column, row: edge.row), value(column: endColumn, row: endRow))
    let fraction = start < level ? Double((level - start) / (end - start)) : 1 - Double((level - end) / (start - end))
    return DrawingPoint(
      x: Double(edge.column) + 0.5 + (edge.isVertical ? 0 : fraction),
      y: Double(edge.row) + 0.5 + (edge.isVertical ? fraction : 0))
  }
}
