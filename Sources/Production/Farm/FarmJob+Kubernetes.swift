import Animation
import HostSystem

extension FarmJob {
  /// A Job for Kubernetes 1.31 or newer, as JSON, which `kubectl apply` takes like YAML: an Indexed Job with a completion for each chunk,
  /// and a last one that joins the film once all of its segments are there.
  ///
  /// Kubernetes has no order between pods, so the last one waits by itself. It counts the finished segments rather than trying to
  /// join: a join locks the folder, and a chunk that begins meanwhile would be refused. It is in the same Job, because then
  /// Kubernetes ends it when a chunk has failed for good; a Job of its own would wait for ever.
  func kubernetesJob(image: String, claim: VolumeClaim) throws -> String {
    let segments = plan.chunks.last?.segments.upperBound ?? 0
    let job = KubernetesJob(
      name: kubernetesName, plan: self, image: image, claim: claim,
      container: .init(
        name: "chunk",
        command: [
          "/bin/sh", "-c", Self.script, "juliareel", "\(plan.chunks.count)", "\(processorsPerTask)", program, planFile,
          "\(segments)", plan.output + ".juliareel",
        ].map(\.inContainer), processors: processorsPerTask),
      completions: plan.chunks.count + 1)
    return try IndentedJSON.text(utf8: ProgramJSON.line(job)) + "\n"
  }

  /// Renders the chunk with the pod's index; the pod after the last chunk's waits for as many segments as the film has, and joins it. Its
  /// arguments are the number of chunks, of threads, the program, the plan, the number of segments and their folder.
  private static let script = #"""
    [ "$JOB_COMPLETION_INDEX" -ge "$1" ] || exec "$3" segment "$4" --index env --threads "$2"
    until set -- "$1" "$2" "$3" "$4" "$5" "$6" "$6"/segment-*.jrseg && [ -e "$7" ] && [ "$(($# - 6))" -ge "$5" ]; do sleep 10; done
    exec "$3" join "$4" --threads "$2"
    """#

  /// The film's name as Kubernetes takes names: lower-case letters, digits and dashes, and room for what stands behind it.
  private var kubernetesName: String {
    let letters = plan.output.lowercased().utf8.map { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): byte
      default: UInt8(ascii: "-")
      }
    }
    let words = String(decoding: letters, as: UTF8.self).split(separator: "-").joined(separator: "-")
    return "juliareel-" + (words.isEmpty ? "film" : words.prefix(40).split(separator: "-").joined(separator: "-"))
  }
}

/// Where the containers of a Job find the film's folder.
package struct VolumeClaim: Hashable, Sendable {
  /// The PersistentVolumeClaim's name.
  let name: String
  /// The folder in the volume; `nil` for its root.
  let folder: String?

  /// Reads `films` or `films/2026/loop`; `nil` for a name that Kubernetes does not allow, or a folder that leaves the volume.
  package init?(_ text: String) {
    let parts = text.utf8.split(separator: UInt8(ascii: "/"), maxSplits: 1, omittingEmptySubsequences: false)
    guard let name = parts.first, (1...253).contains(name.count), name.first != UInt8(ascii: "-"),
      name.last != UInt8(ascii: "-"), name.allSatisfy(Self.nameBytes.contains)
    else { return nil }
    self.name = String(decoding: name, as: UTF8.self)
    guard parts.count == 2 else {
      folder = nil
      return
    }
    let folder = String(decoding: parts[1], as: UTF8.self)
    guard !folder.isEmpty, !folder.hasPrefix("/"), !folder.split(separator: "/").contains("..") else { return nil }
    self.folder = folder
  }

  private static let nameBytes = Set("abcdefghijklmnopqrstuvwxyz0123456789-.".utf8)
}

extension String {
  /// The text as a container's argument, in which `$(NAME)` would be replaced.
  fileprivate var inContainer: String {
    String(decoding: utf8.flatMap { $0 == UInt8(ascii: "$") ? [$0, $0] : [$0] }, as: UTF8.self)
  }
}
