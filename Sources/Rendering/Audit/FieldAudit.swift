import FractalMath

/// Compares fields computed with shortcuts, each alone and all together, with brute force, bit for bit.
///
/// All jobs share its findings; any thread may make jobs, in any order.
public struct FieldAudit: Sendable {
  /// What brute force, without any shortcut, took.
  public let bruteForce = FieldCounters()
  /// What was found: one entry for each shortcut by itself, the last one for all of them together.
  public let findings: [FieldFinding]

  /// What the last finding is called.
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
  }

  /// The work of comparing `tiles`, which come from a folded grid, of the frame with the given parameters.
  ///
  /// What a frame takes over from another one is not compared here: that needs both frames' parameters, and one more
  /// `AuditedField` and finding, whose rows come from the other frame.
  ///
  /// A mismatch names the frame by the number `frame`.
  ///
  /// - Complexity: makes a plan for each finding, tens of microseconds.
  public func job(_ parameters: FrameParameters, frame: Int, tiles: [TileGrid.Tile]) -> FieldAuditJob {
    FieldAuditJob(
      frame: frame, width: size.width, tiles: tiles,
      reference: plan(parameters, shortcuts: [], counters: bruteForce),
      candidates: zip(shortcuts, findings).map { shortcuts, finding in
        FieldAuditJob.Candidate(
          source: plan(parameters, shortcuts: shortcuts, counters: finding.counters), finding: finding)
      })
  }

  private func plan(_ parameters: FrameParameters, shortcuts: FieldShortcuts, counters: FieldCounters) -> FieldPlan {
    var settings = settings
    settings.shortcuts = shortcuts
    return FieldPlan(parameters: parameters, size: size, settings: settings, counters: counters)
  }
}
