import { costOf } from "../agent-session/session-cost.ts";
import { loadModelOverrides } from "../configuration/load-model-overrides.ts";
import { inputError } from "../input-error.ts";
import { suggestName } from "../nearest-name.ts";
import { printable } from "../render/printable.ts";
import { usageTable } from "../render/usage-table.ts";
import { chatCommandsHelp } from "./chat-commands-help.ts";
import type { ChatContext } from "./chat-context.ts";
import { countConversation } from "./count-conversation.ts";
import { parseModelCommand } from "./parse-model-command.ts";

/** Does what one command asks for. */
type ChatCommand = (chat: ChatContext, rest: string, signal: AbortSignal) => void | Promise<void>;

const commands: Readonly<Record<string, ChatCommand>> = {
  "/help": ({ show }) => show(chatCommandsHelp),
  "/compact": compactNow,
  "/usage": showUsage,
  "/model": showOrSwitchModel,
  "/exit": (chat) => chat.leave(),
};

/** Runs a command. @throws MassGenError `invalid-input` for one that there is not. */
export async function runChatCommand(
  chat: ChatContext,
  { name, rest }: { readonly name: string; readonly rest: string },
  signal: AbortSignal,
): Promise<void> {
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (command !== undefined) return command(chat, rest, signal);
  const remedy = suggestName(name, Object.keys(commands));
  throw inputError(
    `There is no command "${printable(name, 40)}".`,
    `${remedy} A text that begins with / is written //.`,
  );
}

async function compactNow({ session, compact, show }: ChatContext, _rest: string, signal: AbortSignal) {
  if (session().agent.items.length === 0) return show("There is nothing to compact yet.\n");
  await compact(signal);
}

async function showUsage({ session, totals, show }: ChatContext, _rest: string, signal: AbortSignal) {
  const { agent, choice } = session();
  const { tokens, countedBy } = await countConversation(session(), signal);
  const { window } = agent.state();
  const { evidence, source } = choice.contextWindowFact ?? {};
  // A window that a refusal has taught is no assumption any more.
  const assumption = evidence === "assumed" && window === choice.contextWindow ? source : undefined;
  const cost = await costOf(totals().requests, await loadModelOverrides());
  show(usageTable({ tokens, countedBy, contextWindow: window, assumption, totals: totals(), cost }));
}

async function showOrSwitchModel({ session, switchTo, show }: ChatContext, rest: string) {
  const typed = parseModelCommand(rest);
  if (typed.model !== undefined) await switchTo(typed);
  const { backend, choice } = session();
  const window = `window ${choice.contextWindow.toLocaleString("en-US")} tokens`;
  show(`${printable(backend.name)} at ${choice.baseURL} (${choice.api}), ${window}\n`);
}
