import Animation
import Production
import WorkStealing

/// What the studio answers to which request.
struct StudioAPI: Sendable {
  let session: StudioSession
  let pictures: PictureEndpoint
  let events: EventHub

  /// The answer to `request`, which has passed the gate.
  func respond(_ request: HTTPRequest) -> HTTPResponse {
    do {
      guard request.path.hasPrefix("/api/") else { return try page(request) }
      return try answer(request)
    } catch let fault as HTTPFault {
      return HTTPResponse(fault)
    } catch {
      return HTTPResponse(HTTPFault(.internalError, "\(error)"))
    }
  }

  private func page(_ request: HTTPRequest) throws(HTTPFault) -> HTTPResponse {
    guard let file = PageFile.at(request.path) else { throw HTTPFault(.notFound, "there is nothing here") }
    guard request.method == "GET" else { throw HTTPFault(.methodNotAllowed, "this can only be read: GET") }
    return HTTPResponse(contentType: file.contentType, body: .bytes(file.bytes))
  }

  private func answer(_ request: HTTPRequest) throws -> HTTPResponse {
    let steps = request.path.dropFirst("/api/".count).split(separator: "/", omittingEmptySubsequences: false)
    switch (request.method, steps.first ?? "", steps.count) {
    case ("GET", "session", 1):
      return .json(
        .object(
          [("version", .string(ProgramVersion.current)), ("schemaURL", .string("/api/schema"))] + session.summary))
    case ("PUT", "preset", 1):
      let body = try RequestBody(request.body)
      return .json(try session.replace(base: body.required("baseRevision").string, with: body.required("text").string))
    case ("POST", "picture", 1): return try pictures.respond(RequestBody(request.body))
    case ("GET", "events", 1):
      return HTTPResponse(contentType: "text/event-stream", body: .events(events.reader()))
    default: throw HTTPFault(.notFound, "the studio has no \(request.method.oneLine) of this path")
    }
  }
}
