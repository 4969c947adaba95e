import EscapeKernels
import OrbitTypes
import TestSupport
import Testing

/// The loops over finished pixels, compared with the same written plainly, for row lengths with and without a rest.
@Suite struct ColorKernelTests {
  private static let instructionSets = InstructionSet.allCases.filter(\.isAvailable)
  private static let widths = [2, 8, 14, 16, 18, 34, 64, 130]

  @Test("Values become the nearest entries of a cyclic table, negative ones the interior", arguments: instructionSets)
  func entries(_ instructionSet: InstructionSet) {
    var random = SeededGenerator(seed: 1)
    let map = CyclicEntries(scale: 341.7, offset: 8191.25, cycle: 1 << 14, interior: 16385)
    for count in Self.widths.map({ $0 - 1 }) {
      let values = (0..<count).map { _ in
        Bool.random(using: &random)
          ? Float.random(in: 0...5000, using: &random) : Float(Int.random(in: -2...0, using: &random))
      }
      var entries = [UInt32](repeating: 7, count: count + 1)
      values.withUnsafeBufferPointer { values in
        ColorKernel(instructionSet: instructionSet).find(map, of: values, to: &entries)
      }
      let expected = values.map { value -> UInt32 in
        if value < 0 { return map.interior }
        let position = (Double(value) * map.scale + map.offset).rounded(.toNearestOrEven)
        return UInt32(Int(position) % map.cycle)
      }
      #expect(entries == expected + [7], "\(count) values")
    }
  }

  @Test("Two rows become luma and left-sited chroma of half the size", arguments: instructionSets)
  func rowPair(_ instructionSet: InstructionSet) {
    var random = SeededGenerator(seed: 2)
    let table = (0..<300).map { _ in
      (0..<3).reduce(UInt64(0)) { $0 | UInt64.random(in: 0...240 * 256, using: &random) << UInt64(21 * $1) }
    }
    let half = (0..<3).reduce(UInt64(0)) { $0 | 128 << UInt64(21 * $1) }
    for width in Self.widths {
      let entries = (0..<2 * width).map { _ in UInt32.random(in: 0..<300, using: &random) }
      let colors = entries.map { table[Int($0)] }
      let expected = Self.plainPair(colors, width: width)
      let kernel = ColorKernel(instructionSet: instructionSet)
      let direct = Self.planes(width: width) {
        kernel.write(Array(colors[..<width]), Array(colors[width...]), width: width, rounding: half, to: $0)
      }
      let indexed = Self.planes(width: width) {
        kernel.write(
          of: table, Array(entries[..<width]), Array(entries[width...]), width: width, rounding: half, to: $0)
      }
      #expect(direct == expected, "width \(width)")
      #expect(indexed == expected, "width \(width), by entries")
    }
  }

  @Test("A pixel is chosen where a channel steps and bends", arguments: instructionSets)
  func contrasts(_ instructionSet: InstructionSet) {
    var random = SeededGenerator(seed: 3)
    for width in Self.widths {
      let stride = 4 * (width + 2 + ContrastRow.pixelsAtOnce)
      // Smooth rows with a few steps: some pixels are chosen, some not.
      let rows = (0..<3).map { _ in
        (0..<stride).map {
          UInt8(truncatingIfNeeded: 40 + $0 / 4 + Int.random(in: 0...($0 % 7 == 0 ? 40 : 3), using: &random))
        }
      }
      for columns in [width, (width + 1) / 2] {
        let plain = (0..<columns).filter { Self.hasContrast(rows, pixel: $0, step: 26, bend: 13) }.map {
          UInt32(900 + $0)
        }
        var chosen = [UInt32](repeating: 1, count: width + 2)
        let memory = rows.map(Memory.init)
        let row = ContrastRow(
          above: memory[0].first, row: memory[1].first, below: memory[2].first, step: 26, bend: 13)
        let count = ColorKernel(instructionSet: instructionSet).choose(
          row, columns: columns, first: 900, to: &chosen, after: 1)
        withExtendedLifetime(memory) {}
        #expect(Array(chosen[..<count]) == [1] + plain, "\(columns) of \(width) pixels")
      }
    }
  }

  @Test("A pixel needs more samples where its first ones differ, and not as on a slope", arguments: instructionSets)
  func probes(_ instructionSet: InstructionSet) {
    var random = SeededGenerator(seed: 4)
    let (count, stride, step) = (203, 208, 26)
    // Corners about a middle: on slopes, on edges, and anywhere.
    var signals = [UInt32](repeating: 0, count: 5 * stride)
    for pixel in 0..<count {
      let reach = [0, 12, 40, 255].randomElement(using: &random) ?? 0
      for number in 0..<5 {
        signals[number * stride + pixel] = (0..<4).reduce(0) { word, byte in
          let slope = (number % 4 - 1) * (pixel % 17)
          let code = 100 + slope + byte * 7 + Int.random(in: -reach...reach, using: &random)
          return word | UInt32(min(max(code, 0), 255)) << UInt32(8 * byte)
        }
      }
    }
    for hasMiddles in [true, false] {
      var marks = [UInt8](repeating: 9, count: stride)
      signals.withUnsafeBufferPointer { signals in
        guard let first = signals.baseAddress else { return }
        ColorKernel(instructionSet: instructionSet).markProbed(
          first, stride: stride, middles: hasMiddles ? first + 4 * stride : nil, count: count, step: UInt8(step),
          to: &marks)
      }
      let plain = (0..<count).map { pixel -> UInt8 in
        let codes = (0..<5).map { number in
          (0..<4).map { Int(signals[number * stride + pixel] >> UInt32(8 * $0) & 255) }
        }
        return Self.needsMore(corners: Array(codes[..<4]), middle: hasMiddles ? codes[4] : nil, step: step) ? 1 : 0
      }
      #expect(Array(marks[..<count]) == plain)
      #expect(Set(plain) == [0, 1])
    }
  }

  private static func needsMore(corners: [[Int]], middle: [Int]?, step: Int) -> Bool {
    let spread = (0..<4).map { byte in
      let codes = (corners + (middle.map { [$0] } ?? [])).map { $0[byte] }
      return (codes.max() ?? 0) - (codes.min() ?? 0)
    }
    guard let middle else { return spread.contains { $0 >= step } }
    let bends = (0..<4).flatMap { byte in
      let (falling, rising) = (corners[0][byte] + corners[3][byte], corners[1][byte] + corners[2][byte])
      return [falling - 2 * middle[byte], rising - 2 * middle[byte], falling - rising].map(abs)
    }
    return spread.contains { $0 >= step } && bends.contains { $0 >= step }
  }

  private static func plainPair(_ colors: [UInt64], width: Int) -> [[UInt8]] {
    func field(_ color: UInt64, _ index: Int) -> Int { Int(color >> UInt64(21 * index) & (1 << 21 - 1)) }
    func color(_ row: Int, _ column: Int) -> UInt64 { colors[row * width + max(column, 0)] }
    let luma = (0..<2).map { row in (0..<width).map { UInt8((field(color(row, $0), 0) + 128) / 256) } }
    let chroma = (1...2).map { index in
      stride(from: 0, to: width, by: 2).map { column -> UInt8 in
        let weighted = (0..<2).map { row in
          field(color(row, column - 1), index) + 2 * field(color(row, column), index)
            + field(color(row, column + 1), index)
        }
        return UInt8((weighted[0] + weighted[1] + 8 * 128) / (8 * 256))
      }
    }
    return luma + chroma
  }

  private static func planes(width: Int, _ write: (RowPair) -> Void) -> [[UInt8]] {
    let half = width / 2
    let planes = [width, width, half, half].map { Memory([UInt8](repeating: 0, count: $0)) }
    write(
      RowPair(
        upperLuma: planes[0].first, lowerLuma: planes[1].first, blueDifference: planes[2].first,
        redDifference: planes[3].first))
    return planes.map(\.bytes)
  }

  private static func hasContrast(_ rows: [[UInt8]], pixel: Int, step: Int, bend: Int) -> Bool {
    (0..<4).contains { byte in
      func value(_ row: Int, _ column: Int) -> Int { Int(rows[1 + row][4 * (pixel + 1 + column) + byte]) }
      let neighbours = [(-1, -1), (-1, 0), (-1, 1), (0, -1), (0, 1), (1, -1), (1, 0), (1, 1)]
      let steps = neighbours.map { abs(value($0, $1) - value(0, 0)) }
      let bends = neighbours.map { abs((value($0, $1) + value(-$0, -$1) + 1) / 2 - value(0, 0)) }
      return steps.contains { $0 >= step } && bends.contains { $0 >= bend }
    }
  }

  /// Bytes at an address of their own.
  private final class Memory {
    let first: UnsafeMutablePointer<UInt8>
    private let count: Int

    init(_ bytes: [UInt8]) {
      count = bytes.count
      first = .allocate(capacity: count)
      first.initialize(from: bytes, count: count)
    }

    deinit { first.deallocate() }

    var bytes: [UInt8] { Array(UnsafeBufferPointer(start: first, count: count)) }
  }
}
