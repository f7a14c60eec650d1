import { bill } from "../billing.ts";
import { checkJsonMode } from "../check-json-mode.ts";
import { findModel, type RequestContext } from "../emulator-state.ts";
import { isSpoiling } from "../fault.ts";
import type { EmulatedEntry } from "../model/emulated-request.ts";
import { checkWindow, windowExceeded } from "../window.ts";
import { type CreateSettings, checkBody } from "./check-body.ts";
import type { InputItem } from "./check-item.ts";
import { checkToolChoice } from "./check-tool-choice.ts";
import { checkTrigger } from "./check-trigger.ts";
import { makeCompaction } from "./compaction-item.ts";
import { draftOutput, type OutputDraft } from "./draft-output.ts";
import { assemble, type PreparedRequest, prepareRequest } from "./prepare-request.ts";
import { readInput } from "./read-input.ts";
import { type AnswerError, type FinishedAnswer, Responder } from "./respond.ts";
import { truncateInput } from "./truncate-input.ts";
import { visibleEntry } from "./visible-entry.ts";

/** `POST /v1/responses`. */
export async function createResponse(context: RequestContext): Promise<void> {
  const { state, body } = context;
  const settings = checkBody(body, findModel(state, body.model), state.settings.supports);
  const { items } = readInput(state, body);
  const isTrigger = checkTrigger(items, settings.maximumOutputTokens);
  const prepared = fitted(prepareRequest(context, items), settings);
  checkToolChoice(body.tool_choice, prepared.request.tools);
  checkJsonMode(prepared.request, "responses");
  const responder = new Responder(context);
  const { isStream } = settings;
  if (prepared.request.tokens > prepared.model.contextWindow && isStream && state.settings.overflow === "in-stream") {
    context.exchange.refused = "context_length_exceeded";
    const { code, message } = windowExceeded().body;
    await responder.send({ output: [], error: { kind: "failed", code: String(code), message } }, isStream);
    return;
  }
  checkWindow(prepared.model, prepared.request);
  context.exchange.seen = prepared.request;
  const answer = isTrigger ? compacted(context, prepared) : await generated(context, prepared, settings);
  const spoiled = { ...answer, error: faultError(context) };
  // Stored before it is sent, as a client may go on from it as soon as it has the last event.
  const stored = [...items.filter(({ type }) => type !== "compaction_trigger"), ...(answer.output as InputItem[])];
  if (settings.isStored && !isSpoiling(context.fault))
    state.store.keep(responder.id, { response: responder.final(spoiled), items: stored });
  await responder.send(spoiled, isStream);
}

function fitted(prepared: PreparedRequest, { truncates }: CreateSettings): PreparedRequest {
  if (!truncates || prepared.request.tokens <= prepared.model.contextWindow) return prepared;
  return assemble({ ...prepared.given, visible: truncateInput(prepared) });
}

function compacted(context: RequestContext, { request, parts }: PreparedRequest): FinishedAnswer {
  const { item, outputTokens } = makeCompaction(context.state, request.model, request.entries, request.tokens);
  const billed = bill(context, parts, { inputTokens: request.tokens, outputTokens, reasoningTokens: 0 });
  return { output: [item], billed };
}

async function generated(
  context: RequestContext,
  { model, request, parts }: PreparedRequest,
  { hasSummary, maximumOutputTokens, compactThreshold }: CreateSettings,
): Promise<FinishedAnswer> {
  const { state, fault, signal } = context;
  const reply = await state.player.reply(model, request, { signal, isSpoiled: isSpoiling(fault) });
  const left = Math.max(1, model.contextWindow - request.tokens);
  const maximumTokens = Math.min(left, maximumOutputTokens ?? left, model.maximumOutputTokens ?? left);
  const options = { model: request.model, hasSummary, maximumTokens };
  let draft = draftOutput(state, reply, options);
  if (fault?.kind === "incomplete")
    draft = draftOutput(state, reply, { ...options, maximumTokens: Math.ceil(draft.outputTokens / 2) });
  const compaction = needsCompaction(context, request.tokens, draft, compactThreshold)
    ? makeCompaction(
        state,
        request.model,
        [...request.entries, ...entriesOf(draft)],
        request.tokens + draft.outputTokens,
      )
    : undefined;
  const billed = bill(context, parts, {
    inputTokens: request.tokens,
    outputTokens: draft.outputTokens + (compaction?.outputTokens ?? 0),
    reasoningTokens: draft.reasoningTokens,
    overrides: reply.usage,
  });
  const output = compaction === undefined ? draft.items : [...draft.items, compaction.item];
  return { output, billed, incomplete: draft.incomplete };
}

/** Whether `context_management` asks for a compaction after this answer. */
function needsCompaction(
  { state }: RequestContext,
  inputTokens: number,
  { items, outputTokens, incomplete }: OutputDraft,
  threshold: number | undefined,
): boolean {
  if (threshold === undefined || inputTokens + outputTokens < threshold || incomplete !== undefined) return false;
  return state.settings.compactOnToolTurns || items.some(({ type }) => type === "message");
}

function entriesOf({ items }: OutputDraft): readonly EmulatedEntry[] {
  return items.flatMap((item) => visibleEntry(item, new Map())?.entry ?? []);
}

function faultError({ fault }: RequestContext): AnswerError | undefined {
  if (fault?.kind !== "failed" && fault?.kind !== "stream-error") return undefined;
  return {
    kind: fault.kind === "failed" ? "failed" : "error",
    code: fault.code ?? "server_error",
    message: fault.message ?? "An error occurred while processing your request. You can retry your request.",
  };
}
