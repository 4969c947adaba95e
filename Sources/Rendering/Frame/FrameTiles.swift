/// What the tiles of one frame are made of, values or colours, from wherever they come.
struct FrameTiles: Sendable {
  /// What computes them.
  let plan: FieldPlan
  private let source: FieldSource

  /// The tiles that `plan` computes, or that `source` has already.
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

  /// Pixels that a tile's rows, and the rows opposite, are mirror images of.
  struct Band<Pixel: BitwiseCopyable> {
    /// As many rows as the tile's.
    let pixels: UnsafeBufferPointer<Pixel>
    /// What makes the tile's rows of them.
    let toRows: Reflection
    /// What makes the rows opposite of them.
    let toOpposite: Reflection
  }

  /// The pixels for tile `item`, which the calling worker has: taken where they are there, otherwise computed.
  ///
  /// - Parameters:
  ///   - memory: room for the tile's rows, which computed pixels are written to if they are not kept.
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
      // Who does not wait cannot be held up: a tile that is not there yet is computed once more, with the same result.
      return taken(tile, from: field, isMirrored: isMirrored) ?? computed(into: memory)
    }
  }

  private func taken<Pixel: BitwiseCopyable>(
    _ tile: TileGrid.Tile, from field: StoredField, isMirrored: Bool
  ) -> Band<Pixel>? {
    // The mirrored field has in rows R what the kept one has, in reverse order, in the rows opposite. Of a folded field these
    // are not there, but they follow from the kept rows R by the fold.
    let rows = isMirrored && !grid.isFolded ? grid.opposite(of: tile.rows) : tile.rows
    guard let pixels: UnsafeBufferPointer<Pixel> = field.pixels(of: rows) else { return nil }
    plan.counters.add(
      pixels: (tile.rows.count + (tile.opposite?.count ?? 0)) * grid.size.width, takenFromMirrored: isMirrored)
    return isMirrored
      ? Band(pixels: pixels, toRows: plan.fold.symmetricDifference(.rows), toOpposite: .rows)
      : Band(pixels: pixels, toRows: [], toOpposite: plan.fold)
  }
}
