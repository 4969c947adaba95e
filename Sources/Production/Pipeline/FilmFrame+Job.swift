import Animation
import Rendering

extension FilmFrame {
  /// The work of rendering this frame into `target`.
  ///
  /// - Parameters:
  ///   - field: the decision of a `ReusePlanner` for the frame, if it shows one scene only.
  ///   - renderer: gives the renderer of a scene's frames, of the target's format.
  ///   - layers: gives the renderer of what is seen of a scene in transitions.
  func job(
    field: FieldSource = .computed, into target: PixelTarget, renderer: (_ scene: Int) -> FrameRenderer,
    layers: (_ scene: Int) -> FrameRenderer
  ) -> FrameJob {
    guard let transition else { return renderer(scene).job(parameters, source: field, into: target) }
    let other: LightMixture.Other =
      switch transition.other {
      case .color(let color): .color(color)
      case .scene(let scene, let parameters): .layer(layers(scene).layer(parameters))
      }
    let mixture = LightMixture(layers(scene).layer(parameters), other: other, share: transition.share)
    return renderer(scene).job(mixture, into: target)
  }
}
