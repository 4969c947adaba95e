import WorkStealing

/// One frame of an audit as work for the pool: its items are tiles, each computed once by brute force and then by every
/// way to be compared with it.
public final class FieldAuditJob: ParallelTask {
  /// A way of computing the field, and the finding that records the result.
  package struct Candidate: Sendable {
    let source: any AuditedField
    let finding: FieldFinding

    /// The given candidate.
    package init(source: any AuditedField, finding: FieldFinding) {
      self.source = source
      self.finding = finding
    }
  }

  /// Neither is a smooth count, and they differ: a pixel that was never written is a mismatch.
  private static let unwritten: (reference: Float, candidate: Float) = (-2, -3)

  private let frame: Int
  private let width: Int
  private let tiles: [TileGrid.Tile]
  private let reference: any AuditedField
  private let candidates: [Candidate]
  private let plain: (source: any AuditedField, finding: PrefixFinding)?

  /// Compares `tiles` of frames of `width` columns between `reference` and each of `candidates`, and more loosely with `plain`.
  package init(
    frame: Int, width: Int, tiles: [TileGrid.Tile], reference: any AuditedField, candidates: [Candidate],
    plain: (source: any AuditedField, finding: PrefixFinding)? = nil
  ) {
    self.frame = frame
    self.width = width
    self.tiles = tiles
    self.reference = reference
    self.candidates = candidates
    self.plain = plain
  }

  /// Number of tiles, each counted together with its opposite.
  public var itemCount: Int { tiles.count }

  /// Compares tile `item` and its opposite, each at its own place.
  public func perform(item: Int, worker: Int) {
    let tile = tiles[item]
    let tilePixels = tile.rows.count * width
    let pixels = tilePixels + (tile.opposite?.count ?? 0) * width
    withUnsafeTemporaryAllocation(of: Float.self, capacity: 2 * pixels) { memory in
      let halves = (
        UnsafeMutableBufferPointer(rebasing: memory[..<pixels]), UnsafeMutableBufferPointer(rebasing: memory[pixels...])
      )
      let expected = TileCounts(halves.0, tilePixels: tilePixels)
      expected.fill(tile, from: reference, unwritten: Self.unwritten.reference)
      let actual = TileCounts(halves.1, tilePixels: tilePixels)
      for candidate in candidates {
        actual.fill(tile, from: candidate.source, unwritten: Self.unwritten.candidate)
        candidate.finding.compare(
          actual.rows, with: expected.rows, frame: frame, firstRow: tile.rows.lowerBound, width: width)
        guard let opposite = tile.opposite else { continue }
        candidate.finding.compare(
          actual.opposite, with: expected.opposite, frame: frame, firstRow: opposite.lowerBound, width: width)
      }
      guard let plain else { return }
      actual.fill(tile, from: plain.source, unwritten: Self.unwritten.candidate)
      plain.finding.compare(expected.rows, with: actual.rows)
      if tile.opposite != nil { plain.finding.compare(expected.opposite, with: actual.opposite) }
    }
  }
}

/// Memory for the counts of a tile and its opposite.
private struct TileCounts {
  let rows: UnsafeMutableBufferPointer<Float>
  let opposite: UnsafeMutableBufferPointer<Float>

  init(_ memory: UnsafeMutableBufferPointer<Float>, tilePixels: Int) {
    rows = UnsafeMutableBufferPointer(rebasing: memory[..<tilePixels])
    opposite = UnsafeMutableBufferPointer(rebasing: memory[tilePixels...])
  }

  func fill(_ tile: TileGrid.Tile, from source: any AuditedField, unwritten: Float) {
    rows.initialize(repeating: unwritten)
    opposite.initialize(repeating: unwritten)
    source.fill(tile, into: rows, opposite: opposite)
  }
}
