import Animation
import HostSystem

extension FarmPlan {
  /// The version of a plan's form; a plan of another one is not read.
  private static let form = 1

  /// The contents of a plan besides its preset.
  private struct Head: Codable {
    let plan: Int
    let output: String
    let song: Song?
    let frameCount: Int
    let film: FilmIdentity
    let chunks: [Chunk]
  }

  /// The plan as readable JSON; it contains the preset as an object.
  package func json() throws -> String {
    let head = try ProgramJSON.line(
      Head(plan: Self.form, output: output, song: song, frameCount: frameCount, film: film, chunks: chunks))
    return try IndentedJSON.text(
      utf8: head.dropLast() + Array(",\"preset\":".utf8) + Array(preset.canonicalJSON.utf8) + Array("}".utf8))
      + "\n"
  }

  /// Reads a plan and verifies that it is consistent.
  ///
  /// - Parameter name: its name in errors.
  /// - Throws: `ProductionError.unusablePlan`.
  package init(json bytes: [UInt8], name: String) throws(ProductionError) {
    let document: JSONNode
    do {
      document = try JSONParser.parse(utf8: bytes)
    } catch {
      throw .unusablePlan("\(name): not a plan: \(error)")
    }
    guard case .object(let members) = document.value,
      let form = members.first(where: { $0.key == "plan" })?.node
    else {
      throw .unusablePlan("\(name): not a plan written by 'juliareel plan'")
    }
    guard form.value == .number(text: "\(Self.form)"),
      let recipe = members.first(where: { $0.key == "preset" })?.node,
      let head = try? document.decoded(as: Head.self)
    else {
      throw .unusablePlan(
        "\(name): a plan of another version, or one that was edited; 'juliareel plan' writes a new one")
    }
    // Before its preset is read, which may mean something else in another version.
    guard head.film.program == ProgramVersion.current else {
      throw .unusablePlan(
        "\(name): a plan of juliareel \(head.film.program.oneLine), but this is \(ProgramVersion.current); all machines need the same"
      )
    }
    do {
      preset = try Preset.load(recipe, in: name)
    } catch {
      throw .unusablePlan("\(name): the preset in the plan was edited: \(error)")
    }
    (film, output, frameCount, chunks) = (head.film, head.output, head.frameCount, head.chunks)
    song = head.song
    do {
      _ = try Self.container(ofOutput: output)
    } catch {
      throw .unusablePlan("\(name): the plan's output: \(error)")
    }
    guard song.map({ Self.isBelow($0.file) }) ?? true, (song == nil) == (preset.audio == nil) else {
      throw .unusablePlan("\(name): the plan's song: it is in the plan's folder or below it")
    }
    guard ContentHash(of: Array(preset.canonicalJSON.utf8)).hexadecimal == film.preset, isWhole else {
      throw .unusablePlan("\(name): the plan was edited; 'juliareel plan' writes a new one")
    }
  }

  /// Whether the chunks are the film of the preset, each segment once.
  ///
  /// A plan may come from anybody: each number is checked against its bounds before it is used.
  private var isWhole: Bool {
    guard frameCount == preset.frameCount, film.frames == "\(0..<frameCount)",
      FilmCut.segmentLengths(frameCount: frameCount).contains(film.segmentLength)
    else { return false }
    let cut = FilmCut(frames: 0..<frameCount, segmentLength: film.segmentLength)
    var segment = 0
    for (index, chunk) in chunks.enumerated() {
      guard chunk.index == index, chunk.segments.lowerBound == segment, !chunk.segments.isEmpty,
        chunk.segments.upperBound <= cut.segmentCount, chunk.frames == cut.frames(ofSegments: chunk.segments),
        (0...1).contains(chunk.share)
      else { return false }
      segment = chunk.segments.upperBound
    }
    return segment == cut.segmentCount
  }
}
