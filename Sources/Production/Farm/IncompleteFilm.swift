import Animation

/// Why a film cannot be joined: which of its segments are missing, and which are damaged.
package struct IncompleteFilm: Error, Hashable, CustomStringConvertible {
  /// A line for each flaw, then the sentence of the whole.
  package let description: String
  /// Whether there is a segment that is damaged, and not only some that are missing.
  package let isDamaged: Bool

  /// What `survey` has found of the film of `plan`, which is in `planFile`; `nil` where nothing is wanting.
  init?(_ survey: SegmentSurvey, plan: FarmPlan, planFile: String, folder: SegmentFolder, film: String) {
    var lines: [String] = []
    var (missingCount, chunks) = (0, [Int]())
    for chunk in plan.chunks {
      let missing = survey.missing(of: chunk.segments)
      lines += missing.map { "segment \($0) (chunk \(chunk.index)) is missing: \(folder.file(ofSegment: $0).oneLine)" }
      let damaged = survey.damaged.filter { chunk.segments.contains($0.number) }.sorted { $0.number < $1.number }
      lines += damaged.map {
        "segment \($0.number) (chunk \(chunk.index)) is damaged: \($0.file.oneLine): \($0.damage)"
      }
      missingCount += missing.count
      if !missing.isEmpty || !damaged.isEmpty { chunks.append(chunk.index) }
    }
    guard !lines.isEmpty else { return nil }
    let damagedCount = lines.count - missingCount
    let flaws = [(missingCount, "missing"), (damagedCount, "damaged")].filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
    let segmentCount = plan.chunks.last?.segments.upperBound ?? 0
    // Somebody may paste it.
    let planFile = planFile.oneLine.typedShellWord
    lines.append(
      "\(film.oneLine) cannot be joined: of \(segmentCount) segments \(flaws.joined(separator: " and ")); "
        + "'juliareel segment \(planFile) --index \(chunks.first ?? 0)' makes those of chunk \(chunks.first ?? 0), "
        + "'juliareel join \(planFile) --repair' all of them")
    description = lines.joined(separator: "\n")
    isDamaged = damagedCount > 0
  }
}
