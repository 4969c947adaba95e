import { element } from "./element.js";
import { piecesOfLine } from "./json-lines.js";

const typingPause = 150;
const stepPause = 900;

/** The preset's text, with each diagnostic at its line. */
export class TextEditor {
  #document;
  #area;
  #paper = element("div", { class: "editor-paper", "aria-hidden": "true" });
  #gutter = element("div", { class: "editor-gutter", "aria-hidden": "true" });
  #list = element("ul", { class: "diagnostics", "aria-label": "Errors and warnings" });
  #lineHeight = 19;
  #timer = null;
  #gesture = 0;
  #lastInput = 0;
  #isDirty = false;
  /** 0 while another tab is shown: then nothing is painted. */
  #height = 0;

  constructor(root, { document }) {
    this.#document = document;
    this.#area = element("textarea", {
      class: "editor-text", spellcheck: false, autocapitalize: "off", autocomplete: "off", wrap: "off", "aria-label": "The preset as JSON",
      oninput: () => this.#typed(), onscroll: () => this.#paint(), onkeydown: (event) => this.#press(event),
      onblur: () => this.#send(),
    });
    root.append(element("div", { class: "editor" }, this.#gutter, element("div", { class: "editor-room" }, this.#paper, this.#area)), this.#list);
    new ResizeObserver(([entry]) => {
      this.#height = entry.contentRect.height;
      if (this.#height > 0) this.#refresh();
    }).observe(this.#area);
    document.changed.listen(() => this.#refresh());
    this.#refresh();
  }

  /** Moves the caret to `column` of line `line`, from 1. */
  goTo(line, column = 1) {
    const lines = this.#area.value.split("\n");
    const start = lines.slice(0, line - 1).reduce((sum, text) => sum + text.length + 1, 0) + column - 1;
    this.#area.focus();
    this.#area.setSelectionRange(start, start);
    this.#area.scrollTop = Math.max(0, (line - 1) * this.#lineHeight - this.#area.clientHeight / 3);
    this.#paint();
  }

  #typed() {
    const now = performance.now();
    if (now - this.#lastInput > stepPause) this.#gesture += 1;
    this.#lastInput = now;
    this.#isDirty = true;
    this.#paint();
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#send(), typingPause);
  }

  #send() {
    clearTimeout(this.#timer);
    if (!this.#isDirty) return;
    this.#isDirty = false;
    this.#document.replaceText(this.#area.value, { label: "Edit text", gesture: `typing ${this.#gesture}` });
  }

  #press(event) {
    if ((event.ctrlKey || event.metaKey) && /^[zys]$/i.test(event.key)) {
      // Undo is the page's own: it also reverts typing.
      this.#send();
      return;
    }
    if (event.key === "Escape") this.#area.blur();
    if (event.key !== "Enter" || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    const { selectionStart: start, value } = this.#area;
    const indent = /^[ \t]*/.exec(value.slice(value.lastIndexOf("\n", start - 1) + 1, start))[0];
    const isOpening = /[[{]\s*$/.test(value.slice(0, start));
    this.#area.setRangeText(`\n${indent}${isOpening ? "  " : ""}`, start, this.#area.selectionEnd, "end");
    this.#typed();
  }

  #refresh() {
    const { text, state } = this.#document;
    if (!this.#isDirty && this.#area.value !== text) {
      const { selectionStart, selectionEnd, scrollTop, value: before } = this.#area;
      this.#area.value = text;
      if (document.activeElement === this.#area) {
        this.#area.setSelectionRange(shifted(before, text, selectionStart), shifted(before, text, selectionEnd));
      }
      if (this.#height > 0) this.#area.scrollTop = scrollTop;
    }
    if (this.#height === 0) return;
    this.#list.hidden = state.diagnostics.length === 0;
    this.#list.replaceChildren(...state.diagnostics.map((each) =>
      element(
        "li", { class: `is-${each.severity}` },
        element(
          "button", { type: "button", onclick: () => this.goTo(each.line ?? 1, each.column ?? 1) },
          element("span", { class: "diagnostic-place" }, each.line ? `${each.line}:${each.column ?? 1}` : "–"),
          element("span", {}, [each.message, each.hint].filter(Boolean).join(" "))))));
    this.#paint();
  }

  /** Only visible lines become elements, however long the text is. */
  #paint() {
    const area = this.#area;
    if (this.#height === 0) return;
    this.#lineHeight = parseFloat(getComputedStyle(area).lineHeight);
    const lines = area.value.split("\n");
    const first = Math.max(0, Math.floor(area.scrollTop / this.#lineHeight) - 1);
    const last = Math.min(lines.length, first + Math.ceil(area.clientHeight / this.#lineHeight) + 3);
    const severities = new Map();
    for (const { line, severity } of this.#document.state.diagnostics) {
      if (line && severities.get(line) !== "error") severities.set(line, severity);
    }
    const painted = [];
    const numbers = [];
    for (let index = first; index < last; index += 1) {
      const severity = severities.get(index + 1);
      const kind = severity ? ` is-${severity}` : "";
      painted.push(element("div", { class: `editor-line${kind}` }, ...this.#pieces(lines[index]), "\n"));
      numbers.push(element("div", { class: `editor-number${kind}` }, String(index + 1)));
    }
    const offset = first * this.#lineHeight - area.scrollTop;
    this.#paper.style.transform = `translate(${-area.scrollLeft}px, ${offset}px)`;
    this.#gutter.style.setProperty("--offset", `${offset}px`);
    this.#paper.replaceChildren(...painted);
    this.#gutter.replaceChildren(...numbers);
  }

  #pieces(line) {
    return piecesOfLine(line.slice(0, 2000)).map(({ text, kind }) => (kind ? element("span", { class: `token-${kind}` }, text) : text));
  }
}

/** The place in `after` that corresponds to `place` in `before`. */
function shifted(before, after, place) {
  let same = 0;
  while (same < place && before[same] === after[same]) same += 1;
  return same === place ? place : Math.max(same, place + after.length - before.length);
}
