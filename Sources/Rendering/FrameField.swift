/// The field of one frame, tile by tile, from wherever it comes.
struct FrameField: Sendable {
  private let plan: FieldPlan
  private let source: FieldSource

  /// The field that `plan` computes, or that `source` has already.
  init(plan: FieldPlan, source: FieldSource) {
    switch source {
    case .computed: break
    case .computedInto(let field), .taken(let field, _):
      precondition(field.grid == plan.grid, "a kept field of \(field.grid) for a frame of \(plan.grid)")
    }
    self.plan = plan
    self.source = source
  }

  /// The tiles.
  var grid: TileGrid { plan.grid }

  /// Counts that a tile's rows, and the rows opposite, are mirror images of.
  struct Band {
    /// As many rows as the tile's.
    let counts: UnsafeBufferPointer<Float>
    /// What makes the tile's rows of them.
    let toRows: Reflection
    /// What makes the rows opposite of them.
    let toOpposite: Reflection
  }

  /// The counts for tile `item`, which the calling worker has: taken where they are there, otherwise computed.
  ///
  /// - Parameter memory: room for the tile's rows, which computed counts are written to if they are not kept.
  func band(ofTile item: Int, memory: UnsafeMutableBufferPointer<Float>) -> Band {
    let tile = grid[item]
    switch source {
    case .computed:
      return computed(tile, into: memory)
    case .computedInto(let field):
      let band = computed(tile, into: field.room(for: tile))
      field.finish(item: item)
      return band
    case .taken(let field, let isMirrored):
      // Who does not wait cannot be held up: a tile that is not there yet is computed once more, with the same result.
      return taken(tile, from: field, isMirrored: isMirrored) ?? computed(tile, into: memory)
    }
  }

  private func computed(_ tile: TileGrid.Tile, into memory: UnsafeMutableBufferPointer<Float>) -> Band {
    plan.fill(tile, into: memory)
    return Band(counts: UnsafeBufferPointer(memory), toRows: [], toOpposite: plan.fold)
  }

  private func taken(_ tile: TileGrid.Tile, from field: StoredField, isMirrored: Bool) -> Band? {
    // The mirrored field has in rows R what the kept one has, in reverse order, in the rows opposite. Of a folded field these
    // are not there, but they follow from the kept rows R by the fold.
    let rows = isMirrored && !grid.isFolded ? grid.opposite(of: tile.rows) : tile.rows
    guard let counts = field.counts(of: rows) else { return nil }
    plan.counters.add(
      pixels: (tile.rows.count + (tile.opposite?.count ?? 0)) * grid.size.width, takenFromMirrored: isMirrored)
    return isMirrored
      ? Band(counts: counts, toRows: plan.fold.symmetricDifference(.rows), toOpposite: .rows)
      : Band(counts: counts, toRows: [], toOpposite: plan.fold)
  }
}
