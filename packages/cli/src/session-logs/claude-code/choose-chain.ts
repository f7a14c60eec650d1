import type { IndexedRecord } from "./record-index.ts";

/** Which records are the conversation as it ended. */
export interface Chain {
  /** Lines of its messages. */
  readonly lines: ReadonlySet<number>;
  readonly compactions: number;
  /** Messages on branches that were left. */
  readonly left: number;
  /** Places at which a parent is missing, and the record before took its place. */
  readonly gaps: number;
}

/**
 * Follows the chain of the last message back to the start. Calls made at once, and their results, hang side by side off
 * the same response, so that the chain has one of them; the others belong to it too.
 */
export function chooseChain(records: readonly IndexedRecord[]): Chain {
  const byId = new Map(records.map((record, index) => [record.uuid, index]));
  const chosen = new Set<number>();
  let compactions = 0;
  let gaps = 0;
  let current: number | undefined = records.findLastIndex(({ kind }) => kind === "message");
  while (current !== undefined && current >= 0 && !chosen.has(current)) {
    chosen.add(current);
    const record: IndexedRecord | undefined = records[current];
    if (record?.kind === "boundary") compactions += 1;
    const parent: number | undefined = record?.parent === undefined ? undefined : byId.get(record.parent);
    // Neither a boundary of an older version nor a lost line says what came before; most likely it is what stands there.
    const isGap: boolean = parent === undefined && (record?.parent !== undefined || record?.kind === "boundary");
    if (isGap && record?.kind !== "boundary") gaps += 1;
    current = isGap && current > 0 ? current - 1 : parent;
  }
  addSiblings(records, chosen);
  const messages = records.flatMap((record, index) => (record.kind === "message" ? [{ record, index }] : []));
  const lines = new Set(messages.filter(({ index }) => chosen.has(index)).map(({ record }) => record.line));
  return { lines, compactions, left: messages.length - lines.size, gaps };
}

function addSiblings(records: readonly IndexedRecord[], chosen: Set<number>): void {
  const inOrder = [...chosen].toSorted((left, right) => left - right);
  const at = (index: number) => records[index] as IndexedRecord;
  const messageIds = new Set(inOrder.map((index) => at(index).messageId).filter((id) => id !== undefined));
  records.forEach(({ messageId, kind }, index) => {
    if (kind === "message" && messageId !== undefined && messageIds.has(messageId)) chosen.add(index);
  });
  const asked = new Set([...chosen].flatMap((index) => at(index).calls));
  const answered = new Set(inOrder.flatMap((index) => at(index).results));
  records.forEach(({ kind, results }, index) => {
    const isMissing = results.length > 0 && results.every((id) => asked.has(id) && !answered.has(id));
    if (kind !== "message" || chosen.has(index) || !isMissing) return;
    chosen.add(index);
    for (const id of results) answered.add(id);
  });
}
