/// <reference lib="dom" />

/**
 * Runs in every document before its own scripts. Makes the browser draw the list of a `<select>` as part of the page,
 * where a click reaches its rows; as a window of its own it is only seen, not hit.
 *
 * Where the style was dropped, as by a page that replaces its adopted style sheets, it is put back when the pointer or
 * a key comes down on the list.
 */
export function drawSelectsInPage(): void {
  if (!CSS.supports("appearance", "base-select")) return;
  const style =
    "select:not([multiple]):not([size]), select:not([multiple])::picker(select) { appearance: base-select; }" +
    "select:not([multiple])::picker(select) { max-height: 60vh; overflow-y: auto; }";
  const sheets = new WeakMap<Document, CSSStyleSheet>();
  const sheetFor = (root: Document | ShadowRoot) => {
    const owner = root instanceof Document ? root : root.ownerDocument;
    let sheet = sheets.get(owner);
    if (!sheet) {
      sheet = new CSSStyleSheet();
      sheet.replaceSync(style);
      sheets.set(owner, sheet);
    }
    return sheet;
  };
  const adopt = (root: Document | ShadowRoot) => {
    const sheet = sheetFor(root);
    if (!root.adoptedStyleSheets.includes(sheet)) root.adoptedStyleSheets.push(sheet);
  };
  adopt(document);
  const attach = Element.prototype.attachShadow;
  Element.prototype.attachShadow = function attachShadow(init) {
    const root = attach.call(this, init);
    adopt(root);
    return root;
  };
  const readopt = (event: Event) => {
    const [target] = event.composedPath();
    if (!(target instanceof HTMLSelectElement)) return;
    const root = target.getRootNode();
    if (root instanceof Document || root instanceof ShadowRoot) adopt(root);
  };
  addEventListener("pointerdown", readopt, { capture: true, passive: true });
  addEventListener("keydown", readopt, { capture: true, passive: true });
}
