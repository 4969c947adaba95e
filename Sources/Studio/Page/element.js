/**
 * Creates an element. Of `properties`, `class`, `role`, `for` and names with a dash become attributes, `on…` listeners,
 * `style` the custom properties of the style, all others properties of the element. Text is always set as text, never
 * parsed as HTML.
 */
export function element(name, properties = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (value === undefined || value === null || value === false) continue;
    if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
    else if (key === "class") made.className = value;
    else if (key.includes("-") || key === "role" || key === "for" || key === "list") made.setAttribute(key, value);
    else if (key === "style") for (const [name, part] of Object.entries(value)) made.style.setProperty(name, part);
    else made[key] = value;
  }
  made.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return made;
}

/** A button with an accessible name, and its key in the tooltip. */
export function button(label, action, { icon, key, class: kind = "", ...rest } = {}) {
  const title = key ? `${label} (${key})` : label;
  return element(
    "button", { type: "button", class: `button ${kind}`, title, "aria-label": label, onclick: action, ...rest },
    icon ? glyph(icon) : label);
}

const shapes = {
  play: "M6 4.2v11.6l9.5-5.8z",
  pause: "M5.5 4h3v12h-3zM11.5 4h3v12h-3z",
  first: "M4.5 4h2v12h-2zM16 4.4v11.2L7.5 10z",
  last: "M13.5 4h2v12h-2zM4 4.4v11.2l8.500-5.600z",
  back: "M13 4.4v11.200L5 10z",
  forward: "M7 4.4v11.2l8-5.600z",
  loop: "M5 9.500a4.500 4.500 0 0 1 4.500-4.500H13V2.800L17 6l-4 3.200V7H9.500A2.500 2.500 0 0 0 7 9.500zM15 10.500a4.500 4.500 0 0 1-4.500 4.500H7v2.200L3 14l4-3.200V13h3.500a2.500 2.500 0 0 0 2.500-2.500z",
  undo: "M8 3.500 3 8l5 4.500V9.400c3.600 0 5.600 1 7.500 4-.4-4.400-3-7-7.500-7.400z",
  redo: "m12 3.500 5 4.500-5 4.500V9.400c-3.600 0-5.600 1-7.500 4 .4-4.400 3-7 7.500-7.400z",
  plus: "M9 4h2v5h5v2h-5v5H9v-5H4V9h5z",
  cross: "m5.600 4.200 4.400 4.400 4.400-4.400 1.400 1.400L11.400 10l4.400 4.400-1.400 1.400L10 11.400l-4.400 4.400-1.400-1.400L8.600 10 4.200 5.600z",
  help: "M10 2.500a7.500 7.500 0 1 0 0 15 7.500 7.500 0 0 0 0-15M9 13h2v2H9zm1-8c1.900 0 3.200 1.200 3.200 2.800 0 1.300-.8 1.900-1.500 2.400-.6.400-.8.700-.8 1.300v.3H9.100v-.5c0-1.400.8-2 1.500-2.500.6-.4.8-.6.8-1 0-.6-.6-1-1.400-1s-1.400.500-1.400 1.300H6.800C6.800 6.200 8.100 5 10 5",
  theme: "M10 2.500a7.500 7.500 0 1 0 0 15zM10 1a9 9 0 1 1 0 18 9 9 0 0 1 0-18",
  fit: "M3 3h5v2H5v3H3zM12 3h5v5h-2V5h-3zM3 12h2v3h3v2H3zM15 12h2v5h-5v-2h3z",
  grid: "M3 3h14v14H3zm2 2v2.700h2.700V5zm4 0v2.700h2.300V5zm3.700 0v2.700H15V5zM5 9v2.300h2.700V9zm4 0v2.300h2.300V9zm3.700 0v2.300H15V9zM5 12.700V15h2.700v-2.300zm4 0V15h2.300v-2.300zm3.700 0V15H15v-2.300z",
  pen: "m13.700 3.100 3.200 3.200-9.400 9.400L3.500 16.500l.8-4zM5.900 13.100l-.4 1.400 1.400-.4z",
  hand: "M7 9V4.500a1 1 0 0 1 2 0V3.300a1 1 0 0 1 2 0v1.200a1 1 0 0 1 2 0v1.300a1 1 0 0 1 2 0V12c0 3-1.800 5-4.700 5-2.200 0-3.200-.9-4.300-2.600L4 11c-.5-.9.7-1.900 1.500-1.100z",
  target: "M9 2h2v2.100A6 6 0 0 1 15.900 9H18v2h-2.100a6 6 0 0 1-4.900 4.900V18H9v-2.100A6 6 0 0 1 4.100 11H2V9h2.100A6 6 0 0 1 9 4.100zm1 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8m0 2.500a1.500 1.500 0 1 1 0 3 1.500 1.500 0 0 1 0-3",
  sound: "M3 7.500h3L10.500 4v12L6 12.500H3zM12.500 6.500a5 5 0 0 1 0 7l-1-1a3.600 3.600 0 0 0 0-5zM14.800 4.200a8.200 8.200 0 0 1 0 11.600l-1-1a6.800 6.800 0 0 0 0-9.600z",
  silence: "M3 7.500h3L10.500 4v12L6 12.500H3zm9.300-.2 1-1L15 8l1.700-1.700 1 1L16 9l1.700 1.700-1 1L15 10l-1.700 1.700-1-1L14 9z",
  wave: "M2.500 11.500c1.500-6.500 4.500-9 7-2.500l1 3c1 3 3 2.500 4-1.500l.800-2.500 1.900.600-.800 2.500c-1.800 5.800-6 7-7.800 1.500l-1-3c-.900-2.700-2.100-1.500-3.200 2.400z",
  key: "m10 3.500 6.500 6.500-6.500 6.500L3.500 10z",
};

/** An icon for a button. */
export function glyph(name) {
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  svg.setAttribute("viewBox", "0 0 20 20");
  svg.setAttribute("class", "glyph");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(space, "path");
  path.setAttribute("d", shapes[name]);
  path.setAttribute("fill-rule", "evenodd");
  svg.append(path);
  return svg;
}
