import { type EmulatorState, findModel, type RequestContext, sealOwner } from "../emulator-state.ts";
import type { Fields } from "../fields.ts";
import type { EmulatedModel } from "../model/emulated-model.ts";
import type { EmulatedOutputFormat, EmulatedRequest, EmulatedTool } from "../model/emulated-request.ts";
import { emulatedTokens, tokensPerItem } from "../model/tokens.ts";
import type { RenderedPart } from "../prompt-cache.ts";
import { checkComputerUse } from "./check-computer-use.ts";
import { checkFormat } from "./check-format.ts";
import type { InputItem } from "./check-item.ts";
import { checkOrder } from "./check-order.ts";
import { checkPairs } from "./check-pairs.ts";
import { checkTools } from "./check-tools.ts";
import { openSeals } from "./open-seals.ts";
import { entryText, type VisibleEntry, visibleEntry } from "./visible-entry.ts";

/** A request whose input is fine, as the model sees it. */
export interface PreparedRequest {
  readonly model: EmulatedModel;
  readonly request: EmulatedRequest;
  /** What the request is made of, in the order in which it is rendered. */
  readonly parts: readonly RenderedPart[];
  /** Items that the model sees, with what it sees of each. */
  readonly visible: readonly { readonly item: InputItem; readonly seen: VisibleEntry }[];
  /** From which all this was put together. */
  readonly given: RequestParts;
}

/**
 * Checks the items and tools of a request, and shows them as the model sees them.
 *
 * @throws Refusal in the API's words.
 */
export function prepareRequest(context: RequestContext, items: readonly InputItem[]): PreparedRequest {
  const { state, body, exchange } = context;
  const name = String(body.model);
  const model = findModel(state, body.model);
  const tools = checkTools(body.tools);
  const format = checkTextFormat(body);
  const seals = openSeals(items, sealOwner(state, name), (id) => state.store.item(id));
  checkOrder(items, state.origins);
  checkPairs(items);
  checkComputerUse(body, items);
  const visible = itemsInSight(state, items).flatMap((item) => {
    const seen = visibleEntry(item, seals);
    return seen === undefined ? [] : [{ item, seen }];
  });
  return assemble({
    model,
    name,
    number: exchange.number,
    instructions: typeof body.instructions === "string" ? body.instructions : "",
    tools,
    rawTools: Array.isArray(body.tools) ? body.tools : [],
    format,
    visible,
  });
}

/** Parts of a request from which what the model sees is put together. */
export interface RequestParts {
  readonly model: EmulatedModel;
  readonly name: string;
  readonly number: number;
  readonly instructions: string;
  readonly tools: readonly EmulatedTool[];
  /** The tools as they were sent, which is what they cost. */
  readonly rawTools: readonly unknown[];
  readonly format: EmulatedOutputFormat | undefined;
  readonly visible: PreparedRequest["visible"];
}

/** Puts together what the model sees, and what it costs. */
export function assemble(given: RequestParts): PreparedRequest {
  const { model, name, number, instructions, tools, format, visible } = given;
  const parts: RenderedPart[] = [
    ...given.rawTools.map((tool) => textPart(JSON.stringify(tool))),
    ...(format === undefined ? [] : [textPart(JSON.stringify(format))]),
    ...(instructions === "" ? [] : [textPart(instructions)]),
    ...visible.map(({ seen: { entry, tokens } }) => ({ content: JSON.stringify(entry), tokens })),
  ];
  const entries = visible.map(({ seen }) => seen.entry);
  const request: EmulatedRequest = {
    model: name,
    instructions,
    tools,
    entries,
    // Put together when it is looked at: the books would hold a second copy of every conversation.
    get text() {
      return [...(instructions === "" ? [] : [instructions]), ...entries.map(entryText)].join("\n");
    },
    ...(format === undefined ? {} : { outputFormat: format }),
    tokens: parts.reduce((sum, { tokens }) => sum + tokens, 0),
    number,
  };
  return { model, request, parts, visible, given };
}

function textPart(content: string): RenderedPart {
  return { content, tokens: tokensPerItem + emulatedTokens(content) };
}

function itemsInSight({ settings }: EmulatorState, items: readonly InputItem[]): readonly InputItem[] {
  if (settings.itemsBeforeCompaction === "seen") return items;
  return items.slice(
    Math.max(
      0,
      items.findLastIndex(({ type }) => type === "compaction"),
    ),
  );
}

function checkTextFormat(body: Fields): EmulatedOutputFormat | undefined {
  const { text } = body;
  const format = typeof text === "object" && text !== null && "format" in text ? text.format : undefined;
  return checkFormat(format, "text.format", (fields) => ({ fields, place: "text.format" }));
}
