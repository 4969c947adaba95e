import Animation
import ComplexModule
import FractalMath
import Testing

@Suite struct PingpongTests {
  private static let document = FilmFixture.document(
    loop: "pingpong", c: #"{"path":"circle","turns":0.25,"phase":30}"#,
    camera: #"{"width":{"keyframes":[{"time":0,"value":3},{"time":5,"value":0.5}]}}"#,
    shading: #"{"phase":{"keyframes":[{"time":0,"value":0},{"time":5,"value":0.7,"easing":"ease"}]}}"#,
    output: #"{"frameRate":25}"#)

  @Test("the second half is the first in reverse, each frame exactly, and none occurs twice in a row")
  func thereAndBack() throws {
    let film = Timeline(try FilmFixture.load(Self.document))
    let frames = (0..<film.frameCount).map(film.parameters(at:))
    #expect(frames.count == 250)
    for frame in 1..<frames.count { #expect(frames[frame] == frames[frames.count - frame]) }
    for frame in frames.indices { #expect(frames[frame] != frames[(frame + 1) % frames.count]) }
    #expect(Set(frames).count == 126)
    #expect(frames[125].camera.width == 0.5 && frames[125].palettePhase == 0.7)
    #expect((frames[125].juliaConstant - Complex(-0.5, 0.75.squareRoot()).multiplied(by: 0.7885)).length < 1e-15)
  }

  @Test("the number of frames is even")
  func even() throws {
    for (duration, count) in [("1", 26), ("1.08", 28), ("1.04", 26), ("0.04", 2)] {
      let document = FilmFixture.document(duration: duration, loop: "pingpong", output: #"{"frameRate":25}"#)
      let film = Timeline(try FilmFixture.load(document))
      #expect(film.frameCount == count, "\(duration): \(film.frameCount)")
    }
    let short = FilmFixture.document(duration: "0.03", loop: "pingpong", output: #"{"frameRate":25}"#)
    #expect(FilmFixture.errors(in: short).first?.contains("too little for a motion and its reverse") == true)
  }

  @Test("a still of the way back is one of the way there")
  func stills() throws {
    let film = Timeline(try FilmFixture.load(Self.document))
    for moment in [0.5, 1.75, 4.9] {
      let (there, back) = (film.parameters(atSeconds: moment), film.parameters(atSeconds: 10 - moment))
      #expect((there.juliaConstant - back.juliaConstant).length < 1e-12)
      #expect(abs(there.camera.width - back.camera.width) < 1e-12)
      #expect(film.parameters(atSeconds: 10 + moment).camera.width == there.camera.width)
    }
  }

  @Test("a keyframe that the film would never come to is refused")
  func lateKey() {
    let late = FilmFixture.keyframes([(time: 0, value: 1), (time: 6, value: 2)], "linear")
    let errors = FilmFixture.errors(in: FilmFixture.document(loop: "pingpong", camera: "{\"width\":\(late)}"))
    #expect(errors.count == 1)
    #expect(
      errors.first?.hasSuffix(
        "6 is after the end of the first half; allowed: at most half of the film's duration with loop \"pingpong\", 5")
        == true,
      "\(errors)")
  }

  @Test(
    "over the seam of a loop the parameters change no more than between its neighbours",
    arguments: [
      ("wrap", #"{"path":"cardioid","factor":0.95}"#), ("wrap", #"{"path":"lissajous","realFrequency":2}"#),
      ("wrap", #"{"path":"equipotential","potential":0.3,"phase":20}"#),
      ("wrap", #"{"keyframes":[{"time":0,"value":[0,1]},{"time":3,"value":[-0.5,0.2]},{"time":7,"value":[0.2,0.1]}]}"#),
      (
        "wrap",
        #"{"path":"follow","parts":[{"c":{"path":"circle"},"duration":3,"join":1},{"c":{"path":"bulb"},"duration":3,"join":1}]}"#
      ),
      ("pingpong", #"{"path":"ray","angle":"1/7"}"#), ("pingpong", #"{"path":"circle","turns":0.3}"#),
    ])
  func seam(loop: String, c: String) throws {
    let document = FilmFixture.document(
      loop: loop, c: c,
      camera: #"{"zoomTo":[{"time":0,"center":[0,0],"width":3},{"time":4,"center":[0.1,0],"width":2}]}"#,
      shading: #"{"phase":{"keyframes":[{"time":0,"value":0},{"time":2,"value":0.3},{"time":4,"value":0.4}]}}"#)
    let film = Timeline(try FilmFixture.load(document))
    let frames = (0..<film.frameCount).map(film.parameters(at:))
    func difference(_ index: Int) -> Double {
      let count = frames.count
      return (frames[(index + 1) % count].juliaConstant - frames[(index + count) % count].juliaConstant).length
    }
    let seam = difference(frames.count - 1)
    #expect(seam <= max(difference(frames.count - 2), difference(0)) * 1.02 + 1e-12)
    #expect((0..<frames.count).contains { difference($0) > 0 })
  }
}
