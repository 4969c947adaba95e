import Animation
import Testing

@Suite struct LoopRulesTests {
  private func errors(c: String = "[0,1]", camera: String = "{}", shading: String = "{}") -> [String] {
    FilmFixture.errors(in: FilmFixture.document(loop: "wrap", c: c, camera: camera, shading: shading))
  }

  @Test("a loop whose last keyframe differs from its first is refused", arguments: ["linear", "catmull-rom"])
  func openLoop(interpolation: String) {
    let open = FilmFixture.keyframes([(time: 0, value: "[0,1]"), (time: 10, value: "[0,0.5]")], interpolation)
    let found = errors(c: open)
    #expect(found.count == 1)
    let message = "c.keyframes[1].value: the loop does not close; allowed at the end of a film with loop \"wrap\": "
    #expect(found.first?.contains(message + "the value at its start") == true, "\(found)")
    #expect(errors(camera: "{\"center\":\(open)}").count == 1)
    let closed = FilmFixture.keyframes([(time: 0, value: "[0,1]"), (time: 10, value: "[0,1]")], interpolation)
    #expect(errors(c: closed, camera: "{\"center\":\(closed)}") == [])
  }

  @Test("a loop may end whole palette cycles and whole turns of the camera later, but the width must come back")
  func wholeCycles() {
    func ramp(_ end: Double) -> String {
      FilmFixture.keyframes([(time: 0, value: 0.1), (time: 10, value: end)], "linear")
    }
    #expect(errors(shading: "{\"phase\":\(ramp(3.1))}") == [])
    #expect(errors(shading: "{\"phase\":\(ramp(-0.9))}") == [])
    #expect(errors(shading: "{\"phase\":\(ramp(0.6))}").count == 1)
    #expect(errors(camera: "{\"rotation\":\(ramp(-719.9))}") == [])
    #expect(errors(camera: "{\"rotation\":\(ramp(180.1))}").count == 1)
    #expect(errors(camera: "{\"width\":\(ramp(1.1))}").count == 1)
  }

  @Test("where the palette is not cyclic, its phase must come back, too")
  func openPalette() {
    let ramp = FilmFixture.keyframes([(time: 0, value: 0.0), (time: 10, value: 1.0)], "linear")
    let back = FilmFixture.keyframes([(time: 0, value: 0.3), (time: 5, value: 1.0), (time: 10, value: 0.3)], "linear")
    for palette in ["\"lagoon\"", ##"{"cyclic":false,"stops":[{"at":0,"color":"#000"},{"at":1,"color":"#fff"}]}"##] {
      let found = errors(shading: "{\"phase\":\(ramp),\"palette\":\(palette)}")
      #expect(found.count == 1)
      #expect(found.first?.contains("shading.phase.keyframes[1].value: the loop does not close") == true, "\(found)")
      #expect(found.first?.hasSuffix("since the palette is not cyclic") == true, "\(found)")
      #expect(errors(shading: "{\"phase\":\(back),\"palette\":\(palette)}") == [])
    }
  }

  @Test("in a loop a circle takes whole turns")
  func wholeTurns() {
    let found = errors(c: #"{"path":"circle","turns":1.5}"#)
    #expect(found.count == 1)
    #expect(found.first?.contains("c.turns: 1.5 turns do not close the loop") == true, "\(found)")
    #expect(errors(c: #"{"path":"circle","turns":-2}"#) == [])
    #expect(FilmFixture.errors(in: FilmFixture.document(c: #"{"path":"circle","turns":1.5}"#)) == [])
  }
}
