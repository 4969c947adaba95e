import ArgumentParser
import Foundation
import Production
import SongAnalysis
import VideoEncoding

/// `juliareel beats`: when the beats of a song are.
struct BeatsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "beats", abstract: "Finds the beats of a song: times, strengths and tempo.",
    discussion: """
      Prints the song's steady tempo, as a preset's "tempo" takes it, then a line for each beat: its time in seconds and its \
      strength, 0 to 1. With --json, an object with the keys song, seconds, tempo, beats, and keyframes: one for each beat with \
      its number as the value, for a palette phase or a rotation that goes on with every beat. The same samples give the same \
      beats on every machine.
      """)

  @Argument(
    help: "A song, or a film with sound: WAV, FLAC, MP3, AAC, Ogg, Opus, MP4 or Matroska.", completion: .file())
  var song: String

  @Flag(help: "Prints JSON.")
  var json = false

  func run() throws {
    try Failure.reporting {
      let features = try features()
      let beats = BeatTracker(features).beats
      let text = json ? try report(beats, seconds: features.seconds) : lines(beats)
      try StandardOutput.write(text)
      if beats.beats.isEmpty { StandardError.print("\(song.oneLine): no beats are found") }
    }
  }

  private func features() throws -> SongFeatures {
    do throws(LibAVError) {
      return try SongFeatures(ofSongAt: song, displayName: song.oneLine)
    } catch {
      throw Failure(.noInput, "\(error)")
    }
  }

  private func lines(_ beats: SongBeats) -> String {
    var lines: [String] = []
    if let tempo = beats.tempo {
      lines.append(
        "\"tempo\": { \"bpm\": \(Self.text(tempo.beatsPerMinute)), \"offset\": \(Self.text(tempo.offsetSeconds)) }")
    }
    lines += beats.beats.map { "\(Self.text($0.seconds))  \(Self.text(Double($0.strength) / 1000))" }
    return lines.map { $0 + "\n" }.joined()
  }

  private func report(_ beats: SongBeats, seconds: Double) throws -> String {
    let report = Report(
      song: song, seconds: seconds,
      tempo: beats.tempo.map {
        Report.Tempo(bpm: Self.rounded($0.beatsPerMinute), offset: Self.rounded($0.offsetSeconds))
      },
      beats: beats.beats.map { Report.Beat(time: $0.seconds, strength: Double($0.strength) / 1000) },
      keyframes: beats.beats.enumerated().map { Report.Keyframe(time: $1.seconds, value: $0) })
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(report), as: UTF8.self) + "\n"
  }

  private static func rounded(_ number: Double) -> Double { (number * 1000).rounded() / 1000 }

  private static func text(_ number: Double) -> String { String(format: "%.3f", number) }

  /// What --json prints.
  private struct Report: Encodable {
    struct Tempo: Encodable {
      let bpm: Double
      let offset: Double
    }

    struct Beat: Encodable {
      let time: Double
      let strength: Double
    }

    struct Keyframe: Encodable {
      let time: Double
      let value: Int
    }

    let song: String
    let seconds: Double
    let tempo: Tempo?
    let beats: [Beat]
    let keyframes: [Keyframe]
  }
}
