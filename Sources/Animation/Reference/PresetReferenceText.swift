// What the reference page says in sentences; the tables come from the schemas.

extension PresetReference {
  static let introduction = """
    # Presets

    A preset is a JSON document (RFC 8259, UTF-8) that describes a film of Julia sets: how the constant c of z ↦ z² + c
    moves over time, what the camera sees, how escape counts become colours, and what file is to come out.
    `juliareel validate FILM.json` lists every error in one, each with its line, column and path.

    - Four keys are required: `version`, `title`, `duration` and `c`. All others have the defaults of the tables below.
    - Keys that are not in the tables are errors. So is a key that occurs twice.
    - A number may also be written as a decimal string, `"-0.12"`. Numbers are double-precision and finite.
    - A point of the complex plane is `[re, im]`. Angles are degrees, counter-clockwise, and are not reduced: 720 is
      two turns.
    - `--set path=value` replaces any value from the command line: `--set c.radius=0.8`,
      `--set 'camera.width.keyframes[1].value=1e-5'`, `--set shading.interior=#202020`.

    ## Example

    From Douady's rabbit to the San Marco fractal and back, while the palette goes round once.
    """

  /// A complete preset with keyframes of every kind.
  package static let example = """
    {
      "version": 1,
      "title": "Rabbit and San Marco",
      "description": "Between two neighbours of the main cardioid",
      "duration": 12,
      "loop": "wrap",
      "output": { "width": 1280, "height": 720, "frameRate": "30000/1001", "quality": 80 },
      "fractal": { "maximumIterations": 800 },
      "c": {
        "keyframes": [
          { "time": 0, "value": ["-0.12", "0.75"] },
          { "time": 4, "value": [-0.4, 0.6] },
          { "time": 8, "value": [-0.75, 0] }
        ],
        "interpolation": "catmull-rom"
      },
      "camera": {
        "width": {
          "keyframes": [{ "time": 0, "value": 3.4 }, { "time": 6, "value": 2 }]
        },
        "rotation": {
          "keyframes": [{ "time": 0, "value": 0 }, { "time": 12, "value": 360 }]
        }
      },
      "shading": {
        "density": 0.03,
        "phase": {
          "keyframes": [{ "time": 0, "value": 0 }, { "time": 12, "value": 1 }],
          "interpolation": "linear"
        },
        "palette": {
          "stops": [
            { "at": 0, "color": "#0b1026" },
            { "at": 0.3, "color": "#2c7da0" },
            { "at": 0.55, "color": "#f6f1d5" },
            { "at": 0.8, "color": "#c8553d" }
          ]
        }
      }
    }
    """

  static let tracks = """
    ## Values that change over time

    `c`, `camera.center`, `camera.width`, `camera.rotation`, `shading.density`, `shading.phase`,
    `shading.light.direction` and `shading.light.height` each take either a plain value, which holds for the whole film,
    or an object with `keyframes`. Each has keyframes of its own, at moments of its own; the value at a keyframe's moment
    is exactly the keyframe's. `c` may also be an object that names a path, `{ "path": "circle" }`.

    What happens between keyframes is the `interpolation`:

    | Name | For | Curve |
    |---|---|---|
    | `"hold"` | numbers | stays at a value until the next keyframe |
    | `"linear"` | numbers, points | straight lines |
    | `"log"` | numbers above 0 | straight lines in the logarithm, for an even zoom |
    | `"monotone-cubic"` | numbers | smooth, without rising or falling beyond the keyframes (Fritsch–Carlson) |
    | `"catmull-rom"` | points | smooth, without loops or cusps of its own (centripetal Catmull–Rom) |

    With `"loop": "none"` a value holds still before its first and after its last keyframe. With `"loop": "wrap"` the
    film is one turn of a closed loop: after its last keyframe a value goes on to its first, slopes close as well, and
    no frame occurs twice where the film repeats. A keyframe at the very end then is the one at 0 again and must have
    the same value; only `shading.phase` may be whole cycles on, and `camera.rotation` and `shading.light.direction`
    multiples of 360 degrees.
    """
}
