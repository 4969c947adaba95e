import Animation
import Rendering
import WorkStealing

/// Compares a sample of a film's fields, computed with shortcuts, with brute force.
package struct AuditProduction: Sendable {
  /// The film.
  package let timeline: FilmTimeline
  /// Which frames and tiles of it.
  package let sample: AuditSample
  /// How the fields are computed; its shortcuts are the ones audited.
  package let options: RenderingOptions

  /// The audit of `sample`, which is one of `timeline`.
  ///
  /// - Throws: `ProductionError.unusableSample` if `options` leave no shortcut to audit.
  package init(timeline: FilmTimeline, sample: AuditSample, options: RenderingOptions) throws(ProductionError) {
    guard FieldShortcuts.withinFrame.contains(where: { options.shortcuts.contains($0.shortcut) }) else {
      throw .unusableSample("nothing to audit: every shortcut is switched off")
    }
    self.timeline = timeline
    self.sample = sample
    self.options = options
  }

  /// Compares the whole sample, even after a difference; of a frame that shows two scenes the fields of both.
  ///
  /// - Parameter progress: called after each compared frame.
  /// - Complexity: memory for a few frames' plans and for a tile's counts on each worker.
  package func run(progress: consuming some FilmProgressReporting = SilentProgress()) throws -> AuditReport {
    let audit = FieldAudit(size: timeline.size, settings: options.fieldSettings(timeline.scenes[0]))
    // One for each scene, with the same findings.
    let audits = timeline.scenes.map { audit.ofScene(options.fieldSettings($0)) }
    let fields = sample.frames.flatMap { frame in
      timeline.frame(at: frame).layers.map { (frame: frame, scene: $0.scene, parameters: $0.parameters) }
    }
    let clock = FilmClock(frameCount: fields.count)
    var report = progress
    var tiles = 0
    var pixels = 0

    try WorkStealingPool.run(workerCount: options.workerCount) { workers in
      var finishedFields = 0
      report.report(clock.progress(finishedFrames: 0, workers: workers.statistics))
      try workers.forEachInOrder(fields, lookahead: options.workerCount + 1) { _ in
      } task: { field, _ in
        let pairs = sample.tiles(ofFrame: field.frame)
        for pair in pairs {
          tiles += pair.opposite == nil ? 1 : 2
          pixels += (pair.rows.count + (pair.opposite?.count ?? 0)) * timeline.size.width
        }
        return audits[field.scene].job(field.parameters, frame: field.frame, tiles: pairs)
      } finish: { _, _ in
        finishedFields += 1
        report.report(clock.progress(finishedFrames: finishedFields, workers: workers.statistics))
      }
    }
    return AuditReport(
      production: self, tiles: tiles, pixels: pixels, bruteForceIterations: audit.bruteForce.iterations,
      elapsedSeconds: clock.elapsedSeconds,
      findings: audit.findings.map {
        AuditReport.Finding($0, bruteForceIterations: audit.bruteForce.iterations)
      }, prefix: AuditReport.Prefix(audit.prefix))
  }
}

extension AuditReport.Prefix {
  /// The current state of `finding`; `nil` if nothing was compared.
  init?(_ finding: PrefixFinding) {
    guard finding.comparedPixels > 0 else { return nil }
    self.init(
      pixels: finding.comparedPixels, differentVerdicts: finding.differentVerdicts,
      differentCounts: finding.differentCounts, largestDifference: finding.largestDifference)
  }
}

extension AuditReport.Finding {
  /// The current state of `finding`.
  init(_ finding: FieldFinding, bruteForceIterations: Int) {
    self.init(
      name: finding.name, mismatchingPixels: finding.mismatchingPixels, firstMismatch: finding.firstMismatch,
      iterations: finding.counters.iterations, copiedPixels: finding.counters.copiedPixels,
      givenUpPixels: finding.counters.givenUpPixels, bruteForceIterations: bruteForceIterations)
  }
}
