import HostSystem

/// What may explain that two reports differ, besides the thing that one wants to compare.
struct MachineDifferences {
  /// A sentence for each difference, in the form `processor: AMD EPYC against Intel Xeon`.
  let sentences: [String]

  /// The differences of two reports.
  init(_ first: BenchmarkReport, _ second: BenchmarkReport) {
    var facts: [(name: String, first: String, second: String)] = [
      ("processor", first.machine.processor, second.machine.processor),
      ("clock", Self.clock(first.machine), Self.clock(second.machine)),
      ("usable processors", "\(first.machine.usableProcessors)", "\(second.machine.usableProcessors)"),
      ("logical processors", "\(first.machine.logicalProcessors)", "\(second.machine.logicalProcessors)"),
      ("memory", Self.memory(first.machine), Self.memory(second.machine)),
      ("operating system", first.machine.operatingSystem, second.machine.operatingSystem),
      ("juliareel", first.program, second.program),
      ("commit", first.commit, second.commit),
      ("load before", Self.load(first.noise.loadBefore), Self.load(second.noise.loadBefore)),
    ]
    for name in Set(first.libraries.keys).union(second.libraries.keys).sorted() {
      facts.append((name, first.libraries[name] ?? "none", second.libraries[name] ?? "none"))
    }
    sentences = facts.filter { $0.first != $0.second }.map { "\($0.name): \($0.first) against \($0.second)" }
  }

  /// To a tenth of a gigahertz, as clocks vary from moment to moment.
  private static func clock(_ machine: MachineDescription) -> String {
    machine.clockMegahertz.map { "\(Figure.text(($0 / 100).rounded() / 10)) GHz" } ?? "unknown"
  }

  private static func memory(_ machine: MachineDescription) -> String {
    "\(Figure.text(Double(machine.memoryBytes) / 0x1p30)) GiB"
  }

  private static func load(_ load: Double?) -> String { load.map(Figure.text) ?? "unknown" }
}
