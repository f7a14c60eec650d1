import { bill } from "../billing.ts";
import { checkJsonMode } from "../check-json-mode.ts";
import { findModel, type RequestContext } from "../emulator-state.ts";
import { isSpoiling } from "../fault.ts";
import { Refusal, type RefusalBody } from "../refusal.ts";
import { checkToolChoice } from "../responses/check-tool-choice.ts";
import { draftOutput } from "../responses/draft-output.ts";
import type { PreparedRequest } from "../responses/prepare-request.ts";
import { chatMessage } from "./chat-message.ts";
import { type ChatAnswer, ChatResponder } from "./chat-responder.ts";
import { type ChatSettings, checkChatBody } from "./check-chat-body.ts";
import { checkChatWindow } from "./check-chat-window.ts";
import { prepareChat } from "./prepare-chat.ts";

/** `POST /v1/chat/completions`. */
export async function createChatCompletion(context: RequestContext): Promise<void> {
  const { state, body } = context;
  const settings = checkChatBody(body, findModel(state, body.model), state.settings.chatQuirks);
  const prepared = prepareChat(context);
  checkToolChoice(body.tool_choice, prepared.request.tools);
  checkJsonMode(prepared.request, "chat");
  const responder = new ChatResponder(context);
  const { chatQuirks, overflow } = state.settings;
  const isStream = settings.isStream && !chatQuirks.includes("json-instead-of-stream");
  try {
    checkChatWindow(prepared, settings.maximumOutputTokens);
  } catch (error) {
    if (!(error instanceof Refusal) || !isStream || overflow === "thrown") throw error;
    context.exchange.refused = String(error.body.code);
    await responder.streamError(error.body);
    return;
  }
  context.exchange.seen = prepared.request;
  const answer = await answered(context, prepared, settings);
  if (isStream) await responder.stream(answer);
  else if (answer.error !== undefined && !chatQuirks.includes("error-in-stream"))
    throw new Refusal(answer.error.message, { status: 500, type: answer.error.type, code: answer.error.code });
  else await responder.json(answer);
}

async function answered(
  context: RequestContext,
  { model, request, parts }: PreparedRequest,
  settings: ChatSettings,
): Promise<ChatAnswer> {
  const { state, fault, signal } = context;
  const reply = await state.player.reply(model, request, { signal, isSpoiled: isSpoiling(fault) });
  const left = Math.max(1, model.contextWindow - request.tokens);
  const maximumTokens = Math.min(left, settings.maximumOutputTokens ?? left, model.maximumOutputTokens ?? left);
  const options = { model: request.model, hasSummary: true, maximumTokens };
  let draft = draftOutput(state, reply, options);
  if (fault?.kind === "incomplete")
    draft = draftOutput(state, reply, { ...options, maximumTokens: Math.ceil(draft.outputTokens / 2) });
  const { outputTokens, reasoningTokens } = draft;
  return {
    message: chatMessage(draft, reply, state.settings.chatQuirks),
    billed: bill(context, parts, {
      inputTokens: request.tokens,
      outputTokens,
      reasoningTokens,
      overrides: reply.usage,
    }),
    includesUsage: settings.includesUsage,
    error: streamError(context),
  };
}

function streamError({ fault, state }: RequestContext): RefusalBody | undefined {
  const isFault = fault?.kind === "failed" || fault?.kind === "stream-error";
  if (!isFault && !state.settings.chatQuirks.includes("error-in-stream")) return undefined;
  const {
    code = "server_error",
    message = "The server had an error while processing your request. Sorry about that!",
  } = isFault ? fault : {};
  return { message, type: "server_error", param: null, code };
}
