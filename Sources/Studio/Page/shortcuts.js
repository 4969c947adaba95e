/** The keys of the page. A field that is typed into keeps its own. */
export class Shortcuts {
  #entries = [];

  constructor(target) {
    target.addEventListener("keydown", (event) => this.#press(event));
  }

  /** All keys by group, for the page that tells of them. */
  get entries() { return this.#entries; }

  /** Has the key `chord`, such as "Shift+ArrowLeft" or "Mod+z", call `action`. Mod is Ctrl, or ⌘ on a Mac. */
  add(group, chord, meaning, action, { isForFields = false } = {}) {
    this.#entries.push({ group, chord, meaning, action, isForFields });
  }

  /** Tells of a key that a view takes by itself. */
  tell(group, chord, meaning) { this.#entries.push({ group, chord, meaning }); }

  #press(event) {
    if (event.defaultPrevented || event.isComposing) return;
    const parts = [];
    if (event.ctrlKey || event.metaKey) parts.push("Mod");
    if (event.altKey) parts.push("Alt");
    if (event.shiftKey && (event.key.length > 1 || parts.length > 0)) parts.push("Shift");
    const chord = [...parts, event.key.length === 1 ? event.key.toLowerCase() : event.key].join("+");
    const entry = this.#entries.find((entry) => entry.action && entry.chord === chord);
    if (!entry || (!entry.isForFields && isTypedInto(event.target))) return;
    if (document.querySelector("dialog[open]") && !entry.isForFields) return;
    // A button takes the space bar and a slider the arrows.
    if (event.target.matches?.("button, summary, [role=tab], [type=checkbox]") && (event.key === " " || event.key === "Enter")) return;
    if (event.target.matches?.("input[type=range], [role=separator], [role=tab]") && /^(Arrow|Home|End)/.test(event.key)) return;
    event.preventDefault();
    entry.action(event);
  }
}

/** Whether letters go into `target`. */
export function isTypedInto(target) {
  if (target.matches?.("textarea, select, [contenteditable]")) return true;
  return target.matches?.("input") && !/^(range|checkbox|color|button|file)$/.test(target.type);
}
