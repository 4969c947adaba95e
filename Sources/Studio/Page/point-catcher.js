import { button } from "./element.js";
import { isObject, settingEdit, valueAt } from "./json-path.js";
import { kindOf, trackNamed } from "./tracks.js";

/** How near to the click a point is, in widths of the picture. */
const reach = 0.04;

/**
 * Catches points: after a click on *Catch a point*, the next click on the picture finds the repelling point near it, and the
 * camera follows that point from then on. If c stands still, the film can become a zoom loop round it.
 */
export class PointCatcher {
  #api;
  #document;
  #clock;
  #curves;
  #notices;
  #picture;
  #button;

  constructor({ api, document, clock, curves, notices, picture }) {
    [this.#api, this.#document, this.#clock, this.#curves, this.#notices] = [api, document, clock, curves, notices];
    this.#picture = picture;
    this.#button = button("Catch a point", () => this.#toggle(), { icon: "target", class: "bare", "aria-pressed": "false" });
    picture.addTool(this.#button);
  }

  #toggle() {
    const isOn = this.#button.getAttribute("aria-pressed") !== "true";
    this.#arm(isOn);
    if (isOn) this.#notices.tell("Click a point of the Julia set: the camera will follow it");
  }

  #arm(isOn) {
    this.#button.setAttribute("aria-pressed", isOn);
    this.#picture.pickPlace(isOn ? (place) => this.#catch(place) : null);
  }

  async #catch({ right, up }) {
    this.#arm(false);
    try {
      const { formula = "power", degree = 2 } = this.#document.value(["fractal"]) ?? {};
      if (formula !== "power") throw new Error("Points are caught with powers of z alone");
      const isStill = kindOf(trackNamed("c"), this.#document.preset) === "constant";
      if (!isStill && this.#clock.time > 0) {
        throw new Error("A point is caught at the film's start: go there first, as c moves");
      }
      const values = await this.#curves.at(this.#clock.time);
      const [width, angle] = [values["camera.width"], (values["camera.rotation"] * Math.PI) / 180];
      const [x, y] = [right * width, up * width];
      const [re, im] = values["camera.center"];
      const near = [re + x * Math.cos(angle) - y * Math.sin(angle), im + x * Math.sin(angle) + y * Math.cos(angle)];
      const point = await this.#api.catchPoint({ c: values.c, degree, near, within: reach * width });
      await this.#document.edit((document) => followingEdits(document, point), { label: "Follow a point" });
      this.#notices.tell(
        `The camera follows ${nameOf(point)}`,
        isStill ? [{ label: "Zoom loop", action: () => this.#makeLoop(width) }] : []);
    } catch (error) {
      this.#notices.fail(error.message);
    }
  }

  #makeLoop(width) {
    this.#document.edit((document) => loopEdits(document, width), { label: "Make a zoom loop" });
  }
}

/** "a point of period 2 with the multiplier 1.37 ∠ 30.0°". */
function nameOf({ preperiod, period, multiplier: [re, im] }) {
  const before = preperiod === 0 ? "" : ` after ${preperiod} ${preperiod === 1 ? "step" : "steps"}`;
  const turn = (Math.atan2(im, re) * 180) / Math.PI;
  return `a point of period ${period}${before} with the multiplier ${Math.hypot(re, im).toFixed(2)} ∠ ${turn.toFixed(1)}°`;
}

/** What the camera follows replaces its place in the text; what is inherited of that gives way by itself. */
function followingEdits({ own, preset }, { preperiod, period, near }) {
  const target = preperiod === 0 ? { period, near } : { period, preperiod, near };
  const replaced = ["center", "zoomTo", "fit"].map((key) => ["camera", key]).filter((path) => valueAt(own, path) !== undefined);
  return [...replaced.map((path) => ({ path, remove: true })), settingEdit(own, preset, ["camera", "follow"], target)];
}

function loopEdits(document, width) {
  const { own, preset } = document;
  const edits = [settingEdit(own, preset, ["camera", "zoomLoop"], 1)];
  if (preset.loop !== "wrap") edits.push(settingEdit(own, preset, ["loop"], "wrap"));
  if (isObject(valueAt(preset, ["camera", "width"]))) edits.push(settingEdit(own, preset, ["camera", "width"], width));
  return edits;
}
