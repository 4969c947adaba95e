import Animation
import Production
import WorkStealing

/// Dispatches the studio's requests.
struct StudioAPI: Sendable {
  let session: StudioSession
  let pictures: PictureEndpoint
  let curves: CurveEndpoint
  let changes: ChangeEndpoint
  let sound: SoundEndpoint
  let renders: RenderQueue
  let measurement: Measurement
  let events: EventHub

  /// The answer to `request`, which has passed the gate.
  func respond(_ request: HTTPRequest) -> HTTPResponse {
    do {
      guard request.path.hasPrefix("/api/") else { return try page(request) }
      return try answer(request)
    } catch let fault as HTTPFault {
      return HTTPResponse(fault)
    } catch is ReplacedRequest {
      return HTTPResponse(HTTPFault(.conflict, "replaced by a newer request"))
    } catch {
      return HTTPResponse(HTTPFault(.internalError, "\(error)"))
    }
  }

  private func page(_ request: HTTPRequest) throws(HTTPFault) -> HTTPResponse {
    guard let file = PageFile.at(request.path) else { throw HTTPFault(.notFound, "there is nothing here") }
    guard request.method == "GET" else { throw HTTPFault(.methodNotAllowed, "this is read-only: use GET") }
    return HTTPResponse(contentType: file.contentType, body: .bytes(file.bytes))
  }

  private func answer(_ request: HTTPRequest) throws -> HTTPResponse {
    let steps = request.path.dropFirst("/api/".count).split(separator: "/", omittingEmptySubsequences: false).map(
      String.init)
    switch request.method {
    case "GET": return try read(steps)
    case "PUT" where steps == ["preset"]: return try replace(RequestBody(request.body))
    case "POST": return try work(steps, request.body)
    default: throw Self.nothing
    }
  }

  private static let nothing = HTTPFault(.notFound, "the studio has no such path and method")

  private func read(_ steps: [String]) throws -> HTTPResponse {
    switch (steps.first, steps.count) {
    case ("session", 1):
      return .json(
        .object(
          [("version", .string(ProgramVersion.current)), ("schemaURL", .string("/api/schema"))] + session.summary))
    case ("songs", 1):
      let songs = FolderSongs(inFolderAt: session.document.folder)
      return .json(.object([("songs", .array(songs.names.map(JSONFragment.string)))]))
    case ("events", 1): return HTTPResponse(contentType: "text/event-stream", body: .events(events.reader()))
    case ("schema", 1): return LibraryEndpoint.schema
    case ("library", 1): return LibraryEndpoint.list
    case ("library", 2): return try LibraryEndpoint.preset(steps[1])
    case ("renders", 1): return .json(renders.all)
    case ("films", 2):
      return HTTPResponse(contentType: "application/octet-stream", body: .file(try renders.film(steps[1])))
    default: throw Self.nothing
    }
  }

  private func work(_ steps: [String], _ bytes: [UInt8]) throws -> HTTPResponse {
    if steps.first == "renders" && steps.count == 3 {
      switch steps[2] {
      case "cancel": return .json(try renders.cancel(steps[1]))
      case "resume": return .json(try renders.resume(steps[1]))
      default: throw Self.nothing
      }
    }
    guard steps.count == 1 else { throw Self.nothing }
    let body = try RequestBody(bytes)
    switch steps[0] {
    case "picture": return try pictures.respond(body)
    case "edit": return try edit(body)
    case "save": return try save(body)
    case "curves": return try curves.respond(body)
    case "catch": return try CatchEndpoint.respond(body)
    case "changes": return try changes.changes(body)
    case "sound": return try sound.respond(body)
    case "plane": return try changes.plane(body)
    case "import-palette": return try LibraryEndpoint.importPalette(body)
    case "renders":
      let film = try session.wholeFilm(body.required("revision").string)
      return .json(try renders.add(RenderOrder(body, text: film.text), frameCount: film.written.frameCount))
    case "measure": return try measurement.report(of: session.wholeFilm(body.required("revision").string).text)
    default: throw Self.nothing
    }
  }

  private func replace(_ body: RequestBody) throws -> HTTPResponse {
    .json(try session.replace(base: body.required("baseRevision").string, with: body.required("text").string))
  }

  private static let mostEdits = 10_000

  private func edit(_ body: RequestBody) throws -> HTTPResponse {
    let base = try body.required("baseRevision").string
    let earlier = try session.text(of: base)
    let edits = try body.required("edits").elements(1...Self.mostEdits).map { try PresetEdit($0) }
    let text = try PresetPatch.apply(edits, to: earlier)
    let state = try session.replace(base: base, with: text)
    let changed = TextChange(from: earlier, to: text).map { [$0.json] } ?? []
    return .json(.object([("text", .string(text)), ("changed", .array(changed)), ("state", state)]))
  }

  private func save(_ body: RequestBody) throws -> HTTPResponse {
    let name = try body["name"].map { try StudioFileName($0.string, extensions: ["json"], key: "name").text }
    let revision = try body.required("revision").string
    try session.save(revision: revision, as: name, over: body["overDiskRevision"]?.string)
    return .json(
      .object([
        ("savedRevision", .string(revision)),
        (
          "file",
          .object([("name", .optional(session.document.name)), ("folder", .string(session.document.folder))])
        ),
      ]))
  }
}
