import HostSystem
import Testing

@Suite("HostSystem")
struct HostSystemTests {
  @Test(
    "a control group's quota is rounded up to whole processors",
    arguments: [
      ("max 100000", nil), ("200000 100000", 2), ("150000 100000", 2), ("5000 100000", 1), ("", nil), ("a b", nil),
      ("-1 100000", nil),
      ("9223372036854775807 1", .max),
    ])
  func quota(line: String, processors: Int?) {
    #expect(AvailableProcessors.processors(inQuota: line) == processors)
  }

  @Test("peak memory is the process's own high-water mark")
  func highWaterMark() {
    let status = "Name:\tjuliareel\nVmPeak:\t  999 kB\nVmHWM:\t   63000 kB\nVmRSS:\t   5 kB\n"
    #expect(ProcessUsage.highWaterMark(inStatus: status) == 63000 * 1024)
    #expect(ProcessUsage.highWaterMark(inStatus: "Name:\tjuliareel\n") == nil)
  }

  @Test("the peak starts anew below what was freed before, and never below what is resident")
  func restartedPeak() async {
    // In a process where no other test takes memory meanwhile.
    await #expect(processExitsWith: .success) {
      let bytes = 64 << 20
      let block = UnsafeMutableRawPointer.allocate(byteCount: bytes, alignment: 4096)
      block.initializeMemory(as: UInt8.self, repeating: 1, count: bytes)
      let before = ProcessUsage.current.peakResidentBytes
      #expect(before >= bytes)
      block.deallocate()
      ProcessUsage.restartPeak()
      #expect(ProcessUsage.current.peakResidentBytes <= before)
      #expect(ProcessUsage.current.peakResidentBytes > 0)
    }
  }

  @Test("the processor's name is read from the system's table, its spaces put in order")
  func processorName() {
    let table =
      "processor\t: 0\nmodel\t\t: 1\nmodel name\t: AMD EPYC   9654 96-Core\nprocessor\t: 1\nmodel name\t: Other\n"
    #expect(MachineDescription.processorName(inTable: table) == "AMD EPYC 9654 96-Core")
    #expect(MachineDescription.processorName(inTable: "processor\t: 0\n") == nil)
    #expect(MachineDescription.processorName(inTable: "model name\t:  \n") == nil)
    #expect(MachineDescription.clockMegahertz(inTable: "x : 1\ncpu MHz\t\t: 2596.130\ncpu MHz : 1\n") == 2596.13)
    for none in ["processor\t: 0\n", "cpu MHz\t: 0.000\n", "cpu MHz : fast\n"] {
      #expect(MachineDescription.clockMegahertz(inTable: none) == nil)
    }
  }

  @Test("this machine has a processor to use, memory and a name")
  func current() {
    let machine = MachineDescription.current
    #expect(machine.usableProcessors >= 1 && machine.usableProcessors <= machine.logicalProcessors)
    #expect(machine.memoryBytes > 0 && !machine.processor.isEmpty && !machine.operatingSystem.isEmpty)
  }
}
