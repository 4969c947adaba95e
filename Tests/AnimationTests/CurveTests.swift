import Animation
import ComplexModule
import TestSupport
import Testing

/// The curves between keyframes, seen through the parameters of films.
@Suite struct CurveTests {
  private static let duration = 10.0

  private func phase(_ keys: [(time: Double, value: Double)], _ method: String, loop: String = "none") throws
    -> (Double) -> Double
  {
    let shading = "{\"phase\":\(FilmFixture.keyframes(keys, method))}"
    let film = Timeline(try FilmFixture.load(FilmFixture.document(loop: loop, shading: shading)))
    return { film.parameters(atSeconds: $0).palettePhase }
  }

  private func point(_ keys: [(time: Double, value: Complex<Double>)], _ method: String, loop: String = "none") throws
    -> (Double) -> Complex<Double>
  {
    let texts = keys.map { (time: $0.time, value: "[\($0.value.real),\($0.value.imaginary)]") }
    let film = Timeline(try FilmFixture.load(FilmFixture.document(loop: loop, c: FilmFixture.keyframes(texts, method))))
    return { film.parameters(atSeconds: $0).juliaConstant }
  }

  /// Moments in strictly ascending order with at least a tenth of a second between them, before the film's end.
  private func moments(_ count: Int, _ random: inout SeededGenerator) -> [Double] {
    let gaps = (0...count).map { _ in Double.random(in: 0.1...1, using: &random) }
    let scale = Self.duration / gaps.reduce(0, +)
    return (0..<count).map { index in gaps.prefix(index + 1).reduce(0, +) * scale }
  }

  @Test("every curve passes through its keyframes exactly", arguments: ["none", "wrap"])
  func passesThroughKeys(loop: String) throws {
    var random = SeededGenerator(seed: 1)
    for count in 1...8 {
      let times = moments(count, &random)
      let numbers = times.map { (time: $0, value: Double.random(in: 0.1...5, using: &random)) }
      for method in ["hold", "linear", "log", "monotone-cubic"] {
        let curve = try phase(numbers, method, loop: loop)
        for key in numbers { #expect(curve(key.time) == key.value, "\(method)") }
      }
      let points = times.map { (time: $0, value: Complex.random(&random)) }
      for method in ["linear", "catmull-rom"] {
        let curve = try point(points, method, loop: loop)
        for key in points { #expect(curve(key.time) == key.value, "\(method)") }
      }
    }
  }

  @Test("between two keyframes no scalar curve leaves their range, and it runs one way", arguments: ["none", "wrap"])
  func monotone(loop: String) throws {
    var random = SeededGenerator(seed: 2)
    for count in 2...9 {
      let keys = moments(count, &random).map { (time: $0, value: Double.random(in: 1e-3...4, using: &random)) }
      for method in ["linear", "log", "monotone-cubic"] {
        let curve = try phase(keys, method, loop: loop)
        for (start, end) in zip(keys, keys.dropFirst()) {
          let values = (0...50).map { curve(start.time + (end.time - start.time) * Double($0) / 50) }
          let direction = end.value > start.value ? 1.0 : -1.0
          for (value, next) in zip(values, values.dropFirst()) {
            #expect((next - value) * direction >= -1e-14, "\(method)")
          }
          #expect(
            values.allSatisfy { $0 >= min(start.value, end.value) - 1e-14 && $0 <= max(start.value, end.value) + 1e-14 }
          )
        }
      }
    }
  }

  @Test("log multiplies by the same factor in the same time")
  func logarithmic() throws {
    let curve = try phase([(time: 0, value: 3), (time: 10, value: 3e-6)], "log")
    #expect(abs(curve(5) / 3e-3 - 1) < 1e-14)
    #expect(abs(curve(2.5) / curve(7.5) - 1e3) < 1e-9)
  }

  @Test("hold keeps a value until the next keyframe, and in a loop the last value until the first")
  func hold() throws {
    let keys = [(time: 2.0, value: 1.0), (time: 6.0, value: 3.0)]
    let open = try phase(keys, "hold")
    #expect([0, 2, 5.999, 6, 10].map(open) == [1, 1, 1, 3, 3])
    let closed = try phase(keys, "hold", loop: "wrap")
    #expect([0, 1.999, 2, 5.999, 6, 9.999].map(closed) == [3, 3, 1, 1, 3, 3])
  }

  @Test("a monotone cubic is not flat at its ends and reproduces straight lines")
  func endSlopes() throws {
    let line = try phase([(time: 0, value: 1), (time: 3, value: 2.5), (time: 10, value: 6)], "monotone-cubic")
    for moment in stride(from: 0.0, through: 10, by: 0.25) { #expect(abs(line(moment) - (1 + moment / 2)) < 1e-14) }
    let bent = try phase([(time: 0, value: 0), (time: 5, value: 1), (time: 10, value: 4)], "monotone-cubic")
    #expect((bent(10) - bent(9.999)) / 0.001 > 0.6)
  }

  @Test("smooth curves have no kinks, neither at keyframes nor at the seam of a loop")
  func smooth() throws {
    var random = SeededGenerator(seed: 3)
    let step = 1e-6
    for count in 2...8 {
      let times = moments(count, &random)
      let numbers = times.map { (time: $0, value: Double.random(in: -2...2, using: &random)) }
      let points = times.map { (time: $0, value: Complex.random(&random)) }
      let scalar = try phase(numbers, "monotone-cubic", loop: "wrap")
      let spline = try point(points, "catmull-rom", loop: "wrap")
      for moment in times + [0, Self.duration] {
        #expect(abs(scalar(moment + step) - scalar(moment - step)) < 1e-4)
        #expect((spline(moment + step) - spline(moment - step)).length < 1e-4)
        let bend = scalar(moment + step) - 2 * scalar(moment) + scalar(moment - step)
        #expect(abs(bend) / step < 2e-3, "the slope jumps at \(moment)")
        let splineBend = spline(moment + step) + spline(moment - step) - spline(moment).multiplied(by: 2)
        #expect(splineBend.length / step < 2e-3, "the velocity jumps at \(moment)")
      }
    }
  }

  @Test("a phase that ends whole cycles on keeps its slope over the seam")
  func offsetSeam() throws {
    let keys = [(time: 0.0, value: 0.2), (time: 3.0, value: 0.5), (time: 7.0, value: 1.9), (time: 10.0, value: 2.2)]
    let curve = try phase(keys, "monotone-cubic", loop: "wrap")
    let step = 1e-6
    let before = (2.2 - curve(10 - step)) / step
    let after = (curve(step) - 0.2) / step
    #expect(before > 0.01)
    #expect(abs(before - after) < 1e-4)
    #expect(curve(0) == 0.2)
  }

  @Test("in a loop a keyframe at the end alone stands for the start as well")
  func endKeyAlone() throws {
    let curve = try phase([(time: 4, value: 1), (time: 10, value: 3)], "linear", loop: "wrap")
    #expect([0, 2, 4, 7].map(curve) == [3, 2, 1, 2])
  }

  @Test("a spline through points of one line stays on it and does not overshoot a return")
  func collinear() throws {
    let keys = [
      (time: 0.0, value: Complex(0, 0.5)), (time: 1, value: Complex(1, 0.5)), (time: 9, value: Complex(1.5, 0.5)),
    ]
    let curve = try point(keys, "catmull-rom")
    for moment in stride(from: 0.0, through: 10, by: 0.1) {
      #expect(curve(moment).imaginary == 0.5)
      #expect(curve(moment).real >= 0 && curve(moment).real <= 1.5 + 1e-12)
    }
  }
}

extension Complex<Double> {
  /// A point of the square with corners ±1 ± i.
  fileprivate static func random(_ generator: inout SeededGenerator) -> Complex {
    Complex(Double.random(in: -1...1, using: &generator), Double.random(in: -1...1, using: &generator))
  }
}
