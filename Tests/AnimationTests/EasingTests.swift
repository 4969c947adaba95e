import Animation
import ComplexModule
import TestSupport
import Testing

/// Easings of keyframes, seen through the parameters of films.
@Suite struct EasingTests {
  private func phase(_ keyframes: String, _ rest: String = "", loop: String = "none") throws -> (Double) -> Double {
    let shading = "{\"phase\":{\"keyframes\":[\(keyframes)]\(rest)}}"
    let film = Timeline(try FilmFixture.load(FilmFixture.document(loop: loop, shading: shading)))
    return { film.parameters(atSeconds: $0).palettePhase }
  }

  private func point(_ c: String, loop: String = "none") throws -> (Double) -> Complex<Double> {
    let film = Timeline(try FilmFixture.load(FilmFixture.document(loop: loop, c: c)))
    return { film.parameters(atSeconds: $0).juliaConstant }
  }

  private func eased(_ easing: String, from start: Double = 0, to end: Double = 1) throws -> (Double) -> Double {
    try phase("{\"time\":0,\"value\":\(start),\"easing\":\(easing)},{\"time\":10,\"value\":\(end)}")
  }

  @Test("named easings are CSS's curves", arguments: ["none", "wrap"])
  func named(loop: String) throws {
    // Progress after half of the time, from the curves' polynomials.
    let middles = [("linear", 0.5), ("ease", 0.802403387584857), ("ease-in-out", 0.5), ("hold", 0)]
    for (name, middle) in middles {
      let curve = try phase("{\"time\":0,\"value\":0,\"easing\":\"\(name)\"},{\"time\":4,\"value\":1}", loop: loop)
      #expect(abs(curve(2) - middle) < 1e-12, "\(name): \(curve(2))")
      #expect(curve(0) == 0 && curve(4) == 1)
    }
    let (enter, leave) = (try eased("\"ease-in\""), try eased("\"ease-out\""))
    for moment in stride(from: 0.0, through: 10, by: 0.5) {
      #expect(abs(enter(moment) - (1 - leave(10 - moment))) < 1e-12, "mirror images")
    }
  }

  @Test("curves with handles within 0…1 pass through their keyframes, never go back and never overshoot")
  func monotone() throws {
    var random = SeededGenerator(seed: 11)
    for _ in 0..<60 {
      let handles = (0..<4).map { _ in Double.random(in: 0...1, using: &random) }
      let text = handles.map { "\($0)" }.joined(separator: ", ")
      let (start, end) = (Double.random(in: -3...3, using: &random), Double.random(in: -3...3, using: &random))
      let curve = try eased("\"cubic-bezier(\(text))\"", from: start, to: end)
      #expect(curve(0) == start && curve(10) == end)
      let values = (0...200).map { curve(Double($0) / 20) }
      let direction = end > start ? 1.0 : -1.0
      for (value, next) in zip(values, values.dropFirst()) { #expect((next - value) * direction >= -1e-12) }
      #expect(values.allSatisfy { $0 >= min(start, end) - 1e-15 && $0 <= max(start, end) + 1e-15 })
      // The same curve by its polynomial in the parameter.
      for t in stride(from: 0.05, to: 1, by: 0.1) {
        func polynomial(_ first: Double, _ second: Double) -> Double {
          3 * (1 - t) * (1 - t) * t * first + 3 * (1 - t) * t * t * second + t * t * t
        }
        let expected = start + (end - start) * polynomial(handles[1], handles[3])
        #expect(abs(curve(10 * polynomial(handles[0], handles[2])) - expected) < 1e-6)
      }
    }
  }

  @Test("other handles overshoot as far as their curve says")
  func overshoot() throws {
    let curve = try eased("\"cubic-bezier(0.5,-0.5,0.5,1.5)\"")
    let values = (0...1000).map { curve(Double($0) / 100) }
    #expect(values.min().map { $0 < -0.05 && $0 > -0.2 } == true)
    #expect(values.max().map { $0 > 1.05 && $0 < 1.2 } == true)
    for (index, value) in values.enumerated() { #expect(abs(value + values[1000 - index] - 1) < 1e-9) }
  }

  @Test("each side may have an easing of its own: the handle of that side")
  func sides() throws {
    let pairs = [
      (#"{"out":"ease-in","in":"ease-out"}"#, "\"ease-in-out\""), (#"{"out":"ease-in"}"#, "\"ease-in\""),
      (#"{"in":"ease-out"}"#, "\"ease-out\""), ("{}", "\"linear\""),
      (#"{"out":"cubic-bezier(0.1,0.2,0.3,0.4)","in":"ease"}"#, "\"cubic-bezier(0.1,0.2,0.25,1)\""),
    ]
    for (sides, whole) in pairs {
      let (one, other) = (try eased(sides), try eased(whole))
      #expect(stride(from: 0.0, through: 10, by: 0.25).allSatisfy { one($0) == other($0) }, "\(sides)")
    }
  }

  @Test("an easing beside the keyframes is for all that have none of their own")
  func common() throws {
    let curve = try phase(
      #"{"time":0,"value":0},{"time":4,"value":2,"easing":"hold"},{"time":8,"value":3},{"time":10,"value":5}"#,
      #","easing":"linear""#)
    #expect([0, 1, 2, 4, 7.9, 8, 9, 10].map(curve) == [0, 0.5, 1, 2, 2, 3, 4, 5])
  }

  @Test("with log interpolation an easing runs in the logarithm")
  func logarithmic() throws {
    let camera =
      #"{"width":{"keyframes":[{"time":0,"value":3,"easing":"ease-in-out"},{"time":10,"value":3e-6}]}}"#
    let film = Timeline(try FilmFixture.load(FilmFixture.document(camera: camera)))
    #expect(abs(film.parameters(atSeconds: 5).camera.width / 3e-3 - 1) < 1e-12)
    #expect(film.parameters(atSeconds: 1).camera.width > 3 * 0.75)
  }

  @Test("eased points run along their curve at the pace of its length, and reach each keyframe at its time")
  func arcLength() throws {
    var random = SeededGenerator(seed: 12)
    for interpolation in ["linear", "catmull-rom"] {
      let keys = (0..<5).map { index in
        let value = (Double.random(in: -1...1, using: &random), Double.random(in: -1...1, using: &random))
        return (time: 2.0 * Double(index) + (index == 4 ? 0.7 : 0), value: value)
      }
      let list = keys.map { "{\"time\":\($0.time),\"value\":[\($0.value.0),\($0.value.1)]}" }.joined(separator: ",")
      let curve = try point("{\"keyframes\":[\(list)],\"interpolation\":\"\(interpolation)\",\"easing\":\"linear\"}")
      for key in keys { #expect(curve(key.time) == Complex(key.value.0, key.value.1)) }
      for (start, end) in zip(keys, keys.dropFirst()) {
        let step = (end.time - start.time) / 400
        let speeds = (0..<400).map { index in
          let moment = start.time + Double(index) * step
          return (curve(min(moment + step, end.time)) - curve(moment)).length / step
        }
        let mean = speeds.reduce(0, +) / 400
        #expect(speeds.allSatisfy { abs($0 / mean - 1) < 1e-2 }, "\(interpolation): \(speeds.map { $0 / mean })")
      }
    }
  }

  @Test("points with an easing stay on the curve that they have without one")
  func sameCurve() throws {
    let keys = [(time: 0.0, value: "[0,1]"), (time: 3.0, value: "[0.7,0.2]"), (time: 10.0, value: "[-0.4,-0.3]")]
    let plain = FilmFixture.keyframes(keys, "catmull-rom")
    let free = try point(plain)
    let eased = try point(plain.dropLast() + ",\"easing\":\"ease-in-out\"}")
    let curve = stride(from: 0.0, through: 10, by: 0.001).map(free)
    for moment in stride(from: 0.05, to: 10, by: 0.31) {
      let distance = curve.map { ($0 - eased(moment)).length }.min() ?? .infinity
      #expect(distance < 1e-3)
    }
  }

  @Test(
    "an easing that is none, or that would lead astray, is refused",
    arguments: [
      ("c", "\"easy\"", "“easy” is unknown; did you mean \"ease\"?"),
      ("c", "\"cubic-bezier(0,0,1)\"", "is not a timing curve"),
      ("c", "\"cubic-bezier(2,0,1,1)\"", "is not a timing curve"),
      ("c", "\"cubic-bezier(0,0,1,1\"", "is not a timing curve"), ("c", "4", "found the number 4"),
      ("c", "\"cubic-bezier(0,-0.5,1,1)\"", "overshoots, which points cannot"),
      ("c", #"{"out":"hold"}"#, "out: “hold” is unknown"), ("c", #"{"over":"ease"}"#, "unknown key"),
      ("width", "\"cubic-bezier(0,-10,1,1)\"", "between its keyframes an easing leads to"),
    ])
  func refused(key: String, easing: String, message: String) {
    let value = key == "c" ? "[0,0.5]" : "1"
    let list =
      "{\"keyframes\":[{\"time\":0,\"value\":\(value),\"easing\":\(easing)},{\"time\":9,\"value\":\(value == "1" ? "2" : value)}],"
      + "\"interpolation\":\"linear\"}"
    let errors = FilmFixture.errors(
      in: key == "c" ? FilmFixture.document(c: list) : FilmFixture.document(camera: "{\"width\":\(list)}"))
    #expect(errors.count == 1)
    #expect(errors.first?.contains(message) == true, "\(errors)")
  }

  @Test("motions end where they should, and go as far beyond as their kind")
  func motions() throws {
    for (name, least, greatest) in [
      ("spring", 1.1, 1.15), ("elastic", 1.3, 1.4), ("bounce", 1, 1.0000001), ("back", 1.09, 1.11),
    ] {
      let curve = try eased("\"\(name)\"")
      let values = (0...2000).map { curve(Double($0) / 200) }
      #expect(values[0] == 0 && values[2000] == 1)
      let highest = values.max() ?? 0
      #expect(highest >= least - 1e-9 && highest < greatest, "\(name): \(highest)")
      #expect(values.allSatisfy { $0 >= 0 })
      #expect(zip(values, values.dropFirst()).allSatisfy { abs($0 - $1) < 0.02 }, "\(name) has a jump")
    }
    // Penner's bounce touches the end at 1/2.75, 2/2.75 and 2.5/2.75 of the time.
    let bounce = try eased("\"bounce\"")
    for place in [1, 2, 2.5] { #expect(abs(bounce(10 * place / 2.75) - 1) < 1e-9) }
    #expect(abs(bounce(10 * 1.5 / 2.75) - 0.75) < 1e-12)
  }

  @Test("linear() is CSS's: percents that are left out lie evenly, a point with two of them holds, a step jumps")
  func points() throws {
    let curve = try eased("\"linear(0, 0.25 25% 75%, 0.75, 1)\"")
    for (moment, value) in [(0.0, 0.0), (1.25, 0.125), (2.5, 0.25), (5, 0.25), (7.5, 0.25), (8.75, 0.75), (10, 1)] {
      #expect(abs(curve(moment) - value) < 1e-12, "\(moment): \(curve(moment))")
    }
    let even = try eased("\"linear(0,1.2,0.9,1)\"")
    #expect(abs(even(10.0 / 3) - 1.2) < 1e-12 && abs(even(20.0 / 3) - 0.9) < 1e-12)
    let step = try eased("\"linear(0, 50% 0, 1 50%, 1)\"")
    #expect(step(4.999) == 0 && step(5) == 1 && step(9) == 1)
    let preset = try FilmFixture.load(
      FilmFixture.document(
        shading:
          #"{"phase":{"keyframes":[{"time":0,"value":0,"easing":"linear(0,1.2 30%,0.9,1)"},{"time":1,"value":1}]}}"#))
    #expect(try FilmFixture.load(preset.canonicalJSON) == preset)
    #expect(preset.canonicalJSON.contains("linear(0 0%, 1.2 30%, 0.9 65%, 1 100%)"))
  }

  @Test(
    "text that is not a list of points is refused with a sentence",
    arguments: [
      "linear()", "linear(0)", "linear(0.1, 1)", "linear(0, 0.9)", "linear(0, 5% 1 5%)", "linear(0, 1 50%)",
      "linear(0, x, 1)",
      "linear(0, 11, 1)", "linear(0, 1% 2% 3%, 1)", "linear(0, 1",
    ])
  func malformedPoints(text: String) {
    let shading = #"{"phase":{"keyframes":[{"time":0,"value":0,"easing":"\#(text)"},{"time":1,"value":1}]}}"#
    let errors = FilmFixture.errors(in: FilmFixture.document(shading: shading))
    #expect(errors.count == 1 && errors[0].contains("keyframes[0].easing: “\(text)” is not"), "\(errors)")
  }

  @Test("points of the plane may bounce, but not overshoot")
  func pointsOfThePlane() throws {
    func document(_ easing: String) -> String {
      FilmFixture.document(
        c:
          #"{"keyframes":[{"time":0,"value":[0,0],"easing":"\#(easing)"},{"time":10,"value":[1,0]}],"interpolation":"linear"}"#
      )
    }
    let film = Timeline(try FilmFixture.load(document("bounce")))
    #expect(abs(film.parameters(atSeconds: 15.0 / 2.75).juliaConstant.real - 0.75) < 1e-12)
    for easing in ["spring", "elastic", "back", "linear(0, 1.1, 1)"] {
      let errors = FilmFixture.errors(in: document(easing))
      #expect(errors.count == 1 && errors[0].contains("overshoots, which points cannot"), "\(errors)")
    }
  }

  @Test("an easing that leads out of the allowed numbers is refused at its keyframe, with the moment")
  func departure() {
    let camera =
      #"{"width":{"keyframes":[{"time":0,"value":2},{"time":2,"value":1,"easing":"elastic"},{"time":4,"value":0.01}],"interpolation":"linear"}}"#
    let errors = FilmFixture.errors(in: FilmFixture.document(camera: camera))
    #expect(
      errors.count == 1 && errors[0].contains("camera.width.keyframes[1]: between its keyframes an easing leads to "),
      "\(errors)")
    #expect(errors.first?.contains(" at 2.1") == true, "\(errors)")
  }
}
