import type { CDPSession } from "playwright-core";

/** Elements of one document that are covered at most; what shows more is not shown at all. */
const maximumElements = 500;
/** Attributes whose text is drawn. */
const drawnAttributes = new Set(["placeholder", "alt", "label"]);

type Snapshot = Awaited<ReturnType<typeof takeSnapshot>>;
type SnapshotDocument = Snapshot["documents"][number];

function takeSnapshot(session: CDPSession) {
  return session.send("DOMSnapshot.captureSnapshot", { computedStyles: ["-webkit-text-security"] });
}

/** What a process of a browser draws of secrets. */
export interface ShownSecrets {
  /** Documents that were looked through; those of other processes are not among them. */
  readonly documents: number;
  /** Elements, by the ids of DevTools, that draw a secret readably. */
  readonly elements: readonly number[];
  /** Whether there are more than can be covered. */
  readonly isCut: boolean;
}

/**
 * Finds secrets that are drawn: in texts, fields, attributes and generated content, in closed shadow trees too. The browser
 * is asked and not the page, which could answer something else.
 */
export async function findShownSecrets(
  session: CDPSession,
  isSecret: (text: string) => boolean,
): Promise<ShownSecrets> {
  const { documents, strings } = await takeSnapshot(session);
  const known = new Map<number, boolean>();
  const holds = (index: number | undefined): boolean => {
    if (index === undefined || index < 0) return false;
    const found = known.get(index) ?? isSecret(strings[index] ?? "");
    known.set(index, found);
    return found;
  };
  const elements = new Set<number>();
  for (const document of documents) for (const id of readableIn(document, strings, holds)) elements.add(id);
  return {
    documents: documents.length,
    elements: [...elements].slice(0, maximumElements),
    isCut: elements.size > maximumElements,
  };
}

/** Elements of a document that draw what is looked for. */
function readableIn(
  { nodes, layout }: SnapshotDocument,
  strings: readonly string[],
  holds: (index: number | undefined) => boolean,
): readonly number[] {
  const boxes = new Map(layout.nodeIndex.map((node, box) => [node, box]));
  const parents = nodes.parentIndex ?? [];
  const nameOf = (node: number) => strings[nodes.nodeName?.[node] ?? -1] ?? "";
  const found: number[] = [];
  const add = (node: number, drawn = node) => {
    const box = boxes.get(drawn);
    // What has no box is not drawn.
    if (box === undefined || strings[layout.styles[box]?.[0] ?? -1] === "disc") return;
    const id = nodes.backendNodeId?.[node];
    if (id !== undefined) found.push(id);
  };
  const elementOf = (node: number): number =>
    nameOf(node).startsWith("#") || nameOf(node).startsWith("::") ? elementOf(parents[node] ?? 0) : node;
  for (const [box, text] of layout.text.entries()) {
    const node = layout.nodeIndex[box];
    if (node !== undefined && nameOf(node) !== "#document" && holds(text)) add(elementOf(node), node);
  }
  for (const fields of [nodes.inputValue, nodes.textValue]) {
    for (const [place, node] of (fields?.index ?? []).entries()) if (holds(fields?.value[place])) add(node);
  }
  for (const [node, attributes] of (nodes.attributes ?? []).entries()) {
    for (let index = 0; index + 1 < attributes.length; index += 2) {
      if (drawnAttributes.has(strings[attributes[index] ?? -1] ?? "") && holds(attributes[index + 1])) add(node);
    }
  }
  for (const [node, text] of (nodes.nodeValue ?? []).entries()) {
    // A list that is closed draws the text of its row without a box of the row's own.
    if (!holds(text) || nameOf(parents[node] ?? -1) !== "OPTION") continue;
    for (let list = parents[node]; list !== undefined && list > 0; list = parents[list]) {
      if (nameOf(list) === "SELECT") add(list);
    }
  }
  return found;
}

/** Makes the text of an element unreadable. A password field's value is, without that. */
const coverElement = `function () {
  this.style.setProperty("-webkit-text-security", "disc", "important");
  this.style.setProperty("transition", "none", "important");
}`;

/** Covers elements that {@link findShownSecrets} has found; leaves out what is gone meanwhile. */
export async function coverElements(session: CDPSession, elements: readonly number[]): Promise<void> {
  await Promise.allSettled(
    elements.map(async (backendNodeId) => {
      const { object } = await session.send("DOM.resolveNode", { backendNodeId, objectGroup: "massgen-cover" });
      if (object.objectId === undefined) return;
      await session.send("Runtime.callFunctionOn", { objectId: object.objectId, functionDeclaration: coverElement });
    }),
  );
  if (elements.length > 0) await session.send("Runtime.releaseObjectGroup", { objectGroup: "massgen-cover" });
}
