import Fuzzing
import TestSupport
import Testing

/// What `scripts/fuzz.sh` does for minutes, for a moment, so that its targets are built and hold with each change.
@Suite("Files of strangers", .serialized)
struct FuzzingTests {
  private static func damage(_ bytes: [UInt8], _ random: inout SeededGenerator) -> [UInt8] {
    guard !bytes.isEmpty else { return [UInt8.random(in: 0...255, using: &random)] }
    var bytes = bytes
    for _ in 0..<Int.random(in: 1...4, using: &random) {
      let place = Int.random(in: 0..<bytes.count, using: &random)
      let end = min(place + Int.random(in: 1...16, using: &random), bytes.count)
      switch Int.random(in: 0..<5, using: &random) {
      case 0: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
      case 1: bytes[place] = [0, 1, 0x7F, 0x80, 0xFF].randomElement(using: &random) ?? 0
      case 2 where bytes.count > 16: bytes.removeSubrange(place..<end)
      case 3: bytes.insert(contentsOf: bytes[place..<end], at: place)
      default: bytes.swapAt(place, Int.random(in: 0..<bytes.count, using: &random))
      }
    }
    return bytes
  }

  @Test(
    "what is damaged is taken or refused, and nothing worse", .timeLimit(.minutes(10)), arguments: FuzzTarget.allCases)
  func damagedFiles(target: FuzzTarget) throws {
    var random = SeededGenerator(seed: 0xF022)
    for seed in try target.seeds {
      #expect(try target.feed(seed), "a seed gets as far as the reader")
      for _ in 0..<StressRuns.count(usual: 20) { _ = try target.feed(Self.damage(seed, &random)) }
    }
  }

  @Test("there are words for each target", arguments: FuzzTarget.allCases)
  func words(target: FuzzTarget) { #expect(target.words.count > 5) }
}
