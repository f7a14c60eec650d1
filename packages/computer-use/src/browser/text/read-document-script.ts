/// <reference lib="dom" />

/** Runs in a document: gives what it shows as Markdown. */
export function readDocument(longest: number): string {
  const skipped = new Set([
    "SCRIPT",
    "STYLE",
    "NOSCRIPT",
    "TEMPLATE",
    "IFRAME",
    "SVG",
    "CANVAS",
    "HEAD",
    "OBJECT",
    "DATALIST",
  ]);
  const blocks: string[] = [];
  let line = "";
  let length = 0;
  let prefix = "";
  const flush = () => {
    const text = line.replace(/[ \t\n\r\f]+/g, " ").trim();
    line = "";
    if (text === "") return;
    length += text.length;
    blocks.push(prefix + text);
    prefix = "";
  };
  const isBlock = (display: string) =>
    !display.startsWith("inline") && display !== "contents" && display !== "table-cell";
  const fieldText = (element: Element): string | undefined => {
    if (element instanceof HTMLInputElement) {
      const { type } = element;
      if (type === "hidden") return "";
      if (type === "password") return element.value === "" ? "[password: empty]" : "[password: hidden]";
      if (type === "checkbox" || type === "radio") return element.checked ? "[x]" : "[ ]";
      if (["submit", "button", "reset"].includes(type)) return `[${element.value || type}]`;
      return `[${element.value || element.placeholder}]`;
    }
    if (element instanceof HTMLTextAreaElement) return `[${element.value || element.placeholder}]`;
    if (element instanceof HTMLSelectElement)
      return `[${[...element.selectedOptions].map((option) => option.text).join(", ")}]`;
    if (element instanceof HTMLImageElement) return element.alt ? `[image: ${element.alt}]` : "";
    return undefined;
  };
  const visitAll = (nodes: Iterable<Node>) => {
    for (const node of nodes) {
      if (length > longest) return;
      visit(node);
    }
  };
  const content = (element: Element): Iterable<Node> => {
    if (element.shadowRoot) return element.shadowRoot.childNodes;
    if (element instanceof HTMLSlotElement) {
      const assigned = element.assignedNodes();
      return assigned.length > 0 ? assigned : element.childNodes;
    }
    return element.childNodes;
  };
  const visit = (node: Node) => {
    if (node instanceof Text) {
      line += node.data;
      return;
    }
    if (!(node instanceof Element) || skipped.has(node.tagName.toUpperCase())) return;
    const style = getComputedStyle(node);
    if (style.display === "none") return;
    const field = style.visibility === "visible" ? fieldText(node) : undefined;
    if (field !== undefined) {
      line += ` ${field} `;
      return;
    }
    const block = isBlock(style.display);
    if (block || node.tagName === "BR") flush();
    const heading = /^H([1-6])$/.exec(node.tagName);
    if (heading) prefix = `${"#".repeat(Number(heading[1]))} `;
    else if (node.tagName === "LI") prefix = "- ";
    const before = line;
    const hidden = style.visibility !== "visible";
    if (hidden) line = "";
    visitAll(content(node));
    if (hidden) line = before;
    if (node instanceof HTMLAnchorElement && node.href && line.trim() !== "" && line.startsWith(before)) {
      const text = line.slice(before.length).replace(/\s+/g, " ").trim();
      if (text !== "" && /^https?:/.test(node.protocol))
        line = `${before}${/^\s/.test(line.slice(before.length)) ? " " : ""}[${text}](${node.origin}${node.pathname})`;
    }
    if (node.tagName === "TD" || node.tagName === "TH") line += " | ";
    if (block) flush();
    if (heading || node.tagName === "LI") prefix = "";
  };
  visit(document.documentElement);
  flush();
  const title = document.title.trim();
  const isItem = (block: string | undefined) => block?.startsWith("- ") ?? false;
  let text = "";
  for (const [index, block] of blocks.entries()) {
    const separator = index === 0 ? "" : isItem(block) && isItem(blocks[index - 1]) ? "\n" : "\n\n";
    text += separator + block;
  }
  return window === window.top && title !== "" ? `Title: ${title}\n\n${text}` : text;
}
