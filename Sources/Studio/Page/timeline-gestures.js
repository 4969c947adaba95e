import { easingOf, handlesOf } from "./easing.js";
import { editsOfKeys, keyEdits, shiftBounds, shiftedKeys } from "./keys.js";
import { distance } from "./plane-geometry.js";
import { keyPlace } from "./timeline-scale.js";
import { keysOf, rounded } from "./tracks.js";

const reach = 9;
const snapReach = 7;

/** The actions of the pointer in the timeline's rows. */
export class TimelineGestures {
  /** The selection box being drawn. */
  box = null;
  #canvas;
  #parts;
  #drag = null;
  #count = 0;

  /** `parts`: the view, its scale, and its contents. */
  constructor(canvas, ruler, parts) {
    this.#canvas = canvas;
    this.#parts = parts;
    canvas.addEventListener("pointerdown", (event) => { if (event.button === 0) this.#press(event); });
    canvas.addEventListener("pointermove", (event) => this.#move(event));
    for (const name of ["pointerup", "pointercancel"]) canvas.addEventListener(name, (event) => this.#release(event));
    canvas.addEventListener("dblclick", (event) => this.#makeKey(event));
    ruler.addEventListener("pointerdown", (event) => this.#scrub(ruler, event));
    for (const target of [canvas, ruler]) target.addEventListener("wheel", (event) => this.#wheel(event), { passive: false });
  }

  #press(event) {
    const { view, selection } = this.#parts;
    const place = [event.offsetX, event.offsetY];
    this.#canvas.focus({ preventScroll: true, focusVisible: false });
    this.#canvas.setPointerCapture(event.pointerId);
    this.#count += 1;
    const gesture = `timeline ${this.#count}`;
    const handle = this.#handleAt(place);
    if (handle) {
      this.#drag = { kind: "handle", ...handle, gesture };
      return;
    }
    const row = view.rowAt(place[1]);
    view.focusRow(row);
    const key = row && this.#keyAt(row, place);
    if (!key) {
      this.#drag = { kind: "box", start: place, kept: event.shiftKey ? selection.list() : [] };
      if (!event.shiftKey) selection.clear();
      return;
    }
    const id = row.track.id;
    if (event.shiftKey) selection.toggle(id, key.time);
    else if (!selection.has(id, key.time)) selection.replace([{ trackID: id, time: Number(key.time) }]);
    this.#drag = {
      kind: "keys", gesture, startX: place[0], grabbed: Number(key.time), moved: selection.list(),
      preset: this.#parts.document.preset, hasMoved: false,
    };
  }

  #move(event) {
    const drag = this.#drag;
    const place = [event.offsetX, event.offsetY];
    if (!drag) return this.#hover(place);
    if (drag.kind === "box") this.#drawBox(drag, place);
    else if (drag.kind === "handle") this.#dragHandle(drag, place);
    else this.#dragKeys(drag, event);
  }

  #release({ type }) {
    if (type === "pointercancel" && this.#drag?.kind === "keys") this.#parts.selection.replace(this.#drag.moved);
    this.#drag = null;
    this.box = null;
    this.#parts.view.repaint();
  }

  #dragKeys(drag, event) {
    const { scale, view, selection, document } = this.#parts;
    if (!drag.hasMoved && Math.abs(event.offsetX - drag.startX) < 3) return;
    drag.hasMoved = true;
    const wanted = drag.grabbed + (event.offsetX - drag.startX) * scale.secondsPerPixel;
    const time = event.altKey ? wanted : this.#snapped(wanted, drag);
    const options = { ripple: view.isRippling };
    const { least, most } = shiftBounds(drag.preset, drag.moved, options);
    const shift = Math.min(most, Math.max(least, time - drag.grabbed));
    if (shift === drag.shift) return;
    drag.shift = shift;
    const byTrack = shiftedKeys(drag.preset, drag.moved, shift, options);
    document.edit((document) => editsOfKeys(document, byTrack, { mayGrow: options.ripple }), { label: "Move keys", gesture: drag.gesture });
    selection.replace(drag.moved.map((key) => ({ ...key, time: rounded(key.time + shift, 1e-5) })));
  }

  /** The nearest place to snap to: a frame, the playhead, another key, a beat of the song; or `time` if snapping is off. */
  #snapped(time, drag) {
    const { view, scale, clock } = this.#parts;
    if (!view.isSnapping) return time;
    const frame = Math.round(time * clock.framesPerSecond) / clock.framesPerSecond;
    const { selection } = this.#parts;
    const others = view.rows.flatMap((row) => row.keys.filter((key) => !selection.has(row.track.id, key.time)).map((key) => Number(key.time)));
    const room = snapReach * scale.secondsPerPixel;
    const near = [clock.time, 0, ...others, ...view.beats]
      .filter((candidate) => Math.abs(candidate - time) < room)
      .sort((one, other) => Math.abs(one - time) - Math.abs(other - time));
    return near[0] ?? frame;
  }

  #drawBox(drag, [x, y]) {
    const { view, selection, scale } = this.#parts;
    const [left, top] = [Math.min(x, drag.start[0]), Math.min(y, drag.start[1])];
    this.box = { x: left, y: top, width: Math.abs(x - drag.start[0]), height: Math.abs(y - drag.start[1]) };
    const chosen = view.rows.flatMap((row) =>
      row.keys
        .filter((key) => {
          const [keyX, keyY] = keyPlace(row, key, scale);
          return keyX >= left && keyX <= left + this.box.width && keyY >= top && keyY <= top + this.box.height;
        })
        .map((key) => ({ trackID: row.track.id, time: Number(key.time) })));
    selection.replace([...drag.kept, ...chosen]);
  }

  #dragHandle(drag, [x, y]) {
    const { box, side, row, key } = drag;
    const clamp = (number, low, high) => Math.min(high, Math.max(low, number));
    const shareX = clamp((x - box.x0) / (box.x1 - box.x0), 0, 1);
    const most = row.track.parts.length > 1 ? 1 : 2;
    const shareY = clamp((y - box.y0) / (box.y1 - box.y0), most > 1 ? -1 : 0, most);
    const { document } = this.#parts;
    document.edit(
      (document) => {
        const keys = keysOf(row.track, document.preset).map((each) => {
          if (Number(each.time) !== Number(key.time)) return each;
          const handles = [...(handlesOf(each.easing) ?? [1 / 3, 1 / 3, 2 / 3, 2 / 3])];
          handles.splice(side === "first" ? 0 : 2, 2, shareX, shareY);
          return { ...each, easing: easingOf(handles) };
        });
        return keyEdits(document, row.track, keys);
      },
      { label: "Change easing", gesture: drag.gesture });
  }

  #handleAt(place) {
    const handles = this.#parts.view.handles;
    if (!handles) return null;
    const side = ["second", "first"].find((name) => distance(handles[name], place) < reach);
    return side ? { ...handles, side } : null;
  }

  #keyAt(row, place) {
    const { scale } = this.#parts;
    const near = row.keys.filter((key) => distance(keyPlace(row, key, scale), place) < reach);
    return near.sort((one, other) => distance(keyPlace(row, one, scale), place) - distance(keyPlace(row, other, scale), place))[0];
  }

  #hover(place) {
    const row = this.#parts.view.rowAt(place[1]);
    const isOver = this.#handleAt(place) || (row && this.#keyAt(row, place));
    this.#canvas.style.cursor = isOver ? "grab" : "default";
  }

  #makeKey(event) {
    const { view, scale, clock } = this.#parts;
    const row = view.rowAt(event.offsetY);
    if (!row || this.#keyAt(row, [event.offsetX, event.offsetY])) return;
    const frame = clock.nearestFrame(scale.time(event.offsetX));
    view.makeKey(row.track, frame / clock.framesPerSecond);
  }

  #scrub(ruler, down) {
    if (down.button !== 0) return;
    const { clock, scale } = this.#parts;
    ruler.setPointerCapture(down.pointerId);
    clock.hold();
    const seek = (event) => clock.seekFrame(clock.nearestFrame(scale.time(event.offsetX)));
    seek(down);
    ruler.addEventListener("pointermove", seek);
    const end = () => {
      ruler.removeEventListener("pointermove", seek);
      clock.release();
    };
    for (const name of ["pointerup", "pointercancel"]) ruler.addEventListener(name, end, { once: true });
  }

  #wheel(event) {
    const { scale, view } = this.#parts;
    const unit = event.deltaMode === 1 ? 30 : 1;
    if (event.ctrlKey || event.metaKey) scale.zoom(Math.exp(event.deltaY * unit * 0.002), event.offsetX);
    else if (event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY)) scale.pan((event.deltaX || event.deltaY) * unit);
    else return;
    event.preventDefault();
    view.repaint();
  }
}
