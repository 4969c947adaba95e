import AllocationCounting
import Benchmark
import ComplexModule
import FractalMath
import Rendering

/// Blocks taken from malloc by the measuring thread; the gate. Times are only reported.
let allocationCount = BenchmarkMetric.custom("allocations", polarity: .prefersSmaller, useScalingFactor: true)

let benchmarks: @Sendable () -> Void = {
  Benchmark.defaultConfiguration = .init(
    metrics: [.wallClock, allocationCount], timeUnits: .microseconds, warmupIterations: 3, maxDuration: .seconds(1),
    maxIterations: 2_000, thresholds: [allocationCount: BenchmarkThresholds(absolute: [.p50: 0, .p90: 0])])

  // A tile of 1080p each; the shaded one escapes at once, so that no orbit is in the figure.
  for instructionSet in InstructionSet.allCases where instructionSet.isAvailable {
    Benchmark("kernel-\(instructionSet.rawValue)") { benchmark in
      let tile = FieldTile(instructionSet: instructionSet)
      benchmark.measureCounting { tile.render() }
    }
  }
  Benchmark("shading-rgb24") { benchmark in
    let tile = ShadedTile(format: .rgb24)
    benchmark.measureCounting { tile.render() }
  }
  Benchmark("shading-and-conversion-yuv420") { benchmark in
    let tile = ShadedTile(format: .yuv420)
    benchmark.measureCounting { tile.render() }
  }
  // Items that do nothing, from the submission to the end: what is left is the scheduler.
  Benchmark("scheduler-1-item") { try $0.measureScheduler(workerCount: 1, itemCount: 1) }
  Benchmark("scheduler-1024-items-push-and-pop") { try $0.measureScheduler(workerCount: 1, itemCount: 1024) }
  Benchmark("scheduler-1024-items-steal") { try $0.measureScheduler(workerCount: 2, itemCount: 1024) }
}
