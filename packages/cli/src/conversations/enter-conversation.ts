import { join } from "node:path";
import { stateForModel } from "../agent-session/compaction-settings.ts";
import { type BackendChoice, resolveBackendChoice } from "../backend-options/backend-choice.ts";
import type { TypedBackendOptions } from "../backend-options/typed-backend-options.ts";
import { newConversationId } from "./conversation-id.ts";
import { type ConversationSettings, isUnread, readSettings, type UnreadSettings } from "./conversation-settings.ts";
import { findConversation } from "./find-conversation.ts";
import { firstWords } from "./first-words.ts";
import { type OpenConversation, openConversation, titleOf } from "./open-conversation.ts";
import { conversationsDirectory } from "./state-directory.ts";

/** A conversation with the choices that hold in it from now on. */
export interface EnteredConversation {
  readonly conversation: OpenConversation;
  readonly choice: BackendChoice;
}

/** Begins a conversation in the working directory. @throws MassGenError */
export async function beginConversation(
  typed: TypedBackendOptions,
  environment: NodeJS.ProcessEnv,
): Promise<EnteredConversation> {
  const choice = await resolveBackendChoice(typed, environment);
  const now = new Date();
  const id = newConversationId(now, Math.random);
  const settings: ConversationSettings = {
    version: 1,
    created: now.toISOString(),
    directory: process.cwd(),
    choice,
  };
  const conversation = await openConversation({ directory: conversationsDirectory(environment), id, settings });
  return { conversation, choice };
}

/** What a conversation that goes on is told by, beside its id. */
export interface ContinueSettings {
  readonly typed: TypedBackendOptions;
  readonly environment: NodeJS.ProcessEnv;
  /** Told in one line where the conversation's own settings cannot be used. */
  readonly onRemark: (text: string) => void;
}

/**
 * Goes on with a conversation: by its own settings, where no option says otherwise. Where those cannot be read, options
 * and environment are all there is.
 *
 * @param wanted - its id, or `true` for the newest that began in the working directory.
 * @throws MassGenError `invalid-input` where there is none, `log-locked` where it is open elsewhere.
 */
export async function continueConversation(
  wanted: string | true,
  { typed, environment, onRemark }: ContinueSettings,
): Promise<EnteredConversation> {
  const directory = conversationsDirectory(environment);
  const id = findConversation(wanted, directory, process.cwd());
  const found = readSettings(join(directory, id, "settings.json"));
  if (isUnread(found)) {
    onRemark(`the settings of ${id} ${found.problem}: options and environment are used instead`);
    const choice = await resolveBackendChoice(typed, environment);
    const settings = mendedSettings(found, choice, firstWords(join(directory, id, "run.jsonl")));
    const conversation = await openConversation({ directory, id, settings, replacesUnread: true });
    return { conversation: withStateFor(conversation, choice, undefined), choice };
  }
  const choice = await resolveBackendChoice(typed, environment, found.choice);
  const conversation = await openConversation({ directory, id, settings: found });
  return { conversation: withStateFor(conversation, choice, found.choice), choice };
}

function mendedSettings(
  { title, directory = process.cwd() }: UnreadSettings,
  choice: BackendChoice,
  said: string | undefined,
): ConversationSettings {
  const words = title ?? said;
  return { version: 1, created: "", directory, choice, ...(words !== undefined && { title: titleOf(words) }) };
}

/** With another model, or another window, what the compactor had learnt of them does not hold. */
function withStateFor(
  conversation: OpenConversation,
  choice: BackendChoice,
  earlier: BackendChoice | undefined,
): OpenConversation {
  const { compactorState: state } = conversation;
  const isSame =
    earlier?.model === choice.model &&
    earlier.baseURL === choice.baseURL &&
    earlier.contextWindow === choice.contextWindow;
  if (state === undefined || isSame) return conversation;
  return { ...conversation, compactorState: stateForModel(state, choice.contextWindow) };
}
