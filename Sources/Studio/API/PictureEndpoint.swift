import Animation
import FractalMath
import Production
import WorkStealing

/// `POST /api/picture`: frames as planes, from the same code that renders the film's.
struct PictureEndpoint: Sendable {
  let session: StudioSession
  let channels: PictureChannels
  let workers: WorkStealingPool

  private static let mostPictures = 120
  private static let largestExtent = 8192
  private static let mostEdits = 100
  private static let mostSamples = 64 << 20
  /// `JRXP` in memory.
  private static let magic: UInt32 = 0x5058_524A

  func respond(_ body: RequestBody) throws -> HTTPResponse {
    let request = try Request(body)
    return try channels.inTurn(of: request.channel) {
      let film = try session.film(request.revision, with: request.edits)
      let preview = try film.preview(isExact: request.isExact, workerCount: workers.workerCount)
      let frames = try request.frames(in: preview.timeline, durationSeconds: preview.preset.durationSeconds)
      let hasOpacity = preview.timeline.isTranslucent
      let planes = PreviewPlanes(
        size: request.size, count: frames.count, hasOpacity: hasOpacity,
        header: Self.header(frames.map(\.number), size: request.size, hasOpacity: hasOpacity))
      preview.render(
        frames.map { request.overrides.applied(to: $0.shown) }, isFine: request.isFine, into: planes, on: workers,
        isUrgent: frames.count == 1)
      return HTTPResponse(contentType: "application/octet-stream", body: .planes(planes))
    }
  }

  /// Magic, number of pictures, and of each: frame, width, height, layout (0 for 8-bit 4:2:0, 1 with opacities).
  static func header(_ frames: [Int], size: FrameSize, hasOpacity: Bool = false) -> [UInt8] {
    let layout: UInt32 = hasOpacity ? 1 : 0
    let pictures = frames.flatMap { [UInt32($0), UInt32(size.width), UInt32(size.height), layout] }
    return ([magic, UInt32(frames.count)] + pictures).flatMap { (word: UInt32) -> [UInt8] in
      withUnsafeBytes(of: word.littleEndian) { Array($0) }
    }
  }

  /// The parsed request.
  private struct Request {
    let revision: String
    let channel: String
    let size: FrameSize
    let isFine: Bool
    let isExact: Bool
    let overrides: PreviewOverrides
    /// Changes of the preset for these pictures only.
    let edits: [PresetEdit]
    private let moments: Moments

    private enum Moments {
      case frames([Int])
      case seconds([Double])

      var count: Int {
        switch self {
        case .frames(let frames): frames.count
        case .seconds(let seconds): seconds.count
        }
      }
    }

    init(_ body: RequestBody) throws(HTTPFault) {
      revision = try body.required("revision").string
      channel = try body["channel"]?.string ?? "main"
      guard channel.utf8.count <= 40 else { throw HTTPFault(.badRequest, "channel: allowed are up to 40 bytes") }
      size = try Self.size(width: body.required("width"), height: body.required("height"))
      isFine = try Self.isFine(body["samples"])
      isExact = isFine || body["isExact"]?.node.value == .boolean(true)
      moments = try Self.moments(body)
      guard moments.count * PreviewPlanes.byteCount(of: size, hasOpacity: true) <= mostSamples else {
        throw HTTPFault(.badRequest, "the pictures have more than \(mostSamples >> 20) Mi samples together")
      }
      overrides = try Self.overrides(body)
      edits = if let changes = body["edits"] { try Self.edits(changes) } else { [] }
      if let problem = overrides.problem { throw HTTPFault(.badRequest, problem) }
    }

    /// The requested frames of `timeline`.
    func frames(
      in timeline: FilmTimeline, durationSeconds: Double
    ) throws(HTTPFault) -> [(number: Int, shown: FilmFrame)] {
      let count = timeline.frameCount
      switch moments {
      case .frames(let frames):
        guard frames.allSatisfy((0..<count).contains) else {
          throw HTTPFault(.unprocessable, "frames: the film has \(count), numbered from 0")
        }
        return frames.map { ($0, timeline.frame(at: $0)) }
      case .seconds(let seconds):
        guard seconds.allSatisfy((0...durationSeconds).contains) else {
          throw HTTPFault(.unprocessable, "times: the film lasts \(durationSeconds) s from 0")
        }
        return seconds.map { moment in
          (min(Int(moment / durationSeconds * Double(count)), count - 1), timeline.frame(atSeconds: moment))
        }
      }
    }

    /// Odd sides are rounded up: chroma is halved.
    private static func size(width: RequestBody, height: RequestBody) throws(HTTPFault) -> FrameSize {
      func side(_ body: RequestBody) throws(HTTPFault) -> Int {
        let side = try body.integer(in: 1...largestExtent)
        return side + side % 2
      }
      return FrameSize(width: try side(width), height: try side(height))
    }

    private static func isFine(_ samples: RequestBody?) throws(HTTPFault) -> Bool {
      switch samples?.node.value {
      case nil, .number("1"): return false
      case .string("film"): return true
      default: throw HTTPFault(.badRequest, "samples: allowed is 1 or \"film\"")
      }
    }

    private static func moments(_ body: RequestBody) throws(HTTPFault) -> Moments {
      switch (body["frames"], body["times"]) {
      case (let frames?, nil):
        let elements = try frames.elements(1...mostPictures)
        var numbers: [Int] = []
        for element in elements { numbers.append(try element.integer(in: 0...Timeline.largestFrameCount)) }
        return .frames(numbers)
      case (nil, let times?):
        let elements = try times.elements(1...mostPictures)
        var moments: [Double] = []
        for element in elements { moments.append(try element.number) }
        return .seconds(moments)
      default: throw HTTPFault(.badRequest, "either frames or times is needed")
      }
    }

    private static func overrides(_ body: RequestBody) throws(HTTPFault) -> PreviewOverrides {
      var overrides = PreviewOverrides()
      if let c = body["c"] { overrides.juliaConstant = try point(c) }
      if let camera = body["camera"] {
        if let center = camera["center"] { overrides.center = try point(center) }
        overrides.width = try camera["width"]?.number
        overrides.rotationDegrees = try camera["rotation"]?.number
      }
      return overrides
    }

    private static func edits(_ body: RequestBody) throws(HTTPFault) -> [PresetEdit] {
      var edits: [PresetEdit] = []
      for element in try body.elements(0...mostEdits) { edits.append(try PresetEdit(element)) }
      return edits
    }

    private static func point(_ body: RequestBody) throws(HTTPFault) -> PreviewOverrides.Point {
      let numbers = try body.elements(2...2)
      return PreviewOverrides.Point(x: try numbers[0].number, y: try numbers[1].number)
    }
  }
}
