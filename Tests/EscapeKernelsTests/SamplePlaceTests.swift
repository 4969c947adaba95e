import EscapeKernels
import OrbitTypes
import Testing

@Suite("Samples anywhere in a frame")
struct SamplePlaceTests {
  @Test("samples at the middles of pixels have the pixels' values, on every instruction set")
  func middles() {
    for instructionSet in InstructionSet.allCases where instructionSet.isAvailable {
      for count in [1, 7, 64, 157] { expectPixels(count: count, instructionSet: instructionSet) }
    }
  }

  /// Looks at a row of `count` pixels.
  private func expectPixels(count: Int, instructionSet: InstructionSet) {
    var problem = OrbitProblem(
      juliaConstant: (-0.12, 0.75), width: count, height: 3, center: (0.1, -0.2), columnStep: (0.01, 0.003),
      escapeRadius: 256, maximumIterations: 5000)
    problem.findsCycles = true
    let kernel = EscapeKernel(problem, instructionSet: instructionSet)
    var pixels = [Float](repeating: -7, count: count)
    pixels.withUnsafeMutableBufferPointer { pixels in
      _ = kernel.fill(columns: 0..<count, rows: 2..<3, into: pixels, rowStride: count)
    }
    let rights = (0..<count).map { Double($0) + 0.5 - Double(count) / 2 }
    let ups = [Double](repeating: -1, count: count)
    var samples = [Float](repeating: -7, count: count + 8)
    samples.withUnsafeMutableBufferPointer { samples in
      guard let first = samples.baseAddress else { return }
      _ = kernel.fill(rights: rights, ups: ups, count: count, into: first)
    }
    #expect(Array(samples[..<count]) == pixels)
    #expect(samples[count...].allSatisfy { $0 == -7 })
  }
}
