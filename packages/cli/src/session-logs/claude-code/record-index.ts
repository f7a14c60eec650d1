import { isRecord } from "@massgen/core/provider";
import type { ReadLinesOptions } from "../read-lines.ts";
import { readRecords } from "../read-records.ts";
import { ofType, type SkipReason, type SkipTally } from "../skip-tally.ts";

type Fields = Readonly<Record<string, unknown>>;

/** What has to be known of every record before any is kept: which are the conversation is only clear at the end. */
export interface IndexedRecord {
  readonly line: number;
  readonly uuid: string;
  readonly parent: string | undefined;
  /** `message` is what a model was sent or answered; `other` only links records. */
  readonly kind: "message" | "boundary" | "other";
  readonly messageId: string | undefined;
  /** Ids of the calls that it makes. */
  readonly calls: readonly string[];
  /** Ids of the calls that it answers. */
  readonly results: readonly string[];
}

/** Records of the main conversation that every version writes, and that are no part of it. */
const bookkeeping: ReadonlySet<unknown> = new Set(["summary", "file-history-snapshot", "queue-operation", "progress"]);

/** Goes through a log once and keeps only how its records hang together. */
export async function indexRecords(
  path: string,
  tally: SkipTally,
  options: ReadLinesOptions,
): Promise<readonly IndexedRecord[]> {
  const records: IndexedRecord[] = [];
  for await (const { line, fields } of readRecords(path, tally, options)) {
    const { type, uuid, isSidechain } = fields;
    if (isSidechain === true) {
      tally.add(["record of a sub-agent", "records of sub-agents"]);
      continue;
    }
    const kind = kindOf(fields);
    if (kind === "other" && !bookkeeping.has(type)) tally.add(whyNot(fields));
    if (typeof uuid !== "string" && kind === "other") continue;
    records.push({
      line,
      uuid: typeof uuid === "string" ? uuid : `line ${line}`,
      parent: parentOf(fields),
      kind,
      ...partsOf(fields.message),
    });
  }
  return records;
}

/** Whether a record is the summary that a compaction left in place of what came before. */
function isCompactSummary(fields: Fields): boolean {
  return fields.isCompactSummary === true;
}

function kindOf(fields: Fields): IndexedRecord["kind"] {
  const { type, message } = fields;
  if (type === "system" && fields.subtype === "compact_boundary") return "boundary";
  if (isCompactSummary(fields) || fields.isApiErrorMessage === true) return "other";
  const isMessage = (type === "user" || type === "assistant") && isRecord(message);
  return isMessage && (typeof message.content === "string" || Array.isArray(message.content)) ? "message" : "other";
}

function whyNot(fields: Fields): SkipReason {
  if (isCompactSummary(fields)) return ["summary of a compaction", "summaries of compactions"];
  if (fields.isApiErrorMessage === true) return ["error in place of an answer", "errors in place of answers"];
  return ofType("record", fields.type);
}

/** A compaction cuts the chain, and names in a field of its own where it was cut. */
function parentOf({ parentUuid, logicalParentUuid }: Fields): string | undefined {
  if (typeof parentUuid === "string") return parentUuid;
  return typeof logicalParentUuid === "string" ? logicalParentUuid : undefined;
}

function partsOf(message: unknown): Pick<IndexedRecord, "messageId" | "calls" | "results"> {
  if (!isRecord(message)) return { messageId: undefined, calls: [], results: [] };
  const parts = Array.isArray(message.content) ? message.content.filter(isRecord) : [];
  const ids = (type: string, field: string) =>
    parts.flatMap((part) => (part.type === type && typeof part[field] === "string" ? [String(part[field])] : []));
  return {
    messageId: message.role === "assistant" && typeof message.id === "string" ? message.id : undefined,
    calls: ids("tool_use", "id"),
    results: ids("tool_result", "tool_use_id"),
  };
}
