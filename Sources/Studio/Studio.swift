import HostSystem
import Production
import Synchronization
import WorkStealing

/// The studio: edits a preset in a browser on this machine.
package final class Studio: Sendable {
  private let server: HTTPServer
  private let session: StudioSession
  private let events = EventHub()
  private let watch = DiskWatch()
  private let renders: RenderQueue
  private let measurement: Measurement
  /// The secret that the page must know.
  package let token = StudioToken()

  /// A studio that listens already and answers after `run` is called.
  ///
  /// - Parameters:
  ///   - text: the preset's initial text.
  ///   - isSaved: whether the document's file holds this text.
  ///   - port: the port to listen on; 0 for a free one.
  ///   - program: this program's executable, which renders films.
  package init(
    _ document: StudioDocument, text: String, isSaved: Bool, port: UInt16, program: String,
    limits: ConnectionLimits = ConnectionLimits()
  ) throws {
    server = try HTTPServer(port: port, limits: limits)
    session = StudioSession(document, text: text, isSaved: isSaved)
    renders = RenderQueue(program: program, folder: document.folder, events: events)
    measurement = Measurement(program: program, folder: document.folder)
  }

  /// The port of 127.0.0.1 on which it listens.
  package var port: UInt16 { server.port }

  /// The page's address, the token in its fragment, which browsers do not send.
  package var address: String { "http://127.0.0.1:\(server.port)/#\(token.text)" }

  /// Answers requests until `end` is called.
  ///
  /// - Parameter workerCount: workers that render.
  package func run(workerCount: Int) throws {
    var threads = ThreadGroup()
    guard threads.start({ [self] in watch.run(session, telling: events) }), threads.start({ [self] in renders.run() })
    else {
      end()
      throw ThreadShortage(purpose: "the studio", needed: 2, available: 0)
    }
    defer { end() }
    // Without a thread for it, the first page waits a little.
    _ = threads.start(LibraryEndpoint.prepare)
    try WorkStealingPool.run(workerCount: workerCount) { workers in
      let channels = PictureChannels()
      let api = StudioAPI(
        session: session, pictures: PictureEndpoint(session: session, channels: channels, workers: workers),
        curves: CurveEndpoint(session: session, workerCount: workers.workerCount),
        changes: ChangeEndpoint(session: session, channels: channels, workers: workers),
        sound: SoundEndpoint(session: session), renders: renders,
        measurement: measurement, events: events)
      try server.run(HTTPSite(gate: RequestGate(port: server.port, token: token), respond: api.respond))
    }
  }

  /// Makes `run` return; any thread.
  package func end() {
    events.end()
    watch.end()
    renders.end()
    measurement.end()
    server.end()
  }
}
