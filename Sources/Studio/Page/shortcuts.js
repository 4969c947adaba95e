/** The keyboard shortcuts of the page. A field with text input keeps its own. */
export class Shortcuts {
  #entries = [];

  constructor(target) {
    target.addEventListener("keydown", (event) => this.#press(event));
  }

  /** All shortcuts by group, for the help page. */
  get entries() { return this.#entries; }

  /** Makes the key `chord`, such as "Shift+ArrowLeft" or "Mod+z", call `action`. Mod is Ctrl, or ⌘ on a Mac. */
  add(group, chord, meaning, action, { isForFields = false } = {}) {
    this.#entries.push({ group, chord, meaning, action, isForFields });
  }

  /** Lists a shortcut that a view handles itself. */
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
    // A button uses the space bar and a slider the arrows.
    if (event.target.matches?.("button, summary, [role=tab], [type=checkbox]") && (event.key === " " || event.key === "Enter")) return;
    if (event.target.matches?.("input[type=range], [role=separator], [role=tab]") && /^(Arrow|Home|End)/.test(event.key)) return;
    event.preventDefault();
    entry.action(event);
  }
}

/** Whether `target` receives typed text. */
export function isTypedInto(target) {
  if (target.matches?.("textarea, select, [contenteditable]")) return true;
  return target.matches?.("input") && !/^(range|checkbox|color|button|file)$/.test(target.type);
}
