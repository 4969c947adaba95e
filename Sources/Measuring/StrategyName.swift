/// The strategies by the names under which they are chosen and reported.
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
  /// - Parameter processes: how child processes are started, which the program knows.
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
