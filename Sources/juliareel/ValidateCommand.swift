import Animation
import ArgumentParser
import Production

/// `juliareel validate`: what is wrong with a preset.
struct ValidateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "validate", abstract: "Checks presets and says what is wrong, with line and column.",
    discussion: """
      Errors make the command fail, warnings do not. With --json, each preset is one line on stdout, an object with the keys \
      document, isValid, synopsis, and diagnostics: each with severity, kind (syntax, structural: a JSON Schema validator reports it \
      too; semantic; unreadable), message, and if known path, document, line, column, override.
      """)

  @Argument(
    help: "Presets: JSON files, - for the standard input, or names of shipped ones.",
    completion: .presets)
  var presets: [String]

  @OptionGroup var overrides: OverrideOptions

  @OptionGroup(title: "Untrusted presets") var trust: UntrustedOptions

  @Flag(help: "Prints the findings as JSON, one line per preset.")
  var json = false

  @Flag(
    inversion: .prefixedNo,
    help: "Also examines small pictures of the film for blank ones and for flashes, which takes about a second.")
  var pictures = true

  func run() throws {
    try Failure.reporting {
      var worst: Failure.Status?
      for preset in presets {
        let outcome = try Validation(
          of: preset, overrides: overrides.all, bounds: trust.bounds, looksAtPictures: pictures)
        try json ? StandardOutput.print(outcome.report.line()) : print(outcome)
        // An invalid preset is more informative than a missing one.
        if let status = outcome.status { worst = worst == .badPreset ? worst : status }
      }
      if let worst { throw ExitCode(worst.rawValue) }
    }
  }

  private func print(_ outcome: Validation) throws {
    for line in outcome.lines { StandardError.print(line) }
    guard let synopsis = outcome.synopsis else { return }
    try StandardOutput.print("\(outcome.name): valid, \(synopsis)")
  }
}

/// The diagnostics of one preset.
struct Validation {
  /// The preset's name in errors.
  let name: String
  /// Length and format; `nil` if there is an error.
  let synopsis: String?
  /// The errors, one text each.
  let lines: [String]
  /// The same for programs.
  let report: ValidationReport
  /// The exit code for it; `nil` for a preset without errors.
  let status: Failure.Status?

  /// Reads and checks the preset named `preset`, with `overrides` and within `bounds`, and small pictures of its film
  /// only if `looksAtPictures`.
  ///
  /// - Throws: if a readable preset cannot be probed for lack of memory.
  init(of preset: String, overrides: [Override], bounds: UntrustedBounds?, looksAtPictures: Bool) throws {
    let located: LocatedPreset
    do {
      located = try PresetSource.load(preset, overrides: overrides, bounds: bounds)
      try bounds?.check(located)
    } catch {
      let failure = Failure(error)
      self.init(
        name: preset.oneLine, synopsis: nil, lines: [failure.message], findings: ValidationReport.findings(error),
        status: failure.status)
      return
    }
    let probe = PresetProbe(located)
    let diagnostics = try looksAtPictures ? probe.diagnostics() : probe.formatDiagnostics
    let errors = diagnostics.filter { $0.severity == .error }
    let isValid = errors.isEmpty
    self.init(
      name: located.name, synopsis: isValid ? located.preset.synopsis : nil,
      lines: diagnostics.map { $0.description(document: located.name) },
      findings: diagnostics.map { ValidationReport.Finding($0, document: located.name) },
      status: isValid ? nil : errors.allSatisfy(\.origin.isOverride) ? .usage : .badPreset)
  }

  private init(
    name: String, synopsis: String?, lines: [String], findings: [ValidationReport.Finding], status: Failure.Status?
  ) {
    self.name = name
    self.synopsis = synopsis
    self.lines = lines
    self.status = status
    report = ValidationReport(document: name, isValid: status == nil, synopsis: synopsis, diagnostics: findings)
  }
}
