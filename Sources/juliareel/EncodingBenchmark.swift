import Animation
import Benchmarking
import Foundation
import Measuring
import Production
import VideoEncoding

/// The part of the benchmark that needs FFmpeg: the encoder alone, and whole films.
final class EncodingBenchmark {
  private let threadCounts: [Int]
  private let partialFiles: PartialFiles
  private var x264Version: String?

  /// Measurements with these numbers of workers, in ascending order; films are written to the temporary folder and
  /// removed.
  init(threadCounts: [Int], partialFiles: PartialFiles) {
    self.threadCounts = threadCounts
    self.partialFiles = partialFiles
  }

  /// The libraries involved, by name, with their versions.
  var libraries: [String: String] {
    var versions = ["FFmpeg": LibraryVersions.ffmpeg, "libavcodec": LibraryVersions.libavcodec]
    versions["x264"] = x264Version
    return versions
  }

  /// The measurements of `workload`: of the film as its preset has it with all numbers of workers, and where it is
  /// anti-aliased also of the film with one sample per pixel, with the largest number.
  func items(_ workload: RenderingWorkload) throws -> [Benchmark.Item] {
    guard let most = threadCounts.last else { return [] }
    guard let antialiased = workload.antialiased else {
      return items(workload, encode: .encode, film: .film, threadCounts: threadCounts)
    }
    return items(try workload.ofOneSample(), encode: .encode, film: .film, threadCounts: [most])
      + items(antialiased, encode: .encodeAntialiased, film: .filmAntialiased, threadCounts: threadCounts)
  }

  private func items(
    _ workload: RenderingWorkload, encode: StageMeasurement.Stage, film: StageMeasurement.Stage, threadCounts: [Int]
  ) -> [Benchmark.Item] {
    let encodedFrames = PrerenderedFilm.frameCount(of: workload.frames, preset: workload.preset)
    let encoding = threadCounts.suffix(1).map { threads in
      Benchmark.Item(stage: encode, strategy: nil, threads: threads, frames: encodedFrames) {
        try self.encode(workload, threads: threads)
      }
    }
    return encoding
      + threadCounts.map { threads in
        Benchmark.Item(stage: film, strategy: .stealing, threads: threads, frames: workload.frames.count) {
          try self.film(workload, threads: threads)
        }
      }
  }

  private func encode(_ workload: RenderingWorkload, threads: Int) throws -> MeasuredRun {
    let film = try PrerenderedFilm(
      preset: workload.preset, frames: workload.frames, options: options(workload, threads: threads))
    return try withPassingFile { path in
      let stopwatch = Stopwatch()
      try film.encode(to: path, workerCount: threads, partialFiles: partialFiles)
      return stopwatch.stop()
    }
  }

  private func film(_ workload: RenderingWorkload, threads: Int) throws -> MeasuredRun {
    let production = FilmProduction(
      timeline: FilmTimeline(workload.timeline), frames: workload.frames, options: options(workload, threads: threads))
    return try withPassingFile { path in
      let stopwatch = Stopwatch()
      let report = try production.run(
        to: FilmOutput(name: path), preset: workload.preset, partialFiles: partialFiles)
      return stopwatch.stop(
        iterations: report.field.iterations,
        workers: report.workers.map {
          WorkerTally(
            tiles: $0.tiles, busySeconds: $0.busySeconds, encodingSeconds: $0.encodingSeconds,
            processorSeconds: $0.processorSeconds, encodingProcessorSeconds: $0.encodingProcessorSeconds)
        })
    }
  }

  private func options(_ workload: RenderingWorkload, threads: Int) -> RenderingOptions {
    RenderingOptions(workerCount: threads, instructionSet: workload.instructionSet)
  }

  /// Calls `body` with the path for a film, then notes which encoder made it and removes it.
  private func withPassingFile(_ body: (String) throws -> MeasuredRun) throws -> MeasuredRun {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("juliareel-\(UUID().uuidString).mp4").path
    defer { unlink(path) }
    let run = try body(path)
    if x264Version == nil, let film = FileManager.default.contents(atPath: path) {
      x264Version = LibraryVersions.x264(in: Array(film))
    }
    return run
  }
}
