import Foundation
import TestSupport
import Testing

/// Films of several scenes, translucent ones, and those in which nothing happens.
@Suite("Studio: scenes, opacity, idle passages", .hangLimit)
struct FilmOfScenesTests {
  private static let scenes = ##"""
    {
      "version": 1, "title": "Two", "output": { "width": 64, "height": 48, "frameRate": 10 },
      "scenes": [
        { "name": "a", "preset": { "version": 1, "title": "A", "duration": 2, "loop": "wrap", "c": [-0.8, 0.156] } },
        {
          "preset": { "version": 1, "title": "B", "duration": 3, "c": [0.3, 0.5] }, "start": 1,
          "transition": { "kind": "dissolve", "duration": 0.5 }
        },
        {
          "preset": { "version": 1, "title": "C", "duration": 1, "c": [-1, 0.3] },
          "transition": { "kind": "fade", "duration": 0.5, "color": "#ff0000" }
        }
      ]
    }
    """##

  private static func film(_ running: RunningStudio) throws -> [String: Any] {
    let state = try #require(try running.session()["state"] as? [String: Any])
    #expect(state["isValid"] as? Bool == true, "\(state)")
    return try #require(state["film"] as? [String: Any])
  }

  private static func picture(_ running: RunningStudio, _ more: [String: Any]) throws -> [UInt8] {
    let request = ["revision": try running.revision(), "width": 64, "height": 48].merging(more) { $1 }
    let body = String(decoding: try JSONSerialization.data(withJSONObject: request), as: UTF8.self)
    let answer = try running.answer(to: running.request("POST", "/api/picture", body))
    #expect(answer.status == 200, "\(answer.text)")
    return answer.body
  }

  @Test("a film says where its scenes are, of what, and by which transition")
  func places() throws {
    let film = try Self.film(RunningStudio(preset: Self.scenes))
    let scenes = try #require(film["scenes"] as? [[String: Any]])
    #expect(scenes.map { $0["frames"] as? [Int] } == [[0, 20], [15, 35], [35, 45]])
    #expect(scenes.map { $0["name"] as? String } == ["a", "", ""])
    #expect(scenes.map { $0["title"] as? String } == ["A", "B", "C"])
    #expect(scenes.map { $0["start"] as? Double } == [0, 1, 0])
    #expect(scenes.map { $0["isLoop"] as? Bool } == [true, false, false])
    let fade = try #require(scenes[2]["transition"] as? [String: Any])
    #expect(fade["kind"] as? String == "fade" && fade["color"] as? String == "#ff0000")
    #expect(scenes[0]["transition"] is NSNull)
    #expect(film["frameCount"] as? Int == 45 && film["isLoop"] as? Bool == false)
    let plain = try Self.film(RunningStudio())
    #expect((plain["scenes"] as? [Any])?.isEmpty == true)
  }

  @Test("pictures of scenes and transitions have the bytes of the film's frames")
  func pictures() throws {
    let running = try RunningStudio(preset: Self.scenes)
    let frames = [3, 17, 25, 33, 36, 44]
    let planes = try Self.picture(running, ["frames": frames, "samples": "film"])
    for (index, frame) in frames.enumerated() {
      let size = 64 * 48 * 3 / 2
      let start = 8 + 16 * frames.count + index * size
      #expect(Array(planes[start..<start + size]) == (try PlanesOfFilm.frame(frame, of: running)), "frame \(frame)")
    }
    // What a hand points at is seen alone, also in a dissolve.
    let pointed: [String: Any] = ["frames": [17], "c": [0.3, 0.5]]
    let other: [String: Any] = ["frames": [25], "c": [0.3, 0.5]]
    #expect(try Self.picture(running, pointed).dropFirst(24) == Self.picture(running, other).dropFirst(24))
    let curves = try running.call("POST", "/api/curves", ["revision": try running.revision(), "times": [0.5, 2.5, 4]])
    #expect(curves.json["c"] as? [[Double]] == [[-0.8, 0.156], [0.3, 0.5], [-1, 0.3]])
    let changes = try running.call("POST", "/api/changes", ["revision": try running.revision(), "count": 9])
    #expect(changes.status == 200 && changes.json["seam"] is NSNull)
  }

  @Test("a scene alone is a film of its own, also with edits of the text")
  func sceneAlone() throws {
    let running = try RunningStudio(preset: Self.scenes)
    let revision = try running.revision()
    let whole = try Self.picture(running, ["frames": [25], "samples": "film"])
    // Scene 1 begins at 1.5 s with its own second 1.
    let alone = try Self.picture(running, ["revision": revision + ":1", "frames": [20], "samples": "film"])
    #expect(whole.dropFirst(24) == alone.dropFirst(24))
    let edit: [String: Any] = ["path": ["scenes", 1, "preset", "c"], "value": [-1, 0.3]]
    let edited = try Self.picture(running, ["revision": revision + ":1", "frames": [20], "edits": [edit]])
    let other = try Self.picture(running, ["revision": revision + ":2", "frames": [5]])
    #expect(edited.dropFirst(24) == other.dropFirst(24))
    let curves = try running.call("POST", "/api/curves", ["revision": revision + ":1", "times": [0, 3]])
    #expect(curves.json["c"] as? [[Double]] == [[0.3, 0.5], [0.3, 0.5]])
    #expect(curves.json["revision"] as? String == revision + ":1")
    let film = try Self.film(running)
    let facts = try #require((film["scenes"] as? [[String: Any]])?[1]["film"] as? [String: Any])
    #expect(facts["frameCount"] as? Int == 30 && facts["width"] as? Int == 64 && facts["title"] as? String == "B")
    for name in [":3", ":-1", ":", ":x", ":1:1"] {
      let answer = try running.call("POST", "/api/curves", ["revision": revision + name, "times": [0]])
      #expect(answer.status == 422, "\(name)")
    }
    // Films are rendered and measured as a whole.
    for path in ["renders", "measure"] {
      let request: [String: Any] = ["revision": revision + ":1", "output": "a.mp4"]
      #expect(try running.call("POST", "/api/" + path, request).status == 412, "\(path)")
    }
  }

  @Test("fades at both ends of a film are seen")
  func fades() throws {
    let running = try RunningStudio(
      preset: ##"""
        {
          "version": 1, "title": "Ends", "duration": 2, "c": [-0.8, 0.156], "opening": { "duration": 0.5, "color": "#ff0000" },
          "ending": { "duration": 0.5 }, "output": { "width": 64, "height": 48, "frameRate": 10 }
        }
        """##)
    for frame in [1, 10, 18] {
      let planes = try Self.picture(running, ["frames": [frame], "samples": "film"])
      #expect(Array(planes.dropFirst(24)) == (try PlanesOfFilm.frame(frame, of: running)), "frame \(frame)")
    }
  }

  @Test("pictures of a translucent film have opacities")
  func opacity() throws {
    let running = try RunningStudio(
      preset: ##"""
        {
          "version": 1, "title": "Glass", "duration": 1, "c": [0, 0], "camera": { "width": 4 },
          "output": { "width": 64, "height": 48, "frameRate": 10, "codec": "prores" },
          "shading": { "interior": "transparent", "palette": { "stops": [{ "at": 0, "color": "#80808080" }] } }
        }
        """##)
    #expect(try Self.film(running)["isTranslucent"] as? Bool == true)
    let planes = try Self.picture(running, ["frames": [0], "samples": "film"])
    let luma = 64 * 48
    #expect(planes.count == 24 + luma * 5 / 2 && planes[20] == 1)
    let opacity = planes.suffix(luma)
    // The disc in the middle, and the corner outside.
    #expect(opacity[opacity.startIndex + 24 * 64 + 32] == 0 && opacity.first == 0x80)
    #expect(try Self.film(RunningStudio())["isTranslucent"] as? Bool == false)
  }

  @Test("where a film is black for long is told with its flashes")
  func idle() throws {
    let running = try RunningStudio(
      preset: """
        {
          "version": 1, "title": "Dark", "duration": 3, "c": [0, 0], "camera": { "width": 1 },
          "output": { "width": 64, "height": 48, "frameRate": 10 }
        }
        """)
    func changes(_ flashes: Bool) throws -> [String: Any] {
      let request: [String: Any] = ["revision": try running.revision(), "count": 5, "flashes": flashes]
      return try running.call("POST", "/api/changes", request).json
    }
    #expect(try changes(false)["idle"] is NSNull)
    let idle = try #require(changes(true)["idle"] as? [[String: Any]])
    #expect(idle.map { $0["kind"] as? String } == ["black", "still"], "\(idle)")
    #expect(idle.allSatisfy { ($0["start"] as? Double ?? 9) < 0.3 && ($0["end"] as? Double ?? 0) > 2.5 })
  }
}

/// Frames of a studio's film as `render` hands them to other programs.
enum PlanesOfFilm {
  /// The planes of one frame, of 64×48.
  static func frame(_ frame: Int, of running: RunningStudio) throws -> [UInt8] {
    let pictures = try frames("\(frame)", of: running)
    #expect(pictures.count == 1)
    return try #require(pictures.first)
  }

  /// The planes of each of `frames`, of 64×48.
  static func frames(_ frames: String, of running: RunningStudio) throws -> [[UInt8]] {
    let (process, output) = (Process(), Pipe())
    process.executableURL = URL(fileURLWithPath: RunningStudio.program)
    process.arguments = ["render", "film.json", "-o", "-", "--frames", frames, "--progress", "none"]
    process.currentDirectoryURL = URL(fileURLWithPath: running.folder.path)
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    let stream = [UInt8](output.fileHandleForReading.readDataToEndOfFile())
    process.waitUntilExit()
    let size = 64 * 48 * 3 / 2
    var rest = stream.drop { $0 != UInt8(ascii: "\n") }.dropFirst()
    var pictures: [[UInt8]] = []
    while !rest.isEmpty {
      let planes = rest.drop { $0 != UInt8(ascii: "\n") }.dropFirst()
      pictures.append(Array(planes.prefix(size)))
      rest = planes.dropFirst(size)
    }
    return pictures
  }
}
