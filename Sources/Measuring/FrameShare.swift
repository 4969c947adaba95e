import Animation
import Foundation
import HostSystem
import Rendering

/// The frames for a child process to render, sent to its standard input; its answer on the standard output is a
/// `RenderingOutcome`.
package struct FrameShare: Codable, Hashable, Sendable {
  private let preset: String
  private let firstFrame: Int
  private let frameCount: Int
  private let instructionSet: String
  private let verifies: Bool

  /// The share of `workload` that is its `frames`.
  init(_ workload: RenderingWorkload, frames: Range<Int>) {
    preset = workload.preset.canonicalJSON
    firstFrame = frames.lowerBound
    frameCount = frames.count
    instructionSet = workload.instructionSet.rawValue
    verifies = workload.verifies
  }

  /// Renders the share in `request` on one thread and returns the answer.
  package static func answer(to request: Data) throws -> Data {
    let share = try ProgramJSON.value(FrameShare.self, in: request)
    guard let instructionSet = InstructionSet(rawValue: share.instructionSet), instructionSet.isAvailable else {
      throw ProcessFailure(reason: "this processor does not have \(share.instructionSet)")
    }
    let workload = try RenderingWorkload(
      preset: Preset.load(bytes: Array(share.preset.utf8), name: "the parent's preset"),
      frames: share.firstFrame..<share.firstFrame + share.frameCount, instructionSet: instructionSet,
      verifies: share.verifies)
    return Data(try ProgramJSON.line(OneThread().render(workload, workerCount: 1)))
  }
}

/// Why a child process gave no result.
package struct ProcessFailure: Error, Hashable, Sendable, CustomStringConvertible {
  /// The reason.
  package let reason: String

  /// A sentence for the user.
  package var description: String { "a child process failed: \(reason)" }
}
