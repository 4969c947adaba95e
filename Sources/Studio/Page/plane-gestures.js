import { keysOfDrawing } from "./freehand.js";
import { settingEdit } from "./json-path.js";
import { editsOfValue, keyEdits } from "./keys.js";
import { distance } from "./plane-geometry.js";
import { keysOf, kindOf, lastKeyTime, numbersOf, rounded, trackNamed } from "./tracks.js";

const track = trackNamed("c");
/** The distance, in CSS pixels, within which the pointer grabs something. */
const reach = 11;

/** The actions of the pointer and the keys in the plane. */
export class PlaneGestures {
  mode = "set";
  hovered = null;
  drawn = null;
  #canvas;
  #parts;
  #count = 0;
  #drag = null;

  /** `parts`: the view, its window `plane`, and their contents. */
  constructor(canvas, parts) {
    this.#canvas = canvas;
    this.#parts = parts;
    canvas.addEventListener("pointerdown", (event) => this.#press(event));
    canvas.addEventListener("pointermove", (event) => this.#move(event));
    canvas.addEventListener("pointerup", (event) => this.#release(event));
    canvas.addEventListener("pointercancel", (event) => this.#release(event));
    canvas.addEventListener("pointerleave", () => this.#leave());
    canvas.addEventListener("contextmenu", (event) => event.preventDefault());
    canvas.addEventListener("wheel", (event) => this.#wheel(event), { passive: false });
    canvas.addEventListener("keydown", (event) => this.#pressKey(event));
  }

  #place(event) { return [event.offsetX, event.offsetY]; }
  #round(point) { return point.map((part) => rounded(part, this.#parts.plane.step)); }

  #press(event) {
    const { view, plane, clock, selection } = this.#parts;
    this.#canvas.focus({ preventScroll: true, focusVisible: false });
    this.#canvas.setPointerCapture(event.pointerId);
    this.#count += 1;
    // The main picture shows what is dragged; the corner would only hide the path.
    this.#parts.hover.hide();
    const place = this.#place(event);
    const hit = this.#hit(place);
    const gesture = `plane ${this.#count}`;
    if (event.button !== 0 || event.altKey || this.mode === "pan") this.#drag = { kind: "pan", last: place };
    else if (this.mode === "draw") this.#begin({ kind: "draw" }, [plane.toPlane(place)]);
    else if (hit?.handle) this.#drag = { kind: "handle", handle: hit.handle, gesture };
    else if (hit?.key) {
      const time = Number(hit.key.time);
      if (event.shiftKey) selection.add("c", time);
      else selection.replace([{ trackID: "c", time }]);
      this.#drag = { kind: "key", time, gesture, hasMoved: false };
    } else if (hit?.isPresent) {
      this.#drag = { kind: "scrub" };
      clock.hold();
    } else if (kindOf(track, this.#parts.document.preset) === "path") this.#drag = { kind: "path", place };
    else {
      this.#drag = { kind: "set", time: clock.time, gesture };
      clock.hold();
      this.#set(plane.toPlane(place));
    }
    view.repaint();
  }

  #begin(drag, drawn) {
    this.#drag = drag;
    this.drawn = drawn;
  }

  #move(event) {
    const { view, plane, place: output } = this.#parts;
    const place = this.#place(event);
    const point = plane.toPlane(place);
    output.textContent = this.#text(point);
    const drag = this.#drag;
    if (!drag) return this.#hover(place, point);
    if (drag.kind === "pan" || drag.kind === "path") {
      const last = drag.last ?? drag.place;
      if (drag.kind === "path" && !drag.last && distance(last, place) < 4) return;
      plane.pan([place[0] - last[0], place[1] - last[1]]);
      drag.last = place;
      view.repaint({ isMoved: true });
    } else if (drag.kind === "draw") {
      const events = event.getCoalescedEvents?.() ?? [];
      for (const each of events.length > 0 ? events : [event]) this.drawn.push(plane.toPlane(this.#place(each)));
      view.repaint();
    } else if (drag.kind === "handle") this.#dragHandle(drag, point);
    else if (drag.kind === "key") this.#dragKey(drag, point);
    else if (drag.kind === "scrub") this.#scrub(place);
    else this.#set(point);
  }

  #release({ type }) {
    const { clock, view, notices } = this.#parts;
    const drag = this.#drag;
    const isDone = type !== "pointercancel";
    this.#drag = null;
    if (drag?.kind === "draw") this.#finishDrawing(isDone ? this.drawn : []);
    if (drag?.kind === "set" || drag?.kind === "scrub") clock.release();
    if (isDone && drag?.kind === "path" && !drag.last) {
      notices.tell("c follows a path. Drag its handles, or:", [
        { label: "Turn it into keys", action: () => this.pathToKeys() },
        { label: "Hold c still here", action: () => this.#hold(this.#parts.plane.toPlane(drag.place)) },
      ]);
    }
    view.repaint();
  }

  /** Sets c at the playhead: as a key if it has keys, otherwise as the constant. */
  #set(point) {
    const { document } = this.#parts;
    const { time, gesture } = this.#drag;
    const value = this.#round(point);
    document.edit((document) => editsOfValue(document, track, time, value), { label: "Set c", gesture });
  }

  #hold(point) { this.#parts.document.set(["c"], this.#round(point), { label: "Hold c still" }); }

  #dragKey(drag, point) {
    const value = this.#round(point);
    this.#parts.document.edit(
      (document) => {
        const keys = keysOf(track, document.preset).map((key) => (Number(key.time) === drag.time ? { ...key, value } : key));
        return keyEdits(document, track, keys);
      },
      { label: "Move a key in the plane", gesture: drag.gesture });
  }

  #dragHandle({ handle, gesture }, point) {
    const { document, plane } = this.#parts;
    const change = handle.set(this.#round(point), plane.step);
    document.edit(
      ({ own, preset }) => handle.setsWhole
        ? [settingEdit(own, preset, handle.path, change)]
        : Object.entries(change).map(([key, value]) => settingEdit(own, preset, [...handle.path, key], value)),
      { label: handle.name, gesture });
  }

  #finishDrawing(line) {
    const { document, plane, notices, view } = this.#parts;
    const drawn = line.filter((point, index, all) => index === 0 || distance(point, all[index - 1]) > 0);
    this.drawn = null;
    if (drawn.length < 8) return;
    const { preset } = document;
    const isClosed = preset.loop === "wrap";
    const digits = Math.min(15, Math.max(3, Math.ceil(-Math.log10(plane.step)) + 1));
    const keyframes = keysOfDrawing(drawn, { duration: lastKeyTime(preset), tolerance: 2 * plane.step, isClosed, digits });
    document.set(["c"], { keyframes, interpolation: "catmull-rom" }, { label: "Draw a path" });
    notices.tell(`The line became ${keyframes.length} keys`);
    // The next drag is of one of them.
    view.choose("set");
  }

  /** Converts c's path to keys that follow it. */
  pathToKeys() {
    const { document, curves, plane } = this.#parts;
    const points = curves.samples.tracks.c;
    const isClosed = document.preset.loop === "wrap";
    const drawn = isClosed ? points.slice(0, -1) : points;
    const digits = Math.min(15, Math.max(4, Math.ceil(-Math.log10(plane.step)) + 2));
    const keyframes = keysOfDrawing(drawn, { duration: lastKeyTime(document.preset), tolerance: plane.step / 2, isClosed, digits });
    document.set(["c"], { keyframes, interpolation: "catmull-rom" }, { label: "Turn the path into keys" });
  }

  #hit(place) {
    const { view, plane } = this.#parts;
    const near = (point) => distance(plane.toScreen(point), place) < reach;
    const handle = view.handles().find(({ at }) => near(at));
    if (handle) return { handle };
    const key = view.keys().find((key) => near(numbersOf(track, key.value)));
    if (key) return { key };
    // On a path, c's mark can only be where the path is: it moves the playhead.
    const { document, curves, clock } = this.#parts;
    const present = kindOf(track, document.preset) === "path" ? curves.near("c", clock.time) : null;
    return present && near(present) ? { isPresent: true } : null;
  }

  /** Puts the playhead to the moment at which c is nearest to `place`. */
  #scrub(place) {
    const { curves, clock, plane } = this.#parts;
    const { times, tracks } = curves.samples;
    const distances = tracks.c.map((point) => distance(plane.toScreen(point), place));
    clock.seek(times[distances.indexOf(Math.min(...distances))]);
  }

  #hover(place, point) {
    const { view, document, clock, hover, plane } = this.#parts;
    this.hovered = this.#hit(place);
    this.#canvas.style.cursor = this.hovered ? "grab" : this.mode === "pan" ? "move" : "crosshair";
    view.repaint();
    if (!document.film) return;
    hover.show({
      revision: document.filmRevision, frame: clock.frame, film: document.film, c: point, text: this.#text(point),
      isRight: place[0] < plane.size.width / 2,
    });
  }

  #leave() {
    if (this.#drag) return;
    this.hovered = null;
    this.#parts.hover.hide();
    this.#parts.place.textContent = "";
    this.#parts.view.repaint();
  }

  #wheel(event) {
    event.preventDefault();
    const { plane, view } = this.#parts;
    plane.zoom(Math.exp(event.deltaY * (event.deltaMode === 1 ? 30 : 1) * 0.0016), this.#place(event));
    view.repaint({ isMoved: true });
  }

  #pressKey(event) {
    const { plane, view, document, clock, curves } = this.#parts;
    if (event.ctrlKey || event.metaKey) return;
    const arrow = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] }[event.key];
    const middle = [plane.size.width / 2, plane.size.height / 2];
    if (event.key === "+" || event.key === "=") plane.zoom(1 / 1.25, middle);
    else if (event.key === "-") plane.zoom(1.25, middle);
    else if (arrow && event.altKey) plane.pan([-30 * arrow[0], 30 * arrow[1]]);
    else if (arrow && kindOf(track, document.preset) !== "path") {
      const now = curves.near("c", clock.time);
      if (!now) return;
      const step = plane.step * (event.shiftKey ? 10 : 1);
      const value = this.#round([now[0] + step * arrow[0], now[1] + step * arrow[1]]);
      const time = clock.time;
      document.edit((document) => editsOfValue(document, track, time, value), { label: "Set c", gesture: "plane arrows" });
    } else return;
    event.preventDefault();
    event.stopPropagation();
    view.repaint({ isMoved: true });
  }

  #text([re, im]) {
    const digits = Math.max(3, Math.ceil(-Math.log10(this.#parts.plane.step)) + 1);
    const sign = im < 0 ? "−" : "+";
    return `${re.toFixed(Math.min(15, digits)).replace("-", "−")} ${sign} ${Math.abs(im).toFixed(Math.min(15, digits))}i`;
  }
}
