import Animation
import FilmFormat
import VideoEncoding

/// How a film is rendered in chunks, by several machines or one after the other: everything that each of them needs.
package struct FarmPlan: Hashable, Sendable {
  /// Consecutive segments that one process renders.
  package struct Chunk: Hashable, Sendable, Codable {
    /// Its number, counted from 0.
    package let index: Int
    /// Numbers of its segments.
    package let segments: Range<Int>
    /// Its frames.
    package let frames: Range<Int>
    /// Its estimated share of the film's cost, 0…1.
    package let share: Double
  }

  /// The song of a film with sound.
  package struct Song: Hashable, Sendable, Codable {
    /// Its file, relative to the plan's folder, in which or below which it is.
    package let file: String
    /// Its SHA-256, in hexadecimal.
    package let hash: String
    /// Whether it is the film itself, which is made again from its recipe.
    package let isOfFilm: Bool

    /// The song that is described.
    package init(file: String, hash: String, isOfFilm: Bool) {
      (self.file, self.hash, self.isOfFilm) = (file, hash, isOfFilm)
    }
  }

  /// Which film it is: every machine has to make the same.
  package let film: FilmIdentity
  /// The recipe, with all options applied.
  package let preset: Preset
  /// The film's file, relative to the plan's folder.
  package let output: String
  /// Its song; `nil` without sound.
  package let song: Song?
  /// Frames of the film.
  package let frameCount: Int
  /// The chunks, in order: together they are the film.
  package let chunks: [Chunk]

  init(film: FilmIdentity, preset: Preset, output: String, song: Song?, frameCount: Int, chunks: [Chunk]) {
    self.film = film
    self.preset = preset
    self.output = output
    self.song = song
    self.frameCount = frameCount
    self.chunks = chunks
  }

  /// Plans the film of `preset`, whose timeline is `timeline`, in `chunkCount` chunks, or in as many as it has segments if these are fewer.
  ///
  /// - Parameters:
  ///   - output: the video file, relative to the plan's folder, in which or below which it is.
  ///   - song: the film's, if it has sound.
  ///   - segmentLength: frames of a segment; `nil` for as many as in a film that is made in one go.
  ///   - instructionSet: used for all chunks; it need not be available here.
  ///   - workerCount: workers that render small pictures.
  /// - Throws: `ProductionError` if the output is not a video file that can be written.
  /// - Complexity: seconds.
  package init(
    of preset: Preset, timeline: FilmTimeline, output: String, song: Song? = nil, chunkCount: Int,
    segmentLength: Int? = nil, instructionSet: InstructionSet, workerCount: Int
  ) throws {
    let container = try Self.container(ofOutput: output)
    let settings = EncoderSettings(preset)
    if let problem = container.problem(with: settings.codec) {
      throw ProductionError.unusableOutput("\(output.oneLine): \(problem)")
    }
    try timeline.size.requireFit(in: settings.layout, of: settings.codec)
    try settings.requireEncoder()
    try FilmOutput.video(path: output, container: container).requireOpacity(of: preset)
    var production = FilmProduction(
      timeline: timeline, frames: 0..<timeline.frameCount,
      options: RenderingOptions(workerCount: workerCount, instructionSet: instructionSet))
    if let segmentLength { production.segmentLength = segmentLength }
    let stored = try production.storedFilm(of: preset)
    let costs = try SegmentCosts(of: timeline, cut: stored.cut, workerCount: workerCount).costs
    let partition = ChunkPartition(costs: costs, count: min(chunkCount, costs.count))
    let sum = costs.reduce(0, +)
    let chunks = partition.parts.enumerated().map { index, segments in
      let tenThousandths = (Double(costs[segments].reduce(0, +)) / Double(sum) * 10_000).rounded()
      return Chunk(
        index: index, segments: segments, frames: stored.cut.frames(ofSegments: segments),
        share: tenThousandths / 10_000)
    }
    self.init(
      film: stored.identity, preset: preset, output: output, song: song, frameCount: timeline.frameCount,
      chunks: chunks)
  }
}

extension FarmPlan {
  /// The container of a planned film called `output`, which is in the plan's folder or below it: rendering a chunk of
  /// somebody else's plan writes nowhere else.
  ///
  /// - Throws: `ProductionError.unusableOutput` where it is somewhere else, or no video file.
  package static func container(ofOutput output: String) throws(ProductionError) -> Container {
    guard case .video(_, let container) = try FilmOutput(name: output) else {
      throw .unusableOutput(
        "\(output.oneLine): a film rendered in chunks must be a video file: .mp4, .mkv, .webm or .mov")
    }
    guard isBelow(output) else {
      throw .unusableOutput(
        "\(output.oneLine): a planned film is in the plan's folder or below it; allowed: a relative path without ..")
    }
    return container
  }

  /// Whether `path` is relative and stays in its folder or below it. By bytes, as the file system reads them.
  static func isBelow(_ path: String) -> Bool {
    let components = path.utf8.split(separator: UInt8(ascii: "/"))
    return path.utf8.first != UInt8(ascii: "/") && !components.contains(where: { $0.elementsEqual("..".utf8) })
      && !components.isEmpty && !path.utf8.contains(0)
  }
}

extension FilmCut {
  /// The frames of several segments that follow one another.
  func frames(ofSegments segments: Range<Int>) -> Range<Int> {
    frames(ofSegment: segments.lowerBound).lowerBound..<frames(ofSegment: segments.upperBound - 1).upperBound
  }
}
