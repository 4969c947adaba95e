import Animation
import ComplexModule
import FractalMath
import RealModule
import TestSupport
import Testing

/// A random film that follows a point.
private struct RandomFollowing {
  let document: String
  let preperiod: Int
  let period: Int

  private static let frames = 40

  init(_ random: inout SeededGenerator) {
    func number(_ range: ClosedRange<Double>) -> Double {
      (Double.random(in: range, using: &random) * 1e4).rounded() / 1e4
    }
    let center = "[\(number(-1.6...0.6)),\(number(-1...1))]"
    let c =
      switch Int.random(in: 0..<4, using: &random) {
      case 0: "{\"path\":\"circle\",\"center\":\(center),\"radius\":\(number(0.001...0.4)),\"turns\":\(number(-2...2))}"
      case 1:
        "{\"path\":\"cardioid\",\"factor\":\(number(0.9...1.3)),\"turns\":\(number(-1...1)),\"phase\":\(number(0...360))}"
      case 2:
        "{\"keyframes\":[{\"time\":0,\"value\":\(center)},{\"time\":3,\"value\":[\(number(-1.6...0.6)),\(number(-1...1))]}]}"
      default: center
      }
    let target: String
    if Bool.random(using: &random) {
      let angle = RationalAngle(Int.random(in: 0..<60, using: &random), Int.random(in: 1...60, using: &random))
      (preperiod, period) = angle.orbit()
      target = "{\"angle\":\"\(angle)\"}"
    } else {
      (preperiod, period) = (Int.random(in: 0...3, using: &random), Int.random(in: 1...6, using: &random))
      target = "{\"preperiod\":\(preperiod),\"period\":\(period),\"near\":[\(number(-1.5...1.5)),\(number(-1...1))]}"
    }
    let width = ["1e-3", "1e-15", "1e-60"][Int.random(in: 0..<3, using: &random)]
    document = FilmFixture.document(
      duration: "4", c: c, camera: "{\"follow\":\(target),\"width\":\(width)}", output: #"{"frameRate":10}"#)
  }
}

@Suite("A thousand random points on random paths of c")
struct FollowingCensusTests {
  /// How refusals are told apart, by words of theirs.
  private static let refusals = [
    "meets another": "collision", "does not repel": "stops repelling", "doublings": "long angle",
    "where the ray lands": "no landing", "no such point": "not found", "too long to follow": "long path",
  ]

  @Test("each is followed to more digits than its width needs, or refused with one of the known reasons")
  func census() throws {
    var random = SeededGenerator(seed: 1000)
    var ends: [String: Int] = [:]
    var worst = -Double.infinity
    for _ in 0..<1000 {
      let film = RandomFollowing(&random)
      do throws(PresetError) {
        let timeline = Timeline(try FilmFixture.load(film.document))
        ends["followed", default: 0] += 1
        for frame in 0..<timeline.frameCount {
          let residual = Self.residual(timeline.parameters(at: frame), of: film)
          worst = max(worst, residual)
          // In bits beside the width.
          #expect(residual < -30, "\(film.document)")
        }
      } catch {
        let reason = Self.refusals.first { error.description.contains($0.key) }?.value
        #expect(reason != nil && !error.description.contains("\n"), "\(error)")
        ends[reason ?? "unknown", default: 0] += 1
      }
    }
    #expect(ends["followed", default: 0] > 400 && ends.count > 4, "\(ends)")
    print("followed points: \(ends.sorted { $0.key < $1.key }), largest residual 2^\(Int(worst.rounded(.up))) widths")
  }

  /// log₂ of how far the frame's middle is from the point, in widths of the picture.
  private static func residual(_ seen: FrameParameters, of film: RandomFollowing) -> Double {
    let c = seen.juliaConstant
    let equation = PeriodicEquation(preperiod: film.preperiod, period: film.period)
    let value = equation.value(at: seen.camera.center, constant: c)
    guard let view = seen.deepView else {
      return Double.log2(max(value.correction.length, .leastNormalMagnitude)) - Double.log2(seen.camera.width)
    }
    var z = view.center
    for _ in 0..<film.preperiod { z = z.squared + view.constant }
    let early = z
    for _ in 0..<film.period { z = z.squared + view.constant }
    return (z - early).log2OfLength - Double.log2(max(value.slope.length, 1e-300)) - view.width.log2
  }
}
