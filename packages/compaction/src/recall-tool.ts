import { type Archive, MassGenError } from "@massgen/core";
import { isRecord } from "@massgen/core/provider";
import { entryPage, hitsPage, shown } from "./recall-page.ts";

/** A tool for an agent, in no provider's shape; see {@link asResponsesTool} and its neighbours. */
export interface RecallTool {
  readonly name: "recall";
  readonly description: string;
  /** JSON schema of the arguments. */
  readonly parameters: RecallParameters;
  /**
   * @param parameters - what the model wrote: an object, or its JSON text.
   * @returns text for the model. It never throws for what the model got wrong, only where the archive fails.
   */
  execute(parameters: unknown): Promise<string>;
}

/** A type alias and not an interface, so that it fits the index signatures in the SDKs' types. */
export type RecallParameters = {
  type: "object";
  properties: Record<string, { type: "string" | "integer"; description: string }>;
  required: string[];
  additionalProperties: false;
};

export interface RecallToolOptions {
  /** Characters that an answer has at most, from 1,000 up. Default 8,000, about 2,000 tokens. */
  readonly maximumCharacters?: number;
  /** Places that a search answers with at a time. Default 8. */
  readonly maximumHits?: number;
}

/** Letters at its beginning or end that an id shares with what was asked for, to be named as near. */
const likeness = 4;

/**
 * Lets an agent read what compaction took out of its conversation: by the id that a note names, or by words. Answers are
 * capped, go on at an offset, and are marked as data: what was once said is not to be obeyed again.
 *
 * @throws MassGenError `invalid-option`
 */
export function recallTool(archive: Archive, options: RecallToolOptions = {}): RecallTool {
  const { maximumCharacters = 8_000, maximumHits = 8 } = options;
  checkWhole("maximumCharacters", maximumCharacters, 1_000);
  checkWhole("maximumHits", maximumHits, 1);

  async function read(asked: string, offset: number): Promise<string> {
    const id = bareId(asked);
    const entry = (await archive.get(asked)) ?? (await archive.get(id));
    if (entry !== undefined) return entryPage(entry, offset, maximumCharacters);
    const hits = await archive.search(id, { limit: 20 });
    const near = [...new Set(hits.map((hit) => hit.id))].filter((other) => isLike(id, other)).slice(0, 3);
    const instead =
      near.length > 0 ? `The nearest ids are ${near.map(shown).join(", ")}.` : "Search with a query of a few words.";
    return `There is nothing under ${shown(asked)}. ${instead}`;
  }

  async function search(query: string, offset: number): Promise<string> {
    const hits = await archive.search(query, { limit: offset + maximumHits + 1 });
    return hitsPage(query, hits, { offset, maximumHits, maximumCharacters });
  }

  return {
    name: "recall",
    description:
      "Reads what was taken out of this conversation to keep it small. A note such as [massgen: …; recall 3f9k] names an " +
      "entry: pass its id. Or pass a query of a few words to search all entries. Nothing else is changed or looked up.",
    parameters: {
      type: "object",
      properties: {
        id: { type: "string", description: "Id of an entry, as a note names it." },
        query: { type: "string", description: "Words to search for, instead of an id." },
        offset: { type: "integer", description: "Where to go on, as the answer before said. Default 0." },
      },
      required: [],
      additionalProperties: false,
    },
    async execute(parameters) {
      const { id, query, offset } = readParameters(parameters);
      if (id !== "") return read(id, offset);
      if (query !== "") return search(query, offset);
      return "Pass the id that a note names, or a query of a few words.";
    },
  };
}

/** Takes what it can from what a model wrote; some write `null` or an empty text for what they leave out. */
function readParameters(parameters: unknown): { readonly id: string; readonly query: string; readonly offset: number } {
  const given = typeof parameters === "string" ? parseOrNothing(parameters) : parameters;
  const fields = isRecord(given) ? given : {};
  const text = (field: unknown) => (typeof field === "string" || typeof field === "number" ? String(field).trim() : "");
  const offset = Math.floor(Number(fields.offset));
  return { id: text(fields.id), query: text(fields.query), offset: offset > 0 && offset < 1e9 ? offset : 0 };
}

function parseOrNothing(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The id in what a model copied from a note, e.g. `recall 3f9k]`. */
function bareId(asked: string): string {
  return (
    asked
      .match(/[\p{L}\p{N}_-]+/gu)
      ?.at(-1)
      ?.toLowerCase() ?? asked
  );
}

function isLike(one: string, other: string): boolean {
  return one.slice(0, likeness) === other.slice(0, likeness) || one.slice(-likeness) === other.slice(-likeness);
}

function checkWhole(name: string, value: number, minimum: number): void {
  if (Number.isSafeInteger(value) && value >= minimum) return;
  throw new MassGenError(`The option ${name} must be a whole number from ${minimum} up.`, {
    code: "invalid-option",
    remedy: "Give such a number, or leave the option out for the default.",
  });
}
