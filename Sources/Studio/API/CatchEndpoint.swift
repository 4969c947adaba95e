import ComplexModule
import FractalMath

/// `POST /api/catch`: the repelling point of a Julia set that is nearest to a place, for a camera that follows it.
enum CatchEndpoint {
  /// With twelve steps there are some thousand such points.
  private static let mostSteps = 12

  static func respond(_ body: RequestBody) throws -> HTTPResponse {
    let c = try point(body.required("c"))
    let place = try point(body.required("near"))
    let distance = try body.required("within").number
    guard distance > 0, distance <= 4 else { throw try body.required("within").refusal("a number above 0, up to 4") }
    let degree = try body["degree"]?.integer(in: FractalFormula.degrees) ?? 2
    guard
      let found = RepellingPoint.near(place, within: distance, constant: c, degree: degree, mostSteps: mostSteps)
    else {
      throw HTTPFault(
        .unprocessable,
        "there is no repelling point of up to \(mostSteps) steps so near; try another place, or zoom out")
    }
    return .json(
      .object([
        ("near", .numbers([found.place.real, found.place.imaginary])),
        ("preperiod", .integer(found.equation.preperiod)), ("period", .integer(found.equation.period)),
        ("multiplier", .numbers([found.multiplier.real, found.multiplier.imaginary])),
      ]))
  }

  private static func point(_ body: RequestBody) throws -> Complex<Double> {
    let parts = try body.elements(2...2).map { try $0.number }
    guard parts.allSatisfy({ abs($0) <= 4 }) else { throw body.refusal("numbers from -4 to 4") }
    return Complex(parts[0], parts[1])
  }
}
