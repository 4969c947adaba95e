/// A way of distributing a film's frames and their pixels over threads.
///
/// All strategies render the same tiles with the same code into their own memory and discard the pixels; they differ in
/// which thread renders which tile when. The clock runs from before the first thread starts until the last has ended;
/// colour tables and memory are prepared before, except in child processes, which are new each time.
package protocol RenderingStrategy: Sendable {
  /// Renders all frames of `workload` with `workerCount` workers, at least 1.
  ///
  /// - Throws: if child processes cannot be started or fail.
  func render(_ workload: RenderingWorkload, workerCount: Int) throws -> RenderingOutcome
}

/// The result of rendering a workload with a strategy.
package struct RenderingOutcome: Codable, Hashable, Sendable {
  /// The cost.
  package let run: MeasuredRun
  /// The checksum of each frame, in order; empty if the workload does not request them.
  package let checksums: [UInt64]
}

/// The strategies by their names in options and reports.
package enum StrategyName: String, CaseIterable, Codable, Hashable, Sendable {
  /// ``OneThread``
  case oneThread = "one-thread"
  /// ``Processes``
  case processes
  /// ``WholeFrames``
  case frames
  /// ``PixelsOfOneFrame`` with the static schedule
  case pixelsStatic = "pixels-static"
  /// ``PixelsOfOneFrame`` with the dynamic schedule
  case pixelsDynamic = "pixels-dynamic"
  /// ``PixelsOfOneFrame`` with the guided schedule
  case pixelsGuided = "pixels-guided"
  /// ``Stealing``
  case stealing

  /// The strategy of this name.
  ///
  /// - Parameter processes: how child processes are started, which depends on the program.
  package func strategy(processes: Processes) -> any RenderingStrategy {
    switch self {
    case .oneThread: OneThread()
    case .processes: processes
    case .frames: WholeFrames()
    case .pixelsStatic: PixelsOfOneFrame(.static)
    case .pixelsDynamic: PixelsOfOneFrame(.dynamic)
    case .pixelsGuided: PixelsOfOneFrame(.guided)
    case .stealing: Stealing()
    }
  }
}
