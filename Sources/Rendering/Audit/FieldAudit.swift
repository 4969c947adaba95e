import FractalMath

/// Compares fields computed with shortcuts, each alone and all together, with brute force, bit for bit.
///
/// All jobs share its findings; any thread may create jobs, in any order.
public struct FieldAudit: Sendable {
  /// The cost of brute force, without any shortcut.
  public let bruteForce: FieldCounters
  /// The findings: one entry for each shortcut alone, the last one for all of them together.
  public let findings: [FieldFinding]

  /// How frames that need no shared steps look with them and without.
  public let prefix: PrefixFinding

  /// The name of the last finding.
  public static let together = "all together"

  private let size: FrameSize
  private let settings: FieldSettings
  private let shortcuts: [FieldShortcuts]

  /// An audit of the shortcuts of `settings`, on frames of `size`.
  public init(size: FrameSize, settings: FieldSettings) {
    self.size = size
    self.settings = settings
    let named = FieldShortcuts.withinFrame.filter { settings.shortcuts.contains($0.shortcut) }
    shortcuts = named.map(\.shortcut) + [FieldShortcuts(named.map(\.shortcut))]
    findings = (named.map(\.name) + [Self.together]).map { FieldFinding(name: $0) }
    bruteForce = FieldCounters()
    prefix = PrefixFinding()
  }

  /// The audit of another scene of the same film, computed with `settings`, which have the same shortcuts; both share their findings.
  public func ofScene(_ settings: FieldSettings) -> FieldAudit { FieldAudit(self, settings: settings) }

  private init(_ other: FieldAudit, settings: FieldSettings) {
    precondition(settings.shortcuts == other.settings.shortcuts, "scenes of one film are audited with other shortcuts")
    (size, shortcuts, findings) = (other.size, other.shortcuts, other.findings)
    (bruteForce, prefix) = (other.bruteForce, other.prefix)
    self.settings = settings
  }

  /// The job that compares `tiles`, which come from a folded grid, of the frame with the given parameters.
  ///
  /// What a frame reuses from another one is not compared here: that needs both frames' parameters, and one more
  /// `AuditedField` and finding, whose rows come from the other frame.
  ///
  /// A mismatch refers to the frame as number `frame`.
  ///
  /// - Complexity: creates a plan for each finding, tens of microseconds.
  public func job(_ parameters: FrameParameters, frame: Int, tiles: [TileGrid.Tile]) -> FieldAuditJob {
    FieldAuditJob(
      frame: frame, width: size.width, tiles: tiles,
      reference: plan(parameters, shortcuts: [], counters: bruteForce),
      candidates: zip(shortcuts, findings).map { shortcuts, finding in
        FieldAuditJob.Candidate(
          source: plan(parameters, shortcuts: shortcuts, counters: finding.counters), finding: finding)
      }, plain: plainPlan(parameters).map { ($0, prefix) })
  }

  /// The plan without the shared steps of a deep view; `nil` where there are none, doubles do not suffice, or values are no counts.
  private func plainPlan(_ parameters: FrameParameters) -> FieldPlan? {
    guard let view = parameters.deepView, settings.channels.exterior == .smoothCount,
      view.width >= ScaledDouble(DeepView.leastPlainWidth(size: size))
    else { return nil }
    var plain = parameters
    plain.deepView = nil
    return plan(plain, shortcuts: [], counters: FieldCounters())
  }

  private func plan(_ parameters: FrameParameters, shortcuts: FieldShortcuts, counters: FieldCounters) -> FieldPlan {
    var settings = settings
    settings.shortcuts = shortcuts
    return FieldPlan(parameters: parameters, size: size, settings: settings, counters: counters)
  }
}

/// A way of computing the field of one frame, which an audit compares with others.
///
/// Threads may request different tiles at the same time.
package protocol AuditedField: Sendable {
  /// Writes the smooth counts of a tile's rows to `counts`, and those of the opposite rows to `opposite`, row by row
  /// without gaps; `opposite` is empty if the tile has none.
  func fill(
    _ tile: TileGrid.Tile, into counts: UnsafeMutableBufferPointer<Float>,
    opposite: UnsafeMutableBufferPointer<Float>)
}

extension FieldPlan: AuditedField {
  /// Works as the jobs do: in a folded frame the opposite rows are derived, in any other they are their own tile.
  func fill(
    _ tile: TileGrid.Tile, into counts: UnsafeMutableBufferPointer<Float>,
    opposite: UnsafeMutableBufferPointer<Float>
  ) {
    guard let oppositeRows = tile.opposite else { return fill(tile, into: counts) }
    if grid.isFolded {
      fill(tile, into: counts)
      fold.write(UnsafeBufferPointer(counts), to: opposite, width: grid.size.width)
    } else {
      fill(TileGrid.Tile(rows: tile.rows, opposite: nil), into: counts)
      fill(TileGrid.Tile(rows: oppositeRows, opposite: nil), into: opposite)
    }
  }
}

/// A pixel on which a shortcut and brute force disagree.
public struct FieldMismatch: Hashable, Sendable, Codable {
  /// The frame, counted from 0.
  public let frame: Int
  /// The row, counted from 0 at the top.
  public let row: Int
  /// The column, counted from 0 at the left.
  public let column: Int
  /// The count by brute force.
  public let bruteForce: Float
  /// The count with the shortcut.
  public let shortcut: Float

  /// The given pixel.
  public init(frame: Int, row: Int, column: Int, bruteForce: Float, shortcut: Float) {
    self.frame = frame
    self.row = row
    self.column = column
    self.bruteForce = bruteForce
    self.shortcut = shortcut
  }

  /// Whether this pixel comes first in the film: by frame, then row, then column.
  func precedes(_ other: FieldMismatch) -> Bool {
    (frame, row, column) < (other.frame, other.row, other.column)
  }
}
