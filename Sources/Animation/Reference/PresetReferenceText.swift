// What the reference page says in sentences; the tables come from the schemas.

extension PresetReference {
  static let introduction = """
    # Presets

    A preset is a JSON document (RFC 8259, UTF-8) that describes a film of Julia sets: how the constant c of z ↦ z² + c
    moves over time, what the camera sees, how escape counts become colours, and what file is to come out.
    `juliareel validate FILM.json` lists every error in one, each with its line, column and path; with `--json` for
    programs. `juliareel schema` prints the same rules as a JSON Schema ([preset.schema.json](preset.schema.json)): an
    editor that finds it named in `"$schema"` completes keys, shows what they mean, and checks while you type.

    - Four keys are required: `version`, `title`, `duration` and `c`. All others have the defaults of the tables below.
    - Keys that are not in the tables are errors. So is a key that occurs twice.
    - A number may also be written as a decimal string, `"-0.12"`. Numbers are double-precision and finite.
    - A point of the complex plane is `[re, im]`. Angles are degrees, counter-clockwise, and are not reduced: 720 is
      two turns.
    - `--set path=value` replaces any value from the command line: `--set c.radius=0.8`,
      `--set 'camera.width.keyframes[1].value=1e-5'`, `--set shading.interior=#202020`. The value may be an array or an
      object, too: `--set 'camera.center=[0.5, 0]'`.
    - `"extends": "other.json"` takes from another preset what this one does not say, the required keys included. Objects
      are merged key by key; all other values, arrays too, are replaced whole, and so is an object of another kind, such as
      a circle by keyframes. The other preset may extend a third. Repeat the `path` of a `c` for editors, which know its
      keys by it.

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
    is exactly the keyframe's. `c` may also be an object that names a path.

    What happens between keyframes is the `interpolation`:

    | Name | For | Curve |
    |---|---|---|
    | `"hold"` | numbers | stays at a value until the next keyframe |
    | `"linear"` | numbers, points | straight lines |
    | `"log"` | numbers above 0 | straight lines in the logarithm, for an even zoom |
    | `"monotone-cubic"` | numbers | smooth, without rising or falling beyond the keyframes (Fritsch–Carlson) |
    | `"catmull-rom"` | points | smooth, without loops or cusps of its own (centripetal Catmull–Rom) |

    ### Easing

    A keyframe's `easing` says how the way *to the next keyframe* is spread over its time, instead of the
    interpolation's own pace; an `easing` beside `keyframes` is for all keyframes that have none. It is one of CSS's names,
    `"linear"`, `"ease"`, `"ease-in"`, `"ease-out"`, `"ease-in-out"`, or `"hold"`, or four numbers,
    `"cubic-bezier(x1,y1,x2,y2)"`, or `{ "out": …, "in": … }`: `out` says how the keyframe is left (the first handle of that
    curve), `in` how the next is reached (the second).

    A number goes straight from value to value then, with `"log"` interpolation straight in the logarithm. A point stays on
    its line or curve and is paced by its length: `"easing": "linear"` is a constant speed from each keyframe to the next.
    With y1 and y2 from 0 to 1 a value never goes back or beyond its keyframes; other handles make numbers overshoot, points
    cannot. Ways without easing keep their smooth curves, so that speed may change at a keyframe beside a way with one.

    ### Loops

    With `"loop": "none"` a value holds still before its first and after its last keyframe. With `"loop": "wrap"` the
    film is one turn of a closed loop: after its last keyframe a value goes on to its first, slopes close as well, and
    no frame occurs twice where the film repeats. A keyframe at the very end then is the one at 0 again and must have
    the same value; only `shading.phase` may be whole cycles on, if the palette is cyclic, and `camera.rotation` and
    `shading.light.direction` multiples of 360 degrees.

    With `"loop": "pingpong"` the film goes there and back: its second half is the first in reverse order, frame by frame.
    All motions take half of the duration, and keyframes stand in that half; a circle's `turns` are those on the way there.

    ### Paths of c

    | `path` | c moves | Given by |
    |---|---|---|
    | `"circle"` | round a circle | `center`, `radius`, `turns`, `phase` |
    | `"cardioid"`, `"bulb"` | along the border of the Mandelbrot set's heart, or of the disc beside it | `factor`, `turns`, `phase` |
    | `"lissajous"` | in a swinging figure | `center`, `amplitude`, frequencies and phases |
    | `"ray"` | towards the Mandelbrot set, or away from it | `angle`, `from`, `to` |
    | `"equipotential"` | round the Mandelbrot set at a distance | `potential`, `turns`, `phase` |
    | `"follow"` | along several paths, one after the other | `parts` |

    A factor above 1 lies outside of the heart except near its cusp, and may touch the discs that sit on it. A ray from a
    potential of 1 comes in from |c| ≈ 2.7 and halves its potential in equal times: `"angle": "1/7"` leads to the root of Douady's
    rabbit, `"1/6"` to c = i. The parts of a sequence may be points and keyframes as well, whose times count from the
    start of the part: `{ "path": "follow", "parts": [{ "c": { "path": "ray", "angle": "1/3" }, "duration": 4, "join": 1 },
    { "c": { "path": "cardioid", "factor": 0.98 }, "duration": 8, "easing": "ease-in-out" }] }`.

    A part's `join` is the time from its end to the start of the next part, on a smooth curve; that of the last part counts with
    `"loop": "wrap"` only, where it leads back to the first. A part that is a point holds c still while the camera moves.

    With `"timing": "visual"` c keeps its path but not its clock: passages where the picture changes much go by more slowly,
    those where it hardly changes faster, up to eight times. Camera and colours keep theirs.
    `juliareel path FILM.json -o path.png` draws the path with dots at equal times.

    ### Which c, and where to zoom

    Outside of the Mandelbrot set the picture is dust, the finer the closer c is to the set; inside, there is an interior that
    never escapes, black if `shading.interior` says nothing else. `juliareel path` shows which it is, and `juliareel sheet` what it
    looks like.

    Wherever the camera zooms in, the picture empties or fills with one colour unless the target is on the Julia set itself. The point
    (1 + √(1 − 4c)) / 2 always is. So is (1 − √(1 − 4c)) / 2 where c is outside of the heart, and the arms of spirals turn round it.
    Write them with all their digits, and let c stand still while the camera goes down; or have the camera follow them. The preset
    `three-winds` does all this: a sequence of a ray and a point, `zoomTo`, light and a palette of its own.

    The count grows with the depth of the zoom, and so does what `shading.density` makes of it: `"scale": "log"` keeps colours
    calm. `fractal.maximumIterations` may have to grow, too: what has not escaped by then is shown as interior.

    ### Following a point

    A point whose orbit comes back to it and that repels is in the Julia set, and so is each point that leads to one. With `camera.follow` the
    camera stays on it while c moves, at any width, with all the digits that it takes. The point is named by its ray, `"follow": { "angle":
    "1/7" }` (even denominators name points before a cycle, `"1/2"` is −(1 + √(1 − 4c)) / 2), or by its period and a place near it when the
    film starts: `"follow": { "period": 1, "near": [-0.5, 0.1] }`.

    Where two such points meet, where one begins to attract, or where c goes round such a place in a loop and the points come back exchanged,
    there is no film; the error says when, or how many turns of c bring the point back. Once round `"radius": 0.7885` exchanges the two fixed points:
    with `"turns": 2` a loop closes.

    The deeper the picture, the more it spins as c moves: by ln(1/width)/ln|λ| times what the point's multiplier λ turns. With
    `"frame": "koenigs"` the camera turns and scales along, by (λ/λ₀)⁻ᵏ, λ₀ being λ at the start and k the number of λ's steps from a width of 0.5 down to
    the picture's; then the picture changes at any depth as slowly as the whole set does.

    Near such a point the set looks the same at every scale. `"zoomLoop": 1`, with `follow`, a constant c and `"loop": "wrap"`, zooms in by |λ| and turns
    by λ's angle, so that the last frame leads to the first and the film zooms for ever; larger numbers zoom farther in the same time. The colours of
    counts move along by as many steps as the depth adds. `fractal.maximumIterations` must have room for the steps down to a width of 10⁻¹⁰, of which there
    are 23/ln|λ| for each step of the cycle.
    """
}
