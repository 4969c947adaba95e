/**
 * Makes Escape cancel a drag while the button is still held: the dragged view receives `pointercancel`, and `document`
 * withdraws the changes of the drag.
 */
export function escapeDrags(window, document) {
  let down = null;
  window.addEventListener("pointerdown", (event) => {
    document.beginGesture();
    down = event;
  }, { capture: true });
  for (const name of ["pointerup", "pointercancel"]) window.addEventListener(name, () => { down = null; }, { capture: true });
  window.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !down) return;
    event.preventDefault();
    event.stopPropagation();
    const { target, pointerId } = down;
    target.dispatchEvent(new PointerEvent("pointercancel", { pointerId, bubbles: true }));
    document.withdrawGesture();
  }, { capture: true });
}
