/** The colours of the page for canvases, reread when the scheme changes. */
export function colorsOf(node) {
  const style = getComputedStyle(node);
  const names = ["ground", "panel", "raised", "well", "line", "ink", "quiet", "accent", "chosen", "fault", "warning", "curve-1", "curve-2"];
  return Object.fromEntries(names.map((name) => [name.replace("-", ""), style.getPropertyValue(`--${name}`)]));
}

/** Calls `repaint` after each change of the colour scheme, by the system or by hand, once the page's colours are the new ones. */
export function onSchemeChange(repaint) {
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", repaint);
  addEventListener("schemechange", repaint);
}

/** The colour of a moment at a share of the film: once round the hues, as in `juliareel path`; slightly less for a film without a loop. */
export function momentColor(share, isLoop, alpha = 1) {
  const degrees = 360 * (0.14 + share * (isLoop ? 1 : 0.82));
  return `oklch(0.8 0.135 ${degrees.toFixed(1)} / ${alpha})`;
}

/** Resizes `canvas` to its displayed size; its context then counts in CSS pixels. True if its size has changed. */
export function fitCanvas(canvas, box = canvas.parentElement) {
  const ratio = devicePixelRatio;
  const [width, height] = [box.clientWidth, box.clientHeight];
  const [columns, rows] = [Math.max(1, Math.round(width * ratio)), Math.max(1, Math.round(height * ratio))];
  const hasChanged = canvas.width !== columns || canvas.height !== rows;
  if (hasChanged) {
    canvas.width = columns;
    canvas.height = rows;
    canvas.style.width = `${width}px`;
    canvas.style.height = `${height}px`;
  }
  canvas.getContext("2d").setTransform(ratio, 0, 0, ratio, 0, 0);
  return hasChanged;
}

/** Calls `draw` once before the next screen refresh, however often it is requested. */
export class Repaint {
  #draw;
  #isAsked = false;

  constructor(draw) {
    this.#draw = draw;
  }

  ask() {
    if (this.#isAsked) return;
    this.#isAsked = true;
    requestAnimationFrame(() => {
      this.#isAsked = false;
      this.#draw();
    });
  }
}
