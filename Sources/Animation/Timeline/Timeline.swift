import ComplexModule
import FilmFormat
import FractalMath
import RealModule

/// A preset laid out in time: maps a frame's number to its parameters.
///
/// All curves are prepared once in `init`; after that everything is a pure function of the frame, so that any thread
/// may call it at any time, frames may be rendered in any order, and frame k alone is frame k of the film.
public struct Timeline: Sendable {
  /// Frame size in pixels.
  public let size: FrameSize
  /// Frames per second.
  public let frameRate: FrameRate
  /// Number of frames, 1…`largestFrameCount`.
  public let frameCount: Int
  /// When an orbit counts as escaped, the same for all frames.
  public let limits: EscapeLimits
  /// Colours of the points that escape; where they change, at the start of the film.
  public let palette: Palette
  /// Colour of points whose orbit does not escape, if the interior is flat; otherwise black; where it changes, at the start of the film.
  public let interior: SRGBColor
  /// Colours of such points by a property of each orbit; `nil` if the interior is flat.
  public let interiorPalette: InteriorPalette?
  /// What is computed from each orbit.
  public let fieldChannels: FieldChannels
  /// What the palette's density multiplies.
  public let scale: Shading.Scale
  /// Whether values are replaced by their rank among those of the whole film before they become colours.
  public let isEqualized: Bool
  /// What is the same of the light in all frames; `nil` if there is no light, and colours are shown as they are.
  public let light: FilmLight?
  /// The pattern that hides the steps of a slow gradient.
  public let dither: DitherPattern
  /// How the colour of a pixel is averaged over its area.
  public let antialiasing: AntialiasingSettings

  /// Colours that together show what the film's may become; one palette, and the interior's colour, where they stand still.
  package var typicalColors: [FrameColors] {
    colors?.typical ?? [FrameColors(palette: PaletteMixture(palette), interior: ColorMixture(interior))]
  }

  /// Whether the timing of c was measured with fewer pictures than a fine one needs.
  public var isTimedCoarsely: Bool { pathTiming.isCoarse }

  /// The formula, if no bound of it is known that shortcuts could use.
  package var formulaWithoutBounds: FormulaName? {
    fractal.map(parameter: .zero).hasNoMemory ? nil : fractal.formula
  }

  /// Whether frames show what is seen at several moments.
  public var opensShutter: Bool { exposureOffsets != nil }

  /// Frames from a frame's own moment to those at which its samples are taken; `nil` for its own moment alone.
  private let exposureOffsets: [Double]?
  private let durationSeconds: Double
  private let loop: Loop
  private let fractal: FractalSettings
  private let formulaParameter: PointCurve
  private let juliaConstant: JuliaMotion
  private let pathTiming: PathTiming
  private let camera: CameraMotion
  private let followingCamera: FollowingCamera?
  private var deepMotion: DeepMotion?
  /// Whether values count steps, so that a zoom loop's phase has to make up for those that it adds.
  private let countsSteps: Bool
  private let colors: ColorMotion?
  private let phase: ScalarCurve
  private let density: ScalarCurve
  private let lightDirection: ScalarCurve
  private let lightHeight: ScalarCurve

  /// The most frames that a film may have; more must be a mistake in the preset.
  public static let largestFrameCount = 10_000_000

  /// Prepares the curves of `preset`.
  ///
  /// `pathTiming` gives the position of c on its path at each moment. A preset with visual timing needs a measured one;
  /// without it, c moves as written.
  ///
  /// - Complexity: O(keyframes); with a camera that fits its width, some hundred thousand more square roots; with one that
  ///   follows a point, some hundred steps of it for each turn of c.
  public init(_ preset: Preset, pathTiming: PathTiming = .written) {
    size = preset.output.size
    frameRate = preset.output.frameRate
    frameCount = preset.frameCount
    limits = preset.fractal.limits
    fractal = preset.fractal
    formulaParameter = PointCurve(preset.fractal.parameter, period: preset.period)
    palette = preset.shading.palette.first
    switch preset.shading.interior {
    case .flat(let color): (interior, interiorPalette) = (color.first, nil)
    case .palette(let palette): (interior, interiorPalette) = (SRGBColor(red: 0, green: 0, blue: 0), palette)
    }
    fieldChannels = preset.shading.channels
    scale = preset.shading.scale
    isEqualized = preset.shading.algorithm == .histogram
    light = preset.shading.light.map { FilmLight(ambient: $0.ambient, depth: $0.depth) }
    antialiasing = preset.antialiasing
    exposureOffsets = preset.shutter?.offsets(antialiasing: preset.antialiasing)
    dither = preset.output.dither
    durationSeconds = preset.durationSeconds
    loop = preset.loop
    let period = preset.period
    juliaConstant = JuliaMotion(preset.juliaConstant, period: period, degree: preset.fractal.degree)
    self.pathTiming = pathTiming
    colors = ColorMotion(preset.shading, period: period)
    phase = ScalarCurve(
      preset.shading.phase, period: period, seam: preset.shading.palette.first.isCyclic ? 1 : 0)
    density = ScalarCurve(preset.shading.density, period: period)
    let light = preset.shading.light ?? LightTracks()
    lightDirection = ScalarCurve(light.directionDegrees, period: period, seam: 360)
    lightHeight = ScalarCurve(light.heightDegrees, period: period)
    followingCamera = FollowingCamera(valid: preset)
    deepMotion = DeepMotion(preset, following: followingCamera)
    countsSteps = preset.shading.algorithm == .smooth
    let written = CameraMotion(preset.camera, period: period)
    guard let fit = preset.camera.fit else {
      camera = written
      return
    }
    camera = written.with(
      FittedView(
        fit, size: size, camera: written, motionSeconds: preset.motionSeconds, followsSong: preset.movesWithSong
      ) {
        [fractal, formulaParameter, juliaConstant] time in
        JuliaMap(
          constant: juliaConstant.value(at: time),
          formula: fractal.map(parameter: formulaParameter.value(at: time.seconds)))
      })
  }

  /// The same film with each orbit computed from its own pixel on, in double precision.
  public func withoutPrefix() throws(NeededPrefix) -> Timeline {
    if let deepMotion { try NeededPrefix.check(width: deepMotion.narrowestWidth, size: size) }
    var plain = self
    plain.deepMotion = nil
    return plain
  }

  /// The parameters of frame `frame`; frame k is at k · duration / frameCount, so that in a film with loop `wrap` frame
  /// 0 follows the last frame without a repeated one. With loop `pingpong` frames k and frameCount − k are equal.
  ///
  /// - Parameter frame: 0..<`frameCount`.
  /// - Complexity: O(log keyframes), and for a deep view some microseconds, some hundred where its centre moves; does not allocate otherwise.
  public func parameters(at frame: Int) -> FrameParameters {
    precondition((0..<frameCount).contains(frame), "a film of \(frameCount) frames has no frame \(frame)")
    let shown = loop == .pingpong ? min(frame, frameCount - frame) : frame
    let seconds = Double(shown) * durationSeconds / Double(frameCount)
    return exposed(parameters(atFrame: Double(shown), seconds: seconds), atSeconds: seconds)
  }

  /// The parameters at a moment at or between frames, for stills.
  ///
  /// - Parameter seconds: from the start of the film, finite. With loops taken modulo the duration, otherwise clamped
  ///   to 0…duration.
  public func parameters(atSeconds seconds: Double) -> FrameParameters {
    precondition(seconds.isFinite, "a moment of the film is a finite number of seconds, not \(seconds)")
    return exposed(instant(atSeconds: seconds), atSeconds: seconds)
  }

  /// The same with what is seen while the shutter is open, if anything moves then.
  private func exposed(_ parameters: FrameParameters, atSeconds seconds: Double) -> FrameParameters {
    guard let exposureOffsets else { return parameters }
    let frameSeconds = durationSeconds / Double(frameCount)
    let moments = exposureOffsets.map { offset in
      var moment = instant(atSeconds: seconds + offset * frameSeconds)
      // Colours that change are those of the frame: in its time they change by less than can be seen.
      moment.colors = parameters.colors
      return moment
    }
    guard moments.contains(where: { $0 != parameters }) else { return parameters }
    var exposed = parameters
    exposed.exposures = moments
    return exposed
  }

  private func instant(atSeconds seconds: Double) -> FrameParameters {
    var within = min(max(seconds, 0), durationSeconds)
    if loop != .none { within = seconds - (seconds / durationSeconds).rounded(.down) * durationSeconds }
    if loop == .pingpong { within = min(within, durationSeconds - within) }
    return parameters(atFrame: within / durationSeconds * Double(frameCount), seconds: within)
  }

  private func parameters(atFrame frame: Double, seconds: Double) -> FrameParameters {
    let moment = pathTime(atFrame: frame, seconds: seconds)
    let exactConstant = deepMotion?.constant(at: moment.seconds)
    let c = exactConstant?.approximation ?? juliaConstant.value(at: moment)
    let exactCenter = deepMotion?.center(at: seconds)
    var (view, addedSteps) = (camera.value(at: seconds), 0.0)
    if let exactCenter { view.center = exactCenter.approximation }
    if let followingCamera {
      (view, addedSteps) = followingCamera.view(
        view, at: moment.fraction, constant: c, share: seconds / durationSeconds)
    }
    let density = density.value(at: seconds)
    var parameters = FrameParameters(
      juliaConstant: c, camera: view.camera,
      palettePhase: phase.value(at: seconds) - (countsSteps ? density * addedSteps : 0), paletteDensity: density,
      light: Light(
        directionDegrees: lightDirection.value(at: seconds), heightDegrees: lightHeight.value(at: seconds)),
      deepView: deepMotion?.view(
        of: view, exactCenter: exactCenter, juliaConstant: c, exactConstant: exactConstant),
      colors: colors?.value(at: seconds))
    parameters.formula = formula(at: seconds)
    return parameters
  }

  /// The map at a moment of the film.
  private func formula(at seconds: Double) -> FractalFormula {
    fractal.map(parameter: formulaParameter.value(at: seconds))
  }

  /// The moment of the path of c that is shown at a moment of the film.
  private func pathTime(atFrame frame: Double, seconds: Double) -> FrameTime {
    let length = loop == .pingpong ? Double(frameCount) / 2 : Double(frameCount)
    let place = pathTiming.place(ofFrame: frame, length: length)
    let isShifted = place != frame
    return FrameTime(
      elapsed: place, length: length, seconds: isShifted ? place * durationSeconds / Double(frameCount) : seconds)
  }
}

/// A moment of a motion, counted in frames so that arithmetic on whole frames is exact.
struct FrameTime {
  /// Frames since the start; a whole number at a frame, otherwise a moment between two.
  let elapsed: Double
  /// Frames of the whole motion: the film's, or half of them with loop `pingpong`.
  let length: Double
  /// Seconds since the start of the motion.
  let seconds: Double

  /// The elapsed fraction of the motion, 0…1.
  var fraction: Double { elapsed / length }

  /// `turns` · elapsed / length without whole turns, in turns, −½…½, never −½.
  ///
  /// For a whole number of turns at a whole frame the product is an exact integer (it stays below 2⁵³) and so is its
  /// remainder: the only rounding is the final division, which gives frames k and length − k exactly opposite angles.
  func remainder(ofTurns turns: Double) -> Double {
    let remainder = (turns * elapsed).remainder(dividingBy: length)
    return (remainder == -length / 2 ? length / 2 : remainder) / length
  }
}
