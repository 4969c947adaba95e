import { Decimal } from "./decimal.js";
import { settingEdit, valueAt } from "./json-path.js";
import { editsOfValue } from "./keys.js";
import { Signal } from "./signal.js";
import { kindOf, rounded, trackNamed, zoomTrack } from "./tracks.js";

/** After this pause, the next turn of the wheel is another gesture. */
const wheelPause = 350;
const mostWidth = 1000;
/** Below this width, a centre has more digits than numbers have. */
const deepWidth = 1e-9;
/** Below it this page's numbers are 0. */
const smallestWidth = 1e-300;

/**
 * Moves the camera by hand: dragging pans, the wheel zooms about the pointer, dragging with Shift rotates. Changes
 * apply to the value at the playhead: a key if there are keys, otherwise the constant. A centre that stands still keeps as
 * many digits as its width needs, so that the wheel goes on where numbers end.
 */
export class CameraGestures {
  failed = new Signal();
  #stage;
  #canvas;
  #document;
  #clock;
  #curves;
  #wheel = null;
  #count = 0;

  constructor(stage, canvas, { document, clock, curves }) {
    [this.#stage, this.#canvas, this.#document, this.#clock, this.#curves] = [stage, canvas, document, clock, curves];
    stage.addEventListener("pointerdown", (event) => { if (event.button === 0) this.#drag(event); });
    stage.addEventListener("wheel", (event) => this.#turnWheel(event), { passive: false });
    stage.addEventListener("keydown", (event) => this.#pressKey(event));
  }

  /** The camera at the playhead. */
  async #camera() {
    const values = await this.#curves.at(this.#clock.time);
    if (!(values["camera.width"] >= smallestWidth)) {
      throw new Error(`Gestures end at a width of ${smallestWidth}; narrower ones are set in the text.`);
    }
    const { preset } = this.#document;
    const written = hasConstantCenter(preset) ? valueAt(preset, ["camera", "center"]) : values["camera.center"];
    return {
      center: written.map(Decimal.from), width: values["camera.width"], rotation: values["camera.rotation"],
      leastWidth: leastWidth(preset), follows: follows(preset),
    };
  }

  /** Begins a gesture at the playhead; null if there is no film to see. */
  async #begin() {
    if (!this.#document.film) return null;
    this.#count += 1;
    const gesture = `camera ${this.#count}`;
    const time = this.#clock.time;
    try {
      return { gesture, time, camera: await this.#camera() };
    } catch (error) {
      this.failed.send(error.message);
      return null;
    }
  }

  async #drag(down) {
    const stage = this.#stage;
    stage.focus({ preventScroll: true, focusVisible: false });
    stage.setPointerCapture(down.pointerId);
    this.#clock.hold();
    stage.classList.add("is-dragging");
    let [latest, start] = [null, null];
    const move = (event) => {
      latest = event;
      if (start) this.#apply(start, this.#dragged(start.camera, down, event));
    };
    const end = () => {
      stage.removeEventListener("pointermove", move);
      stage.classList.remove("is-dragging");
      this.#clock.release();
      latest = null;
    };
    stage.addEventListener("pointermove", move);
    for (const name of ["pointerup", "pointercancel"]) stage.addEventListener(name, end, { once: true });
    start = await this.#begin();
    if (latest) move(latest);
  }

  #dragged(camera, down, event) {
    const { left, top, width, height } = this.#canvas.getBoundingClientRect();
    if (down.shiftKey) {
      const angle = ({ clientX, clientY }) => Math.atan2(top + height / 2 - clientY, clientX - left - width / 2);
      let turn = ((angle(down) - angle(event)) * 180) / Math.PI;
      turn -= 360 * Math.round(turn / 360);
      return { rotation: camera.rotation + turn };
    }
    const step = camera.width / width;
    const [right, up] = [(event.clientX - down.clientX) * step, (down.clientY - event.clientY) * step];
    return camera.follows ? {} : { center: moved(camera, -right, -up) };
  }

  async #turnWheel(event) {
    event.preventDefault();
    const now = event.timeStamp;
    if (!this.#wheel || now - this.#wheel.last > wheelPause) {
      const wheel = { last: now, amount: 0, start: null };
      this.#wheel = wheel;
      wheel.start = await this.#begin();
    }
    const wheel = this.#wheel;
    wheel.last = now;
    wheel.amount += event.deltaY * (event.deltaMode === 1 ? 30 : 1);
    wheel.event = event;
    if (!wheel.start) return;
    wheel.start.camera = this.#zoomed(wheel.start.camera, Math.exp(wheel.amount * 0.0016), event);
    wheel.amount = 0;
    const { center, width } = wheel.start.camera;
    this.#apply(wheel.start, wheel.start.camera.follows ? { width } : { center, width });
  }

  /** The camera, zoomed by `factor`; the point under the pointer stays in place. */
  #zoomed(camera, factor, { clientX, clientY }) {
    const { left, top, width, height } = this.#canvas.getBoundingClientRect();
    const newWidth = Math.min(mostWidth, Math.max(camera.leastWidth, camera.width * factor));
    const share = (camera.width - newWidth) / width;
    const center = moved({ ...camera, width: newWidth }, (clientX - left - width / 2) * share, (top + height / 2 - clientY) * share);
    return { ...camera, center, width: newWidth };
  }

  async #pressKey(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const step = event.shiftKey ? 0.1 : 0.02;
    const pan = (camera, right, up) =>
      camera.follows ? {} : { center: moved(camera, right * camera.width, up * camera.width) };
    const changes = {
      ArrowLeft: (camera) => pan(camera, -step, 0),
      ArrowRight: (camera) => pan(camera, step, 0),
      ArrowUp: (camera) => pan(camera, 0, step),
      ArrowDown: (camera) => pan(camera, 0, -step),
      "+": (camera) => ({ width: Math.max(camera.leastWidth, camera.width / 1.1) }),
      "=": (camera) => ({ width: Math.max(camera.leastWidth, camera.width / 1.1) }),
      "-": (camera) => ({ width: Math.min(mostWidth, camera.width * 1.1) }),
      ",": (camera) => ({ rotation: camera.rotation - 2 }),
      ".": (camera) => ({ rotation: camera.rotation + 2 }),
    };
    const change = changes[event.key];
    if (!change) return;
    event.preventDefault();
    event.stopPropagation();
    const start = await this.#begin();
    if (start) this.#apply({ ...start, gesture: `camera key ${event.key}` }, change(start.camera));
  }

  /** Applies the parts of `change` to the camera at the playhead. */
  #apply({ gesture, time, camera }, change) {
    if (Object.keys(change).length === 0) return;
    const label = change.rotation !== undefined && !change.center ? "Turn the camera" : change.width !== undefined ? "Zoom" : "Move the camera";
    this.#document.edit((document) => cameraEdits(document, time, { ...camera, ...change }, change), { label, gesture });
  }
}

function follows(preset) { return valueAt(preset, ["camera", "follow"]) !== undefined; }

function hasConstantCenter(preset) {
  return !Array.isArray(valueAt(preset, zoomTrack.path)) && kindOf(trackNamed("camera.center"), preset) === "constant";
}

/** How narrow the view of `preset` may become: gestures set the keys of a moving centre in double precision. */
function leastWidth(preset) {
  if (Array.isArray(valueAt(preset, zoomTrack.path))) return 1e-13;
  return ["keys", "path"].includes(kindOf(trackNamed("camera.center"), preset)) ? deepWidth : smallestWidth;
}

/** The point `right` and `up` of the camera's centre, in lengths of the plane as the picture shows them. */
function moved({ center, rotation, width }, right, up) {
  const angle = (rotation * Math.PI) / 180;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  // A thousandth of a pixel of a large picture.
  const scale = Math.max(0, Math.ceil(-Math.log10(width))) + 7;
  return [center[0].plus(right * cos - up * sin, scale), center[1].plus(right * sin + up * cos, scale)];
}

function cameraEdits(document, time, camera, change) {
  const { own, preset } = document;
  const step = camera.width / 4000;
  const center = camera.center.map(
    (part) => (camera.width < deepWidth ? part.plus(0, Math.ceil(-Math.log10(step)) + 1).text : rounded(part.number, step)));
  const width = Number(camera.width.toPrecision(6));
  const edits = [];
  if (change.center || change.width !== undefined) {
    if (Array.isArray(valueAt(preset, zoomTrack.path))) {
      edits.push(...editsOfValue(document, zoomTrack, time, { center, width }));
    } else {
      if (change.center) edits.push(...editsOfValue(document, trackNamed("camera.center"), time, center));
      if (change.width !== undefined) {
        if (valueAt(own, ["camera", "fit"]) !== undefined) edits.push({ path: ["camera", "fit"], remove: true });
        else if (valueAt(preset, ["camera", "fit"])) edits.push(settingEdit(own, preset, ["camera", "fit"], false));
        edits.push(...editsOfValue(document, trackNamed("camera.width"), time, width));
      }
    }
  }
  if (change.rotation !== undefined) {
    edits.push(...editsOfValue(document, trackNamed("camera.rotation"), time, rounded(camera.rotation, 0.1)));
  }
  return edits;
}
