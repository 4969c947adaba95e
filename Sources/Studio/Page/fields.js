import { element } from "./element.js";
import { isObject } from "./json-path.js";
import { rangeText } from "./schema.js";

/**
 * Controls for a value, each `{ element, show(value) }`; `take(value, gesture)` is called with the user's input. They
 * show what is in the preset, and defaults in a pale colour.
 */

/** A number: typed, or changed by dragging its label; the arrow keys change it by a step. */
export function numberField({ label, kind, take, description }) {
  const input = element("input", {
    type: "text", inputMode: "decimal", "aria-label": label, spellcheck: false,
    onfocus: () => input.select(),
    onchange: () => commit(input.value),
    onkeydown: (event) => {
      if (event.key === "Enter") input.blur();
      const steps = { ArrowUp: 1, ArrowDown: -1, PageUp: 10, PageDown: -10 }[event.key];
      if (!steps || !Number.isFinite(Number(input.value))) return;
      event.preventDefault();
      set(Number(input.value) + steps * step(Number(input.value), kind) * (event.shiftKey ? 10 : 1), `arrows ${label}`);
    },
  });
  input.title = [description, rangeText(kind)].filter(Boolean).join("\n");
  const clamp = (number) => Math.min(kind.most ?? Infinity, Math.max(kind.least ?? -Infinity, number));
  const set = (number, gesture) => {
    const value = kind.isWhole ? Math.round(clamp(number)) : Number(clamp(number).toPrecision(8));
    input.value = String(value);
    take(value, gesture);
  };
  const commit = (text) => {
    const typed = text.trim();
    const number = Number(typed);
    const isFraction = kind.takesFractions && /^\d+\/\d+$/.test(typed);
    const isWord = kind.words?.includes(typed) ?? false;
    const isRight = typed !== "" && (isWord || isFraction || (Number.isFinite(number) && number === clamp(number)));
    input.setAttribute("aria-invalid", !isRight);
    if (!isRight) return;
    // A number too long for this page stays as typed.
    const isLong = typed.replace(/[-.]|^0+|e.*$/gi, "").length > 15;
    take(isWord || isFraction || isLong ? typed : number);
  };
  return {
    element: input,
    label: (text) => scrubLabel(text, input, kind, set),
    show(value, isDefault) {
      if (document.activeElement === input) return;
      input.removeAttribute("aria-invalid");
      input.value = value === undefined ? "" : String(value);
      input.classList.toggle("is-default", isDefault);
    },
  };
}

function step(value, kind) {
  if (kind.isWhole) return 1;
  const size = Math.abs(value) > 0 ? 10 ** Math.floor(Math.log10(Math.abs(value))) : 0.1;
  return size / 20;
}

let scrubs = 0;

/** A label that changes its number when dragged. */
function scrubLabel(text, input, kind, set) {
  const label = element("span", { class: "scrub-label", title: `${input.title}\nDrag to change` }, text);
  label.addEventListener("pointerdown", (down) => {
    if (down.button !== 0 || !Number.isFinite(Number(input.value)) || input.value === "") return;
    down.preventDefault();
    label.setPointerCapture(down.pointerId);
    scrubs += 1;
    const [start, gesture, unit] = [Number(input.value), `scrub ${scrubs}`, step(Number(input.value), kind)];
    const move = (event) => set(start + Math.round((event.clientX - down.clientX) / (kind.isWhole ? 8 : 3)) * unit * (event.shiftKey ? 10 : 1), gesture);
    label.addEventListener("pointermove", move);
    for (const name of ["pointerup", "pointercancel"]) {
      label.addEventListener(name, () => label.removeEventListener("pointermove", move), { once: true });
    }
  });
  return label;
}

/** A point of the plane: two numbers. */
export function pointField(field) { return pairField({ ...field, parts: ["re", "im"] }); }

/** Two numbers, which `parts` names. */
export function pairField({ label, kind, take, description, parts: names }) {
  let shown = [0, 0];
  const parts = names.map((part, index) =>
    numberField({ label: `${label}, ${part}`, kind, description, take: (value, gesture) => take(shown.map((other, place) => (place === index ? value : other)), gesture) }));
  return {
    element: element("div", { class: "point-field" }, ...parts.map((part) => part.element)),
    label: (text) => element("span", { title: description }, text),
    show(value, isDefault) {
      if (!Array.isArray(value)) return;
      shown = value;
      parts.forEach((part, index) => part.show(value[index], isDefault));
    },
  };
}

const words = Object.freeze({ true: "yes", false: "no" });

export function choiceField({ label, kind, take, description }) {
  const input = element(
    "select", { "aria-label": label, title: description, onchange: () => take(kind.values.find((value) => String(value) === input.value)) },
    ...kind.values.map((value) => element("option", { value: String(value) }, words[value] ?? String(value))));
  return {
    element: input,
    show(value, isDefault) {
      input.value = String(value);
      input.classList.toggle("is-default", isDefault);
    },
  };
}

export function switchField({ label, take, description }) {
  const input = element("input", { type: "checkbox", "aria-label": label, title: description, onchange: () => take(input.checked) });
  return { element: input, show: (value) => { input.checked = value === true || typeof value === "number"; } };
}

export function textField({ label, take, description, isRequired }) {
  const input = element("input", {
    type: "text", "aria-label": label, title: description, onchange: () => { if (!isRequired || input.value.trim()) take(input.value); },
    onkeydown: (event) => { if (event.key === "Enter") input.blur(); },
  });
  return { element: input, show: (value) => { if (document.activeElement !== input) input.value = value ?? ""; } };
}

let colorDrags = 0;

export function colorField({ label, take, description }) {
  let [gesture, opacity] = ["", ""];
  const input = element("input", {
    type: "color", "aria-label": label, title: description,
    onfocus: () => {
      colorDrags += 1;
      gesture = `color ${colorDrags}`;
    },
    // A colour keeps its opacity.
    oninput: () => take(input.value + opacity, gesture),
  });
  const show = (value) => {
    if (typeof value !== "string") return;
    const color = longColor(value);
    opacity = color === transparent ? "" : color.slice(7);
    input.value = color.slice(0, 7);
  };
  return { element: input, show };
}

const transparent = "#00000000";

/** "#rgb" as "#rrggbb", and with an opacity as "#rrggbbaa". */
export function longColor(text) {
  if (text === "transparent") return transparent;
  return /^#[0-9a-f]{3,4}$/i.test(text) ? `#${[...text.slice(1)].map((digit) => digit + digit).join("")}` : text;
}

/** The control for a field's kinds in the schema; null for those that have their own place. */
export function controlFor(field, label, take) {
  const shared = { label, take, description: field.description, isRequired: field.isRequired };
  const kind = (type) => field.kinds.find((candidate) => candidate.type === type);
  const choices = field.kinds.filter(({ type }) => type === "choice").flatMap(({ values }) => values);
  if (choices.length > 0 && (kind("boolean") || !kind("number"))) return choiceField({ ...shared, kind: { values: kind("boolean") ? [false, true, ...choices] : choices } });
  if (kind("boolean")) return switchField(shared);
  if (kind("point")) return pointField({ ...shared, kind: { least: -1000, most: 1000 } });
  if (kind("number")) {
    const takesFractions = field.kinds.some(({ type, pattern }) => type === "string" && pattern?.includes("/"));
    const isText = field.kinds.some(({ type, pattern }) => type === "string" && !pattern);
    return isText ? textField(shared) : numberField({ ...shared, kind: { ...kind("number"), takesFractions, words: choices } });
  }
  if (field.kinds.some(({ pattern }) => pattern?.startsWith("^#"))) return colorField(shared);
  if (kind("string")) return textField(shared);
  return null;
}

export function hasKeys(value) {
  return isObject(value) && (Array.isArray(value.keyframes) || hasKeys(value.base));
}
