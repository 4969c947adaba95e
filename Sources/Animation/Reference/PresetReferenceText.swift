// The prose of the reference page; the tables come from the schemas.

extension PresetReference {
  static let introduction = """
    # Presets

    A preset is a JSON document (RFC 8259, UTF-8) that describes a film of Julia sets: how the constant c of z ↦ z² + c
    moves over time, what the camera sees, how escape counts become colours, and which file is written. `juliareel
    validate FILM.json` lists every error in it with line, column and path; `--json` prints the list for programs.
    `juliareel schema` prints the same rules as a JSON Schema ([preset.schema.json](preset.schema.json)): an editor
    that finds it named in `"$schema"` completes keys, shows their descriptions, and checks while you type.

    - Four keys are required: `version`, `title`, `duration` and `c`. All others have the defaults given in the tables below.
    - Unknown keys are errors, and so is a key that occurs twice.
    - A number may also be written as a decimal string, `"-0.12"`. Numbers are finite and double-precision.
    - A point of the complex plane is `[re, im]`. Angles are in degrees, counter-clockwise, and not reduced: 720 is two turns.
    - `--set path=value` replaces any value from the command line: `--set c.radius=0.8`,
      `--set 'camera.width.keyframes[1].value=1e-5'`, `--set shading.interior=#202020`. The value may be an array or an
      object, too: `--set 'camera.center=[0.5, 0]'`.
    - `--speed 0.5` makes all of a film half as fast, `--stretch 30` makes it 30 s long: keyframes and waves go along. `--set duration=` is
      refused for a film with keyframes, which would stay where they are.
    - `"extends": "other.json"` takes whatever this preset leaves out from another one, required keys included. Objects are merged key
      by key; all other values, arrays too, are replaced as a whole, and so is an object of another kind, such as a circle by
      keyframes. The other preset may extend a third. Repeat the `path` of a `c`: editors need it to know the other keys.

    - `"scenes"` makes a film of several, one after another ([Scenes](#scenes)); then `duration`, `c` and all else that belongs to a
      scene is in the scenes.

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
    `shading.light.direction` and `shading.light.height` each take either a plain value, constant for the whole film, or an object
    with `keyframes`; numbers also a wave. `shading.palette` and a plain `shading.interior` may have keyframes, too, and all of them may follow a song. Each has its own keyframes at its own times; at the time of a keyframe the value is exactly the keyframe's. `c`
    may also be an object that names a path.

    The `interpolation` decides what happens between keyframes:

    | Name | For | Curve |
    |---|---|---|
    | `"hold"` | numbers, colours, palettes | keeps the value until the next keyframe |
    | `"linear"` | numbers, points | straight lines |
    | `"log"` | numbers above 0 | straight lines in the logarithm, for an even zoom |
    | `"monotone-cubic"` | numbers | smooth, without overshooting the keyframes (Fritsch–Carlson) |
    | `"oklab"` | colours, palettes | straight lines in Oklab |
    | `"catmull-rom"` | points | smooth, without adding loops or cusps (centripetal Catmull–Rom) |

    ### Easing

    A keyframe's `easing` sets the pace *to the next keyframe* in place of the interpolation's own; an `easing` beside
    `keyframes` applies to all keyframes that have none. It is one of CSS's names, `"linear"`, `"ease"`, `"ease-in"`,
    `"ease-out"`, `"ease-in-out"`, or `"hold"`, or four numbers, `"cubic-bezier(x1,y1,x2,y2)"`, or `{ "out": …, "in": … }`:
    `out` is how the keyframe is left (the first handle of that curve), `in` how the next one is reached (the second).

    Others arrive as things do: `"back"` goes past the end by a tenth, `"spring"` by a seventh and settles, `"elastic"` by a third and
    quivers, `"bounce"` falls on it and bounces. Any other pace is a text with points as in CSS: `"linear(0, 1.2 30%, 0.9 60%, 1)"` is
    progress at percents of the time, straight in between; it begins with 0 and ends with 1. Where that takes a number out of what its
    key allows, the error names the keyframe and the moment. Points may bounce but not overshoot.

    With an easing, a number runs straight from value to value, with `"log"` interpolation straight in the logarithm. A point stays on
    its line or curve and is paced by arc length: `"easing": "linear"` is constant speed from each keyframe to the next. With y1 and
    y2 from 0 to 1 a value never reverses or overshoots its keyframes; with other handles numbers may overshoot, points cannot.
    Intervals without easing keep their smooth curves, so speed may jump at a keyframe between the two kinds.

    ### Waves

    A number may also swing: `"width": { "base": 2.4, "wave": "pulse", "period": 0.5, "amplitude": -0.1 }` is a heart-beat. The value is
    base + amplitude · shape; the base is a number or has keyframes. A `"sine"` and a `"triangle"` go from 0 to 1, to −1 and back, a
    `"pulse"` rises from 0 to 1 within 0.15 of its period and falls back. `phase` is how far the wave is at the start, in periods. In a
    film with `"loop": "wrap"` the period is a part of the duration: a half, a third, 12/17 of 12 s.

    ### Colours

    `"palette": { "keyframes": [ { "time": 0, "value": "ember" }, { "time": 8, "value": "glacier" } ] }` turns one palette into another.
    Where both have as many stops, each stop moves from its place and colour to those of the other; otherwise the colours at each place
    are mixed. All palettes of a film are cyclic, or none is. Colours that change are part of what `validate` looks at for flashes.

    ### Beats

    With `"tempo": { "bpm": 128, "offset": 0.21 }`, keyframes may say `"beat": 16` in place of `"time"`: beat b is offset + 60·b/bpm
    seconds after the start of the film. `"tempo": "detect"` finds the beats of the film's song (`juliareel beats` lists them): beat 0 is
    the first one at or after the film's start, beat k the k-th after it, however unevenly they come, and 2.5 is halfway between two.

    ### Following a song

    A number may follow the film's song: `"width": { "base": 3.2, "audio": { "feature": "band", "band": [30, 150], "to": [0, -0.4] } }`
    comes nearer with every bass drum. The value is base + to₀ + (to₁ − to₀)·e; the base is a number, has keyframes, or stands beside
    the keys of a wave. e is the feature, from 0 to 1, slowed by `attack` where it rises and by `release` where it falls. With
    `"integrate": true` `to` is a speed, and ∫ to₀ + (to₁ − to₀)·e dt is added: `"phase": { "base": 0, "audio": { "feature": "level",
    "to": [0.02, 0.6], "integrate": true } }` turns the palette as fast as the song is loud, and never back.
    On a path that goes around, c follows it so: `"c": { "path": "cardioid", "factor": { "base": 1.02, "audio": { "feature": "band",
    "band": [30, 150], "to": [0, 0.04] } }, "phase": { "base": 0, "audio": { "feature": "level", "to": [0, 40], "integrate": true } } }`
    leaves the border with every bass drum, and goes along it faster where the song is loud.

    Points follow as well: c, whatever path it goes along, and the centre of the camera. `"c": { "base": { "path": "lissajous" }, "audio":
    { "feature": "onset", "to": [[0, 0], [0.02, -0.01]] } }` pushes c aside with every note; `to` has two points, and both parts are base +
    to₀ + (to₁ − to₀)·e. c stays within |c| ≤ 4, and has the pace of its path, so not with `"timing": "visual"` or `camera.follow`. In a deep zoom the
    song's part is added to all digits of the centre: `to` has to be as small as the picture is, such as 1e-30.

    Of colours e says how much of another is mixed in: `"interior": { "base": "#000", "audio": { "feature": "beat", "to": [0, 0.6],
    "toward": "#fff" } }` lights up with every beat. The amounts are from 0 to 1, in Oklab. A palette goes `toward` a colour or
    another palette: one of as many stops moves each stop's place and colour, so `toward` may be the same palette with one other stop.

    Features are whole numbers from 0 to 4095 for 0 to 1, 200 a second, each from 1024 samples at 48 kHz under a Hann window in the
    middle of which its moment is; equal samples give equal features on every machine. In between they are straight.

    | Feature | What it is |
    |---|---|
    | `"level"` | the root of the mean power, all channels mixed to one |
    | `"band"` | the same of the frequencies of `band` alone, in steps of 46.875 Hz, one at least |
    | `"onset"` | how much begins: over 111 bands of frequencies, what each is louder than it and its neighbours were 10 ms before (SuperFlux) |
    | `"beat"` | 1 at each beat that `juliareel beats` lists and for 0.05 s after it, otherwise 0 |

    The first three are parts of a greatest value, that of the whole song which all but a hundredth of its values above 0 stay below;
    those few count as 1. So e does not depend on how loud a song was mastered, nor on the part that a film shows; `gain` and fades
    do not change it. Every 1/200 s e moves towards the feature x by (x − e)/(1 + 200·`attack`) where x is above it, otherwise by
    (x − e)/(1 + 200·`release`); it begins at x, and after the song's end x is 0. With an `attack` of 0, e is x wherever it rises.

    With `"loop": "wrap"` e goes on from the film's end to its start, and an integral is given the small steady speed with which it
    ends where the loop closes: by whole cycles for a palette's phase, whole turns for a rotation, otherwise as it began. A film with
    `"pingpong"` or repeats cannot follow a song. `--speed` and `--stretch` change the film's pace and not the song's.

    The song is `audio`'s, or that of `--audio FILE`; with `--no-audio` the film follows it in silence, as a GIF has to. Films and
    plans carry what they follow in `heard`, 400 bytes a second for each feature, so that their frames are the same wherever they are
    made, and only `join` reads the song. What flashes because of a song is part of what `validate` looks for.

    A film to begin with, for any song beside it (`Examples/Dance` has both):

    ```json
    {
      "version": 1, "title": "Dance", "duration": "audio", "tempo": "detect",
      "audio": { "file": "song.flac", "fadeOut": 2 },
      "c": { "path": "cardioid", "factor": 1.02, "turns": 1 },
      "camera": {
        "width": { "base": 3.4, "audio": { "feature": "band", "band": [30, 150], "attack": 0.02, "to": [0, -0.35] } },
        "rotation": { "base": 0, "audio": { "feature": "level", "release": 1, "to": [0, 12], "integrate": true } }
      },
      "shading": {
        "phase": { "base": 0, "audio": { "feature": "level", "release": 0.5, "to": [0.02, 0.25], "integrate": true } },
        "density": { "base": 0.02, "audio": { "feature": "onset", "release": 0.4, "to": [0, 0.004] } }
      }
    }
    ```

    ### Loops

    With `"loop": "none"` a value is constant before its first and after its last keyframe. With `"loop": "wrap"` the film is one turn
    of a closed loop: after its last keyframe a value continues to its first, slopes match too, and no frame occurs twice where the
    film repeats. A keyframe at the very end is then the same as the one at 0 and must have the same value; only `shading.phase` may
    differ, by whole cycles if the palette is cyclic, and `camera.rotation` and `shading.light.direction`, by multiples of 360
    degrees.

    With `"loop": "pingpong"` the film runs forwards, then backwards: its second half is the first in reverse order, frame by frame.
    All motion takes place in the first half of the duration, where the keyframes must be; a circle's `turns` count the first half
    only.

    ### Formulas

    | `fractal.formula` | next point | also |
    |---|---|---|
    | `"power"`, the default | zᵈ + c | `degree` d, 2 to 8 |
    | `"tricorn"` | z̄² + c | |
    | `"burning-ship"` | (\\|Re z\\| + i\\|Im z\\|)² + c | |
    | `"celtic"` | \\|Re z²\\| + i Im z² + c | |
    | `"buffalo"` | \\|Re z²\\| + i\\|Im z²\\| + c | |
    | `"phoenix"` | zₙ² + c + p zₙ₋₁, z₋₁ = 0 | `p`, a point or keyframes |

    All shadings and lights work with all of them. The paths `cardioid`, `ray` and `equipotential` of c are known for powers, where `cardioid`
    is the border of the central component, and so are `camera.follow` and deep views; `bulb` for z² + c alone. `fit` leaves more room than it needs with the phoenix; with
    others it is exact.

    ### Paths of c

    | `path` | c moves | Given by |
    |---|---|---|
    | `"circle"` | around a circle | `center`, `radius`, `turns`, `phase` |
    | `"cardioid"`, `"bulb"` | along the border of the Mandelbrot set's heart, or of the disc beside it | `factor`, `turns`, `phase` |
    | `"lissajous"` | in a Lissajous figure | `center`, `amplitude`, frequencies and phases |
    | `"ray"` | towards the Mandelbrot set, or away from it | `angle`, `from`, `to` |
    | `"equipotential"` | around the Mandelbrot set at a distance | `potential`, `turns`, `phase` |
    | `"follow"` | along several paths, one after the other | `parts` |

    A factor above 1 lies outside the heart except near its cusp, and may touch the discs attached to it. A ray from a
    potential of 1 starts at |c| ≈ 2.7 and halves its potential in equal times: `"angle": "1/7"` leads to the root of
    Douady's rabbit, `"1/6"` to c = i. The parts of a sequence may also be points and keyframes, with times counted
    from the start of the part: `{ "path": "follow", "parts": [{ "c": { "path": "ray", "angle": "1/3" }, "duration":
    4, "join": 1 }, { "c": { "path": "cardioid", "factor": 0.98 }, "duration": 8, "easing": "ease-in-out" }] }`.

    A part's `join` is the time from its end to the start of the next part, on a smooth curve; that of the last part is used only with
    `"loop": "wrap"`, where it leads back to the first. A part that is a point holds c still, for example while the camera moves.

    With `"timing": "visual"` c keeps its path but not its timing: passages where the picture changes a lot are slowed down, those
    where it hardly changes sped up, by up to eight times. Camera and colours keep their timing. `juliareel path FILM.json -o
    path.png` draws the path with dots at equal times.

    ### Transparency

    A colour of a stop, of the interior or of a fade may have an opacity: `"#ff800080"`, or `"transparent"`. Towards a transparent colour the
    other fades and stays what it is. `"interior": "transparent"` leaves holes through which a compositor shows what lies behind. Opacity is in .png, .webp,
    and with `"codec": "prores"`, `"vp9"` or `"ffv1"` (Encoding.md); everything else refuses such a film.

    ### Scenes

    Each of `"scenes"` is a film of its own, given as another preset's path or name, or as an object that may extend one:

        { "version": 1, "title": "Two rooms", "output": { "width": 1280, "height": 720 },
          "scenes": [
            { "name": "dust", "preset": "classic-loop", "start": 4, "duration": 8 },
            { "preset": { "extends": "heart-walk", "shading": { "palette": "ember" } }, "duration": 6,
              "transition": { "kind": "dissolve", "duration": 1 } },
            { "preset": "mine.json", "transition": { "kind": "fade", "duration": 1, "color": "#fff" } }
          ] }

    Times of a scene's keyframes count from the start of its own film, of which `start` and `duration` show a part. A scene that is a
    loop may be longer than one turn of it. In a dissolve both scenes are seen, so the film is shorter by it. Size, rate, codec and sound
    are the film's; so are `antialiasing` and `shutter` if it has them, otherwise each scene keeps its own. `--scene NAME`, or a number
    from 1, makes one scene alone, with the song from where it begins in the film if it follows that; `path` draws them one below the other; `audit` compares frames of each; `bench` takes one at a time. `--set 'scenes[1].preset.c=[0, 1]'` changes one.

    ### Which c, and where to zoom

    Outside the Mandelbrot set the picture is dust, the finer the closer c is to the set; inside, it has an interior that
    never escapes, black unless `shading.interior` says otherwise. `juliareel path` shows where c is, and `juliareel sheet`
    what the pictures look like.

    Unless a zoom's target lies on the Julia set itself, the picture ends up empty or in a single colour. Two points to aim at: (1 +
    √(1 − 4c)) / 2 is always on it. So is (1 − √(1 − 4c)) / 2 if c is outside the heart, and the arms of spirals turn around it.
    Write them with all their digits, in strings: as many decimals as the width has, and three more, also in keyframes of a centre that
    moves in deep views. They move with c, so keep c still while the camera zooms in, or have the camera follow them. The
    preset `three-winds` does all this: a sequence of a ray and a point, `zoomTo`, light and its own palette.

    Counts grow with the depth of the zoom, and the palette position with them: `"scale": "log"` keeps colours calm.
    `fractal.maximumIterations` may have to grow too: whatever has not escaped by then is shown as interior.

    ### Following a point

    A repelling point whose orbit comes back to it is in the Julia set, and so is every point whose orbit leads to one. With
    `camera.follow` the camera stays on such a point while c moves, at any width, with all the digits that takes. The point is named
    by its ray, `"follow": { "angle": "1/7" }` (even denominators name points before a cycle: `"1/2"` is −(1 + √(1 − 4c)) / 2), or by its
    period and a place near it at the start of the film: `"follow": { "period": 1, "near": [-0.5, 0.1] }`.

    There is no film if two such points meet, if one becomes attracting, or if c goes round such a place in a loop and the points
    come back exchanged; the error says when, or how many turns of c bring the point back. Going once round `"radius": 0.7885`
    exchanges the two fixed points: with `"turns": 2` a loop closes.

    The deeper the picture, the more it spins as c moves: by ln(1/width)/ln|λ| times the turn of the point's multiplier λ. With
    `"frame": "koenigs"` the camera turns and scales with it, by (λ/λ₀)⁻ᵏ, where λ₀ is λ at the start and k the number of steps of λ
    from a width of 0.5 down to the picture's; then the picture changes at any depth as slowly as the whole set does.

    Near such a point the set looks the same at every scale. `"zoomLoop": 1`, with `follow`, a constant c and `"loop": "wrap"`,
    zooms in by |λ| and turns by λ's angle, so that the last frame leads to the first and the film zooms for ever; larger numbers
    zoom farther in the same time. The colours move along by as many counts as the depth adds. `fractal.maximumIterations` must
    leave room for the steps down to a width of 10⁻¹⁰, which are 23/ln|λ| for each step of the cycle.
    """
}
