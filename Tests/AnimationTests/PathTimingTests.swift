import Animation
import TestSupport
import Testing

@Suite struct PathTimingTests {
  private func random(_ count: Int, _ range: ClosedRange<Double>, seed: UInt64) -> [Double] {
    var generator = SeededGenerator(seed: seed)
    return (0..<count).map { _ in .random(in: range, using: &generator) }
  }

  @Test("a timing goes from the start to the end and never back", arguments: [false, true])
  func monotone(isLoop: Bool) {
    for seed in 1...20 {
      let timing = PathTiming(changes: random(60, 0...1, seed: UInt64(seed)), isLoop: isLoop)
      let places = (0...600).map { timing.place(ofFrame: Double($0), length: 600) }
      #expect(places.first == 0 && places.last == 600)
      for (place, next) in zip(places, places.dropFirst()) { #expect(next > place) }
    }
  }

  @Test("equal times bring equal changes where the factor allows it")
  func even() {
    let changes = (0..<100).map { index -> Double in
      let passage = index > 40 && index < 50 ? 3.0 : 0
      return 1 + passage + Double(index % 7) / 10
    }
    let timing = PathTiming(changes: changes, isLoop: false)
    let total = changes.reduce(0, +)
    /// Change up to a place, on the assumption that it is even within each part.
    func accumulated(_ place: Double) -> Double {
      let whole = min(Int(place), 99)
      return changes.prefix(whole).reduce(0, +) + changes[whole] * (place - Double(whole))
    }
    for frame in stride(from: 0.0, through: 1000, by: 10) {
      let place = timing.place(ofFrame: frame, length: 1000) / 10
      #expect(abs(accumulated(place) / total - frame / 1000) < 0.01)
    }
  }

  @Test("parts may be of unequal length: each gets time by its change")
  func unequalParts() {
    let places = [0, 0.5, 0.53125, 0.5625, 1]
    let timing = PathTiming(changes: [1, 1, 1, 1], between: places, isLoop: false)
    for (index, place) in places.enumerated() {
      #expect(abs(timing.place(ofFrame: 250 * Double(index), length: 1000) - 1000 * place) < 0.01)
    }
    let even = PathTiming(changes: [8, 0.5, 0.5, 7], between: places, isLoop: false)
    #expect((0...100).allSatisfy { abs(even.place(ofFrame: Double($0), length: 100) - Double($0)) < 1e-4 })
  }

  @Test("no part goes by more than eight times faster or slower than written, and never does c stand still")
  func bounded() {
    let spiked: [Double] = (0..<64).map { $0 == 20 ? 1e6 : $0 < 32 ? 1 : 0 }
    let lone: [Double] = (0..<64).map { $0 == 3 ? 1 : 0 }
    let uneven = random(64, 0...1, seed: 9).map { $0 * $0 * $0 * $0 }
    for changes in [spiked, lone, uneven] {
      let timing = PathTiming(changes: changes, isLoop: false)
      var moments = [0.0]
      var frame = 0.0
      while moments.count <= changes.count && frame < 64_000 {
        frame += 1
        if timing.place(ofFrame: frame, length: 64_000) >= Double(moments.count) * 1000 { moments.append(frame) }
      }
      #expect(moments.count == changes.count + 1)
      for (start, end) in zip(moments, moments.dropFirst()) {
        #expect((end - start) / 1000 <= PathTiming.largestFactor * 1.01)
        #expect((end - start) / 1000 >= 0.99 / PathTiming.largestFactor)
      }
    }
  }

  @Test("a picture that changes evenly, or not at all, leaves the path as it is")
  func identity() {
    for changes in [[0.3, 0.3, 0.3, 0.3], [0, 0], []] as [[Double]] {
      let timing = PathTiming(changes: changes, isLoop: true)
      #expect((0...100).allSatisfy { abs(timing.place(ofFrame: Double($0), length: 100) - Double($0)) < 1e-4 })
    }
    #expect((0...10).allSatisfy { PathTiming.written.place(ofFrame: Double($0), length: 10) == Double($0) })
  }

  @Test("in a loop the speed is the same before and after the seam")
  func seam() {
    let timing = PathTiming(changes: random(40, 0.5...2, seed: 4), isLoop: true)
    let step = 1e-2
    let after = timing.place(ofFrame: step, length: 1000) / step
    let before = (1000 - timing.place(ofFrame: 1000 - step, length: 1000)) / step
    #expect(abs(after / before - 1) < 2e-2, "\(before) \(after)")
  }

  @Test("changes that are the same in reverse order keep mirrored frames of a circle conjugate to the last bit")
  func mirror() throws {
    let half = random(30, 0.01...1, seed: 5)
    let timing = PathTiming(changes: half + half.reversed(), isLoop: true)
    let preset = try FilmFixture.load(FilmFixture.document(loop: "wrap", c: #"{"path":"circle","turns":3}"#))
    let film = Timeline(preset, pathTiming: timing)
    var moved = 0
    for frame in 1..<film.frameCount {
      let c = film.parameters(at: frame).juliaConstant
      #expect(c == film.parameters(at: film.frameCount - frame).juliaConstant.conjugate, "\(frame)")
      if c != Timeline(preset).parameters(at: frame).juliaConstant { moved += 1 }
    }
    #expect(moved > 500)
  }

  @Test("only c is re-timed, on the path that it has, there and back as well", arguments: ["none", "wrap", "pingpong"])
  func onlyC(loop: String) throws {
    let document = FilmFixture.document(
      loop: loop, c: #"{"keyframes":[{"time":0,"value":[0,0]},{"time":5,"value":[0,1]}],"interpolation":"linear"}"#,
      camera: #"{"rotation":{"keyframes":[{"time":0,"value":0},{"time":4,"value":90}]}}"#)
    let preset = try FilmFixture.load(document)
    let timing = PathTiming(changes: [1, 4, 2, 2], isLoop: loop == "wrap")
    let (written, timed) = (Timeline(preset), Timeline(preset, pathTiming: timing))
    for frame in 0..<written.frameCount {
      let (one, other) = (written.parameters(at: frame), timed.parameters(at: frame))
      #expect(one.camera == other.camera && one.palettePhase == other.palettePhase)
      let length = loop == "pingpong" ? 300.0 : 600
      let shown = loop == "pingpong" ? min(frame, 600 - frame) : frame
      let place = timing.place(ofFrame: Double(shown), length: length)
      let expected = written.parameters(atSeconds: place / 60).juliaConstant
      #expect((other.juliaConstant - expected).length < 1e-12)
    }
  }
}
