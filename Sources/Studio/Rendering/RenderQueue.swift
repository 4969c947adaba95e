import Animation
import Dispatch
import Synchronization

/// Ordered films, rendered one after the other by this program's own `render` in a separate process.
final class RenderQueue: Sendable {
  private struct State {
    var renders: [Render] = []
    var nextNumber = 1
    var isEnding = false
  }

  private let state = Mutex(State())
  private let orders = DispatchSemaphore(value: 0)
  private let child = ChildProcess()
  private let program: String
  private let folder: String
  private let events: EventHub

  /// The most renders remembered; films of older ones remain in their folder.
  private static let mostRenders = 100

  init(program: String, folder: String, events: EventHub) {
    self.program = program
    self.folder = folder
    self.events = events
  }

  /// Renders the ordered films until `end` is called; blocks the calling thread.
  func run() {
    while true {
      orders.wait()
      let next: Render? = state.withLock { state in
        guard !state.isEnding, let index = state.renders.firstIndex(where: { $0.state == .waiting }) else { return nil }
        state.renders[index].state = .rendering
        return state.renders[index]
      }
      if let next { render(next) } else if state.withLock({ $0.isEnding }) { return }
    }
  }

  /// Makes `run` return; a running render keeps its finished segments.
  func end() {
    state.withLock { $0.isEnding = true }
    child.interrupt()
    orders.signal()
  }

  var all: JSONFragment { .array(state.withLock { $0.renders.map(\.json) }) }

  /// Adds an order.
  func add(_ order: RenderOrder, frameCount: Int) throws(HTTPFault) -> JSONFragment {
    let outcome: Result<JSONFragment, HTTPFault> = state.withLock { state in
      if state.renders.contains(where: { $0.isOpen && $0.order.output == order.output }) {
        return .failure(HTTPFault(.conflict, "output: a film of this name is being rendered"))
      }
      if state.renders.count >= Self.mostRenders {
        guard let oldest = state.renders.firstIndex(where: { !$0.isOpen }) else {
          return .failure(HTTPFault(.conflict, "\(Self.mostRenders) films wait already"))
        }
        state.renders.remove(at: oldest)
      }
      let render = Render(id: "\(state.nextNumber)", order: order, frameCount: frameCount)
      state.nextNumber += 1
      state.renders.append(render)
      return .success(render.json)
    }
    let json = try outcome.get()
    orders.signal()
    return json
  }

  /// Stops a render; the same order can resume from its finished segments.
  func cancel(_ id: String) throws(HTTPFault) -> JSONFragment {
    let isRunning = state.withLock { $0.renders.contains { $0.id == id && $0.state == .rendering } }
    let json = try change(id) { render in
      guard render.isOpen else { return "only a render that waits or runs can be cancelled" }
      render.isCancelled = true
      if render.state == .waiting { render.state = .cancelled }
      return nil
    }
    if isRunning { child.interrupt() }
    return json
  }

  /// Resumes a render that was cancelled or has failed.
  func resume(_ id: String) throws(HTTPFault) -> JSONFragment {
    let json = try change(id) { render in
      guard render.state == .cancelled || render.state == .failed else {
        return "only a render that was cancelled or has failed can be resumed"
      }
      render.isCancelled = false
      render.error = nil
      render.state = .waiting
      return nil
    }
    orders.signal()
    return json
  }

  /// The finished film of a render.
  func film(_ id: String) throws(HTTPFault) -> OpenFilm {
    guard let render = state.withLock({ $0.renders.first { $0.id == id } }), render.state == .finished,
      let film = OpenFilm(path: folder + "/" + render.order.output)
    else { throw HTTPFault(.notFound, "there is no finished film of this number") }
    return film
  }

  private func change(_ id: String, _ body: (inout Render) -> String?) throws(HTTPFault) -> JSONFragment {
    let outcome: Result<JSONFragment, HTTPFault> = state.withLock { state in
      guard let index = state.renders.firstIndex(where: { $0.id == id }) else {
        return .failure(HTTPFault(.notFound, "there is no render of this number"))
      }
      if let problem = body(&state.renders[index]) { return .failure(HTTPFault(.conflict, problem)) }
      return .success(state.renders[index].json)
    }
    let json = try outcome.get()
    events.send("render", json)
    return json
  }

  private func render(_ render: Render) {
    tell(render.id) { _ in }
    let arguments = ["render", "-", "-o", render.order.output, "--progress=json"] + render.order.options
    let end = Result {
      try child.run(program, arguments, folder: folder, input: render.order.text) { line in
        tell(render.id) { $0.note(progress: line) }
      }
    }
    tell(render.id) { render in
      switch end {
      case .success(let end) where end.status == 0:
        render.state = .finished
        render.finishedFrames = render.frameCount
        render.secondsLeft = nil
        render.byteCount = OpenFilm(path: folder + "/" + render.order.output)?.byteCount
      case .success(let end):
        render.state = render.isCancelled ? .cancelled : .failed
        render.error =
          render.isCancelled ? nil : end.lastWords.isEmpty ? "ended with status \(end.status)" : end.lastWords
      case .failure(let error):
        render.state = .failed
        render.error = "cannot be started: \(error)"
      }
    }
  }

  private func tell(_ id: String, _ change: (inout Render) -> Void) {
    let json: JSONFragment? = state.withLock { state in
      guard let index = state.renders.firstIndex(where: { $0.id == id }) else { return nil }
      change(&state.renders[index])
      return state.renders[index].json
    }
    if let json { events.send("render", json) }
  }
}

/// An ordered film and its progress.
private struct Render {
  enum State: String { case waiting, rendering, cancelled, finished, failed }

  let id: String
  let order: RenderOrder
  var frameCount: Int
  var state = State.waiting
  var isCancelled = false
  var finishedFrames = 0
  var framesPerSecond = 0.0
  var secondsLeft: Double?
  var limit: String?
  var error: String?
  /// Bytes of the finished film.
  var byteCount: Int?

  init(id: String, order: RenderOrder, frameCount: Int) {
    self.id = id
    self.order = order
    self.frameCount = frameCount
  }

  var isOpen: Bool { state == .waiting || state == .rendering }

  /// Processes a line of `--progress=json`.
  mutating func note(progress line: String) {
    guard let body = try? RequestBody(Array(line.utf8)) else { return }
    if let frame = try? body["frame"]?.integer(in: 0...Timeline.largestFrameCount) { finishedFrames = frame }
    if let count = try? body["frames"]?.integer(in: 1...Timeline.largestFrameCount) { frameCount = count }
    if let rate = try? body["framesPerSecond"]?.number { framesPerSecond = rate }
    secondsLeft = try? body["remainingSeconds"]?.number
    limit = (try? body["limitingStage"]?.string) ?? limit
  }

  var json: JSONFragment {
    .object([
      ("id", .string(id)), ("output", .string(order.output)), ("state", .string(state.rawValue)),
      ("finishedFrames", .integer(finishedFrames)), ("frameCount", .integer(frameCount)),
      ("framesPerSecond", .number(framesPerSecond)), ("secondsLeft", secondsLeft.map(JSONFragment.number) ?? .null),
      ("limit", .optional(limit)), ("error", .optional(error)),
      ("byteCount", byteCount.map(JSONFragment.integer) ?? .null),
    ])
  }
}
