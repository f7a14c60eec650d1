/// <reference lib="dom" />

/** Runs in a document: everything in it that shows text, in a fixed order, with fields and shadow trees. */
export function readShown(settings: { readonly place: string; readonly longest: number }): string[] {
  const nodes: (Element | Text)[] = [];
  const texts: string[] = [];
  let length = 0;
  const add = (node: Element | Text, text: string) => {
    if (text.trim() === "" || length > settings.longest) return;
    length += text.length;
    nodes.push(node);
    texts.push(text);
  };
  const visit = (root: Node) => {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
    for (let node: Node | null = root; node; node = walker.nextNode()) {
      if (node instanceof Text) add(node, node.data);
      else if (node instanceof HTMLInputElement || node instanceof HTMLTextAreaElement) {
        if (!(node instanceof HTMLInputElement && node.type === "password")) add(node, node.value);
      }
      if (node instanceof Element && node.shadowRoot) visit(node.shadowRoot);
    }
  };
  visit(document);
  Object.defineProperty(globalThis, settings.place, { value: nodes, configurable: true, enumerable: false });
  return texts;
}

/** Runs in a document: makes the text of what `readShown` has found unreadable, by its places in that list. */
export function cover(settings: { readonly place: string; readonly indexes: readonly number[] }): void {
  const global: Record<string, readonly (Element | Text)[] | undefined> = globalThis as never;
  const nodes = global[settings.place];
  delete global[settings.place];
  for (const index of settings.indexes) {
    const node = nodes?.[index];
    const element = node instanceof Element ? node : node?.parentElement;
    if (!(element instanceof HTMLElement || element instanceof SVGElement)) continue;
    element.style.setProperty("-webkit-text-security", "disc", "important");
    element.style.setProperty("transition", "none", "important");
  }
}
