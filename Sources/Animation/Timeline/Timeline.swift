import ComplexModule
import FractalMath
import RealModule

/// A preset laid out in time: from the number of a frame to what the frame shows.
///
/// All curves are prepared once in `init`; after that every question is a pure function of the frame, so that any
/// thread may ask at any time, frames may be rendered in any order, and frame k alone is frame k of the film.
public struct Timeline: Sendable {
  /// Frame size in pixels.
  public let size: FrameSize
  /// Frames per second.
  public let frameRate: FrameRate
  /// Number of frames, 1…`largestFrameCount`.
  public let frameCount: Int
  /// When an orbit counts as escaped, the same for all frames.
  public let limits: EscapeLimits
  /// Colours of the points that escape.
  public let palette: Palette
  /// Colour of points whose orbit does not escape, where the interior is flat; otherwise black.
  public let interior: SRGBColor
  /// Colours of such points by a number of each orbit; `nil` where the interior is flat.
  public let interiorPalette: InteriorPalette?
  /// What is computed of each orbit.
  public let fieldChannels: FieldChannels
  /// What the palette's density multiplies.
  public let scale: Shading.Scale
  /// Whether values are replaced by their share among those of the whole film before they become colours.
  public let isEqualized: Bool
  /// The part of the light that comes from everywhere, 0…1; `nil` where there is no light, and colours are shown as they are.
  public let ambientLight: Double?
  /// How the colour of a pixel is averaged over its area.
  public let antialiasing: AntialiasingSettings

  private let durationSeconds: Double
  private let loop: Loop
  private let juliaConstant: JuliaMotion
  private let center: PointCurve
  private let width: ScalarCurve
  private let rotationDegrees: ScalarCurve
  private let phase: ScalarCurve
  private let density: ScalarCurve
  private let lightDirection: ScalarCurve
  private let lightHeight: ScalarCurve

  /// The most frames that a film may have; above it lies a mistake in the preset, not a film.
  public static let largestFrameCount = 10_000_000

  /// Prepares the curves of `preset`.
  ///
  /// - Complexity: O(keyframes).
  public init(_ preset: Preset) {
    size = preset.output.size
    frameRate = preset.output.frameRate
    frameCount = preset.frameCount
    limits = preset.fractal
    palette = preset.shading.palette
    switch preset.shading.interior {
    case .flat(let color): (interior, interiorPalette) = (color, nil)
    case .palette(let palette): (interior, interiorPalette) = (SRGBColor(red: 0, green: 0, blue: 0), palette)
    }
    fieldChannels = preset.shading.channels
    scale = preset.shading.scale
    isEqualized = preset.shading.algorithm == .histogram
    ambientLight = preset.shading.light?.ambient
    antialiasing = preset.antialiasing
    durationSeconds = preset.durationSeconds
    loop = preset.loop
    let period = preset.period
    juliaConstant = JuliaMotion(preset.juliaConstant, period: period)
    center = PointCurve(preset.camera.center, period: period)
    width = ScalarCurve(preset.camera.width, period: period)
    rotationDegrees = ScalarCurve(preset.camera.rotationDegrees, period: period)
    phase = ScalarCurve(preset.shading.phase, period: period)
    density = ScalarCurve(preset.shading.density, period: period)
    let light = preset.shading.light ?? LightTracks()
    lightDirection = ScalarCurve(light.directionDegrees, period: period)
    lightHeight = ScalarCurve(light.heightDegrees, period: period)
  }

  /// What frame number `frame` shows; frame k stands at k · duration / frameCount, so that in a film with loop `wrap`
  /// frame 0 follows the last frame without a repeated one.
  ///
  /// - Parameter frame: 0..<`frameCount`.
  /// - Complexity: O(log keyframes); does not allocate.
  public func parameters(at frame: Int) -> FrameParameters {
    precondition((0..<frameCount).contains(frame), "a film of \(frameCount) frames has no frame \(frame)")
    let seconds = Double(frame) * durationSeconds / Double(frameCount)
    return parameters(at: FrameTime(frame: Double(frame), frameCount: frameCount, seconds: seconds))
  }

  /// What the film shows at a moment between or at its frames, for stills.
  ///
  /// - Parameter seconds: from the start of the film, finite. With loop `wrap` taken modulo the duration, otherwise
  ///   brought into 0…duration.
  public func parameters(atSeconds seconds: Double) -> FrameParameters {
    precondition(seconds.isFinite, "a moment of the film is a finite number of seconds, not \(seconds)")
    let within: Double
    switch loop {
    case .none: within = min(max(seconds, 0), durationSeconds)
    case .wrap: within = seconds - (seconds / durationSeconds).rounded(.down) * durationSeconds
    }
    let frame = within / durationSeconds * Double(frameCount)
    return parameters(at: FrameTime(frame: frame, frameCount: frameCount, seconds: within))
  }

  private func parameters(at time: FrameTime) -> FrameParameters {
    let camera = Camera(
      center: center.value(at: time.seconds),
      width: width.value(at: time.seconds),
      rotationDegrees: rotationDegrees.value(at: time.seconds))
    return FrameParameters(
      juliaConstant: juliaConstant.value(at: time), camera: camera, palettePhase: phase.value(at: time.seconds),
      paletteDensity: density.value(at: time.seconds),
      light: Light(
        directionDegrees: lightDirection.value(at: time.seconds), heightDegrees: lightHeight.value(at: time.seconds)))
  }
}
