import EscapeKernels
import FractalMath

/// Turns the values of a tile into finished samples of the target's format.
///
/// Works in two passes over a row or two: from values to entries of the colour table in vectors, then from entries to
/// samples.
struct TileShader: Sendable {
  /// The film's colours, or those of its start.
  private let table: ColorTable
  private let coloring: Coloring
  private let hasLights: Bool
  private let writer: SampleWriter
  /// In translucent films, whose colours keep their opacity until they are written.
  private let translucentWriter: TranslucentWriter?
  private let format: PixelTarget.Format
  private let width: Int
  private let lighting: Lighting?
  private let kernel: ColorKernel

  /// What one frame's colours depend on.
  struct Frame: Sendable {
    /// The colours.
    let table: FrameTable
    /// Maps values to entries.
    let positions: EntryPositions
    /// The frame's lighting; `nil` if slopes are not lit, or light changes nothing.
    let factors: LightFactors?
  }

  /// A shader for frames of `width` columns in `format`; the table has light only if it is for `mixing` colours. Targets have
  /// opacities if it is `translucent`.
  init(
    _ coloring: Coloring, format: PixelTarget.Format, width: Int, instructionSet: InstructionSet, mixing: Bool = false,
    translucent: Bool = false
  ) {
    kernel = ColorKernel(instructionSet: instructionSet)
    self.coloring = coloring
    hasLights = mixing || coloring.lighting != nil
    table = ColorTable(coloring, format: translucent ? nil : format, hasLights: hasLights)
    writer = SampleWriter(format: format, width: width, dither: coloring.dither, kernel: kernel)
    translucentWriter = translucent ? TranslucentWriter(writer, format: format, width: width) : nil
    self.format = format
    self.width = width
    lighting = coloring.lighting
  }

  /// Whether colours keep their opacity until they are written.
  var isTranslucent: Bool { translucentWriter != nil }

  /// The format of colours before they are written; `nil` in translucent films.
  private var colorFormat: PixelTarget.Format? { isTranslucent ? nil : format }

  /// The colours of the frame with the given parameters.
  func frame(_ parameters: FrameParameters) -> Frame {
    let film = self
    let table: FrameTable =
      if let colors = parameters.colors {
        .own(OwnTable { ColorTable(film.coloring, colors, format: film.colorFormat, hasLights: film.hasLights) })
      } else {
        .film(self.table)
      }
    return frame(parameters, table: table)
  }

  /// What a moment of `frame` with the given parameters shows, in that frame's colours.
  func moment(_ parameters: FrameParameters, of frame: Frame) -> Frame { self.frame(parameters, table: frame.table) }

  private func frame(_ parameters: FrameParameters, table: FrameTable) -> Frame {
    Frame(
      table: table,
      positions: self.table.positions(
        density: parameters.paletteDensity, phase: parameters.palettePhase, kernel: kernel),
      factors: lighting.flatMap {
        LightFactors($0, light: parameters.light, rotationDegrees: parameters.camera.rotationDegrees)
      })
  }

  /// Calls `body` with the colours of samples in a frame; the table must be for mixing, or lit.
  func withSampleColors<Result>(_ frame: Frame, _ body: (SampleColors) -> Result) -> Result {
    SampleColors.with(frame.table.filled, factors: frame.factors, format: colorFormat, body)
  }

  /// Writes the pixels of `rows`, whose values are `values`, row by row, to `target`.
  ///
  /// - Parameter slopes: where and how steeply the values rise, one `PixelSlope` for each; without them nothing is lit.
  func shade(
    values: UnsafeBufferPointer<Float>, slopes: UnsafeBufferPointer<Float>? = nil, rows: Range<Int>, frame: Frame,
    into target: PixelTarget
  ) {
    precondition(values.count == rows.count * width, "\(values.count) values for \(rows.count) rows of \(width)")
    let step = rowStep(rows)
    let table = frame.table.filled
    withUnsafeTemporaryAllocation(of: UInt32.self, capacity: step) { memory in
      guard let entries = memory.baseAddress else { return }
      for (index, row) in stride(from: rows.lowerBound, to: rows.upperBound, by: format.rowsAtOnce).enumerated() {
        let places = index * step..<(index + 1) * step
        frame.positions.find(UnsafeBufferPointer(rebasing: values[places]), to: entries)
        if frame.factors != nil, let slopes {
          writeLit(entries, UnsafeBufferPointer(rebasing: slopes[places]), frame: frame, row: row, into: target)
        } else {
          write(entries, of: table, row: row, into: target)
        }
      }
    }
  }

  /// Writes the pixels of `rows`, whose colours are `colors`, row by row, to `target`.
  func write(colors: UnsafeBufferPointer<PackedColor>, rows: Range<Int>, into target: PixelTarget) {
    precondition(colors.count == rows.count * width, "\(colors.count) colours for \(rows.count) rows of \(width)")
    let step = rowStep(rows)
    guard let first = colors.baseAddress else { return }
    for (index, row) in stride(from: rows.lowerBound, to: rows.upperBound, by: format.rowsAtOnce).enumerated() {
      write(first + index * step, row: row, into: target)
    }
  }

  /// Pixels written at once.
  private func rowStep(_ rows: Range<Int>) -> Int {
    let rowsAtOnce = format.rowsAtOnce
    precondition(
      rows.lowerBound.isMultiple(of: rowsAtOnce) && rows.count.isMultiple(of: rowsAtOnce),
      "rows \(rows) are not whole groups of \(rowsAtOnce)")
    return rowsAtOnce * width
  }

  private func write(_ entries: UnsafePointer<UInt32>, of table: ColorTable, row: Int, into target: PixelTarget) {
    if isTranslucent { return writeTranslucent(entries, of: table, row: row, into: target) }
    table.colors.withUnsafeBufferPointer { colors in
      guard let colors = colors.baseAddress else { return }
      writer.write(
        IndexedColors(entries: entries, colors: colors),
        IndexedColors(entries: entries + (format.rowsAtOnce - 1) * width, colors: colors), row: row,
        to: target.planes)
    }
  }

  private func writeTranslucent(
    _ entries: UnsafePointer<UInt32>, of table: ColorTable, row: Int, into target: PixelTarget
  ) {
    withUnsafeTemporaryAllocation(of: PackedColor.self, capacity: format.rowsAtOnce * width) { colors in
      for index in colors.indices { colors[index] = table.colors[Int(entries[index])] }
      if let first = colors.baseAddress { write(first, row: row, into: target) }
    }
  }

  private func write(_ colors: UnsafePointer<PackedColor>, row: Int, into target: PixelTarget) {
    if let translucentWriter { return translucentWriter.write(colors, row: row, into: target) }
    writer.write(
      ResolvedColors(colors: colors), ResolvedColors(colors: colors + (format.rowsAtOnce - 1) * width), row: row,
      to: target.planes)
  }

  private func writeLit(
    _ entries: UnsafePointer<UInt32>, _ slopes: UnsafeBufferPointer<Float>, frame: Frame, row: Int,
    into target: PixelTarget
  ) {
    withUnsafeTemporaryAllocation(of: PackedColor.self, capacity: slopes.count) { lit in
      withSampleColors(frame) { colors in
        for index in slopes.indices { lit[index] = colors.color(entries[index], slope: slopes[index]) }
      }
      if let first = lit.baseAddress { write(first, row: row, into: target) }
    }
  }
}
