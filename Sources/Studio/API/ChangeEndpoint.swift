import Animation
import FractalMath
import Production
import WorkStealing

/// `POST /api/changes`: how much the film changes, its seam, and where it flashes; `POST /api/plane`: the background of
/// c's path.
struct ChangeEndpoint: Sendable {
  let session: StudioSession
  let channels: PictureChannels
  let workers: WorkStealingPool

  private static let mostMoments = 600

  func changes(_ body: RequestBody) throws -> HTTPResponse {
    let (revision, count) = (try body.required("revision").string, try body["count"]?.integer(in: 1...Self.mostMoments))
    let wantsFlashes = body["flashes"]?.node.value == .boolean(true)
    return try channels.inTurn(of: wantsFlashes ? "flashes" : "changes") {
      let film = try session.film(revision)
      let preview = try film.preview(isExact: wantsFlashes, workerCount: workers.workerCount)
      let changes = PreviewChanges(of: preview, count: count ?? 60, on: workers)
      let safety = try wantsFlashes ? Self.safety(of: preview.timeline, workerCount: workers.workerCount) : nil
      return .json(
        .object([
          ("revision", .string(revision)), ("times", .numbers(changes.times)), ("change", .numbers(changes.changes)),
          ("seam", changes.seam.map { .number($0.across) } ?? .null),
          ("beforeSeam", changes.seam.map { .number($0.before) } ?? .null),
          ("flashes", safety?.flashes ?? .null), ("idle", safety?.idle ?? .null),
        ]))
    }
  }

  /// Where the film flashes, and where it is black, blank or still for long: what `validate` warns of.
  private static func safety(
    of film: FilmTimeline, workerCount: Int
  ) throws -> (flashes: JSONFragment, idle: JSONFragment) {
    func span(_ seconds: ClosedRange<Double>, _ kind: String) -> JSONFragment {
      .object([
        ("start", .number(seconds.lowerBound)), ("end", .number(seconds.upperBound)), ("kind", .string(kind)),
      ])
    }
    let safety = try FilmSafety(film, workerCount: workerCount, findsIdlePassages: true)
    let idle = try IdlePassage.confirmed(safety.idlePassages, in: film, workerCount: workerCount)
    return (
      .array(safety.flashes.map { span($0.seconds, $0.kind.rawValue) }),
      .array(idle.map { span($0.seconds, $0.kind.rawValue) })
    )
  }

  /// The formula whose set is drawn.
  private static func formula(_ body: RequestBody) throws(HTTPFault) -> FractalFormula {
    let degree = try body["degree"]?.integer(in: FractalFormula.degrees) ?? 2
    guard let name = FormulaName(rawValue: try body["formula"]?.string ?? FormulaName.power.rawValue) else {
      let names = FormulaName.allCases.map(\.rawValue).joined(separator: ", ")
      throw HTTPFault(.badRequest, "fractal.formula: allowed are \(names)")
    }
    guard let p = body["p"] else { return name.map(degree: degree, parameter: .init(-0.5, 0)) }
    let parts = try p.elements(2...2)
    return name.map(degree: degree, parameter: .init(try parts[0].number, try parts[1].number))
  }

  func plane(_ body: RequestBody) throws -> HTTPResponse {
    let center = try body.required("center").elements(2...2)
    let (x, y, width) = (try center[0].number, try center[1].number, try body.required("width").number)
    guard abs(x) <= 4, abs(y) <= 4, (1e-12...100).contains(width) else {
      throw HTTPFault(.badRequest, "center: allowed are -4 to 4; width: 1e-12 to 100")
    }
    let pixels = try body.required("pixels").elements(2...2)
    func side(_ body: RequestBody) throws -> Int {
      let side = try body.integer(in: 1...4096)
      return side + side % 2
    }
    let size = FrameSize(width: try side(pixels[0]), height: try side(pixels[1]))
    let formula = if let fractal = body["fractal"] { try Self.formula(fractal) } else { FractalFormula.quadratic }
    return try channels.inTurn(of: "plane: " + (body["channel"]?.string ?? "")) {
      let planes = PreviewPlanes(size: size, count: 1, header: PictureEndpoint.header([0], size: size))
      PlanePreview.render(formula, x: x, y: y, width: width, into: planes, on: workers)
      return HTTPResponse(contentType: "application/octet-stream", body: .planes(planes))
    }
  }
}
