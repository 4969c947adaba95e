/// The pixels of one frame's tiles, values or colours, from any source.
struct FrameTiles: Sendable {
  /// The plan that computes them.
  let plan: FieldPlan
  private let source: FieldSource

  /// The tiles that `plan` computes, or that `source` already has.
  init(plan: FieldPlan, source: FieldSource) {
    switch source {
    case .computed: break
    case .computedInto(let field), .taken(let field, _):
      precondition(field.grid == plan.grid, "a stored field of \(field.grid) for a frame of \(plan.grid)")
    }
    self.plan = plan
    self.source = source
  }

  /// The tiles.
  var grid: TileGrid { plan.grid }

  /// Pixels whose mirror images are a tile's rows and the opposite rows.
  struct Band<Pixel: BitwiseCopyable> {
    /// As many rows as the tile's.
    let pixels: UnsafeBufferPointer<Pixel>
    /// The reflection that gives the tile's rows.
    let toRows: Reflection
    /// The reflection that gives the opposite rows.
    let toOpposite: Reflection
  }

  /// The pixels for tile `item`, on the calling worker: reused if available, otherwise computed.
  ///
  /// - Parameters:
  ///   - memory: room for the tile's rows, for computed pixels that are not stored.
  ///   - compute: writes a tile's rows to memory, row by row without gaps.
  func band<Pixel: BitwiseCopyable>(
    ofTile item: Int, memory: UnsafeMutableBufferPointer<Pixel>,
    compute: (TileGrid.Tile, UnsafeMutableBufferPointer<Pixel>) -> Void
  ) -> Band<Pixel> {
    let tile = grid[item]
    func computed(into memory: UnsafeMutableBufferPointer<Pixel>) -> Band<Pixel> {
      compute(tile, memory)
      return Band(pixels: UnsafeBufferPointer(memory), toRows: [], toOpposite: plan.fold)
    }
    switch source {
    case .computed:
      return computed(into: memory)
    case .computedInto(let field):
      let band = computed(into: field.room(for: tile))
      field.finish(item: item)
      return band
    case .taken(let field, let isMirrored):
      // Never waits, so it cannot be held up: a missing tile is computed again, with the same result.
      return taken(tile, from: field, isMirrored: isMirrored) ?? computed(into: memory)
    }
  }

  private func taken<Pixel: BitwiseCopyable>(
    _ tile: TileGrid.Tile, from field: StoredField, isMirrored: Bool
  ) -> Band<Pixel>? {
    // Rows R of the mirrored field are the opposite rows of the stored one, in reverse order. A folded field does not
    // have these, but they follow from its stored rows R by the fold.
    let rows = isMirrored && !grid.isFolded ? grid.opposite(of: tile.rows) : tile.rows
    guard let pixels: UnsafeBufferPointer<Pixel> = field.pixels(of: rows) else { return nil }
    plan.counters.add(
      pixels: (tile.rows.count + (tile.opposite?.count ?? 0)) * grid.size.width, takenFromMirrored: isMirrored)
    return isMirrored
      ? Band(pixels: pixels, toRows: plan.fold.symmetricDifference(.rows), toOpposite: .rows)
      : Band(pixels: pixels, toRows: [], toOpposite: plan.fold)
  }
}
