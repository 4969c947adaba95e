import Animation
import HostSystem

extension FarmJob {
  /// A job template of Open Job Description, version 2023-09, as JSON, which is also YAML.
  ///
  /// The plan's name is a parameter rather than a part of the commands, in which braces would be parsed as references.
  /// Texts are kept within the lengths that the specification allows.
  func openJobTemplate() throws -> String {
    let template = OpenJobTemplate(
      name: name,
      description: String(origin.unicodeScalars.prefix(1000)),
      parameterDefinitions: [
        .init(
          name: "Folder", type: "PATH", default: ".", objectType: "DIRECTORY", dataFlow: "INOUT",
          description: "The plan's folder, in which the film is made; all machines see it.",
          userInterface: .init(control: "CHOOSE_DIRECTORY", label: "Folder")),
        .init(
          name: "Plan", type: "STRING", default: planFile, description: "The plan, a file in the folder.",
          userInterface: .init(control: "LINE_EDIT", label: "Plan")),
        .init(
          name: "Program", type: "STRING", default: program, description: "juliareel on the machines.",
          userInterface: .init(control: "LINE_EDIT", label: "juliareel")),
      ],
      steps: [
        .init(
          name: "Chunks", arguments: ["segment", Self.plan, "--index", "{{Task.Param.Index}}"],
          parameterSpace: .init(
            taskParameterDefinitions: [.init(name: "Index", type: "INT", range: "0-\(lastIndex)")]),
          hostRequirements: .init(amounts: [.init(name: "amount.worker.vcpu", min: processorsPerTask)])),
        .init(
          name: "Join", arguments: ["join", Self.plan], dependencies: [.init(dependsOn: "Chunks")]),
      ])
    return try IndentedJSON.text(utf8: ProgramJSON.line(template)) + "\n"
  }

  /// The files of a job bundle beside its plan, by their names: the template, and the files and folders that a submitter takes along.
  package func openJobBundle() throws -> [(name: String, text: String)] {
    let references = AssetReferences(
      assetReferences: .init(
        inputs: .init(filenames: [planFile], directories: []), outputs: .init(directories: ["."]), referencedPaths: []))
    return [
      ("template.json", try openJobTemplate()),
      ("asset_references.json", try IndentedJSON.text(utf8: ProgramJSON.line(references)) + "\n"),
    ]
  }

  private static let plan = "{{Param.Folder}}/{{Param.Plan}}"

  /// The job's name, in which braces would be parsed as references, and which may have 128 characters.
  private var name: String {
    let scalars = "juliareel \(plan.output.oneLine)".unicodeScalars.filter { $0 != "{" && $0 != "}" }
    return String(String.UnicodeScalarView(scalars.prefix(100)))
  }
}

/// The paths of a job bundle that no parameter names, relative to its folder.
private struct AssetReferences: Encodable {
  struct Lists: Encodable {
    struct Inputs: Encodable {
      let filenames: [String]
      let directories: [String]
    }
    struct Outputs: Encodable {
      let directories: [String]
    }
    let inputs: Inputs
    let outputs: Outputs
    let referencedPaths: [String]
  }
  let assetReferences: Lists
}

/// A job template: its steps, what they run, and what they wait for.
private struct OpenJobTemplate: Encodable {
  struct Parameter: Encodable {
    let name: String
    let type: String
    let `default`: String
    var objectType: String?
    var dataFlow: String?
    let description: String
    let userInterface: UserInterface
  }

  /// How a submitter asks for a parameter.
  struct UserInterface: Encodable {
    let control: String
    let label: String
    let groupLabel = "juliareel"
  }

  struct Dependency: Encodable {
    let dependsOn: String
  }

  struct ParameterSpace: Encodable {
    struct Definition: Encodable {
      let name: String
      let type: String
      let range: String
    }
    let taskParameterDefinitions: [Definition]
  }

  struct HostRequirements: Encodable {
    struct Amount: Encodable {
      let name: String
      let min: Int
    }
    let amounts: [Amount]
  }

  struct Script: Encodable {
    struct Actions: Encodable {
      let onRun: Action
    }
    struct Action: Encodable {
      /// A cancelled task finishes the segments in progress if it is given the time.
      struct Cancelation: Encodable {
        let mode = "NOTIFY_THEN_TERMINATE"
        let notifyPeriodInSeconds = 120
      }
      let command = "{{Param.Program}}"
      let args: [String]
      let cancelation = Cancelation()
    }
    let actions: Actions
  }

  struct Step: Encodable {
    let name: String
    let dependencies: [Dependency]?
    let parameterSpace: ParameterSpace?
    let hostRequirements: HostRequirements?
    let script: Script

    init(
      name: String, arguments: [String], dependencies: [Dependency]? = nil, parameterSpace: ParameterSpace? = nil,
      hostRequirements: HostRequirements? = nil
    ) {
      self.name = name
      self.dependencies = dependencies
      self.parameterSpace = parameterSpace
      self.hostRequirements = hostRequirements
      script = Script(actions: .init(onRun: .init(args: arguments)))
    }
  }

  let specificationVersion = "jobtemplate-2023-09"
  let name: String
  let description: String
  let parameterDefinitions: [Parameter]
  let steps: [Step]
}
