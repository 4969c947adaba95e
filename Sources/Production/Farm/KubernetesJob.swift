/// A Job of Kubernetes' API `batch/v1`, with the fields that films need.
struct KubernetesJob: Encodable {
  struct Metadata: Encodable {
    var name: String?
    let labels: [String: String]
    var annotations: [String: String]?
  }

  struct Container: Encodable {
    struct Resources: Encodable {
      let requests: [String: String]
    }
    struct Mount: Encodable {
      let name: String
      let mountPath: String
      let subPath: String?
    }
    let name: String
    var image = ""
    let command: [String]
    let workingDir = KubernetesJob.folder
    let resources: Resources
    var volumeMounts: [Mount] = []

    init(name: String, command: [String], processors: Int) {
      (self.name, self.command) = (name, command)
      resources = Resources(requests: ["cpu": "\(processors)"])
    }
  }

  struct Pod: Encodable {
    struct Volume: Encodable {
      struct Claim: Encodable {
        let claimName: String
      }
      let name: String
      let persistentVolumeClaim: Claim
    }
    let restartPolicy = "Never"
    /// Time for the segments in progress when a pod is asked to end.
    let terminationGracePeriodSeconds = 120
    let containers: [Container]
    let volumes: [Volume]
  }

  /// What follows from how a container has ended.
  struct FailurePolicy: Encodable {
    struct Rule: Encodable {
      struct ExitCodes: Encodable {
        let containerName: String
        let `operator` = "In"
        let values: [Int]
      }
      struct Condition: Encodable {
        let type: String
        let status = "True"
      }
      let action: String
      var onExitCodes: ExitCodes?
      var onPodConditions: [Condition]?
    }
    let rules: [Rule]
  }

  struct Template: Encodable {
    let metadata: Metadata
    let spec: Pod
  }

  struct Specification: Encodable {
    let completionMode = "Indexed"
    let completions: Int
    let parallelism: Int
    /// How often the pod of an index is tried again.
    let backoffLimitPerIndex: Int
    /// After so many that failed for good, the others are ended.
    let maxFailedIndexes = 0
    let podFailurePolicy: FailurePolicy
    let template: Template
  }

  let apiVersion = "batch/v1"
  let kind = "Job"
  let metadata: Metadata
  let spec: Specification

  /// The film's folder in the containers.
  static let folder = "/film"
  private static let volume = "film"
  private static let tries = 4

  /// - Parameter completions: how many pods have to succeed, each with an index of its own.
  init(
    name: String, plan job: FarmJob, image: String, claim: VolumeClaim, container: Container, completions: Int
  ) {
    let labels = ["app.kubernetes.io/name": "juliareel", "app.kubernetes.io/component": container.name]
    metadata = Metadata(name: name, labels: labels, annotations: ["juliareel/origin": job.origin])
    var container = container
    container.image = image
    container.volumeMounts = [.init(name: Self.volume, mountPath: Self.folder, subPath: claim.folder)]
    // What is wrong with the plan, or with how the program was called, is still wrong the next time.
    let refused = FailurePolicy.Rule(
      action: "FailJob", onExitCodes: .init(containerName: container.name, values: [64, 65]))
    // A node that is drained is no failure of the chunk.
    let disrupted = FailurePolicy.Rule(action: "Ignore", onPodConditions: [.init(type: "DisruptionTarget")])
    spec = Specification(
      completions: completions, parallelism: completions, backoffLimitPerIndex: Self.tries,
      podFailurePolicy: .init(rules: [disrupted, refused]),
      template: Template(
        metadata: Metadata(labels: labels),
        spec: Pod(
          containers: [container],
          volumes: [.init(name: Self.volume, persistentVolumeClaim: .init(claimName: claim.name))])))
  }
}
