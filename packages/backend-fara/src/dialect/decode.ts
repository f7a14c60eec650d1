import type { Decision, DialectContext } from "@massgen/core";
import { type FoundCall, findCall, longestText } from "../parse/find-call.ts";
import { readThoughts } from "../parse/read-thoughts.ts";
import { decodeAction } from "./decode-action.ts";
import { decodeFinish } from "./decode-finish.ts";
import type { DialectOptions } from "./dialect-options.ts";
import { invalid, quoted } from "./invalid.ts";
import { readText } from "./read-values.ts";

const longestWords = 4_000;

/** What a model's text wants; never throws. Only its first call counts. */
export function decode(text: string, context: DialectContext, options: DialectOptions): Decision {
  const { actions } = options;
  const found = findCall(text);
  if (found.type === "none") return invalid(noCall(text));
  if (found.type === "unknown") return invalid(notAllowed(found.action, actions));
  if (!actions.includes(found.action)) return invalid(notAllowed(found.action, actions));
  const thoughts = readThoughts(text.slice(0, found.start));
  const decision = decodeCall(found, thoughts, context, options);
  const isAnswer = decision.type === "finish" && options.profile.answer === "thoughts";
  return thoughts === "" || isAnswer || decision.type === "invalid" ? decision : { ...decision, thoughts };
}

function decodeCall(call: FoundCall, thoughts: string, context: DialectContext, options: DialectOptions): Decision {
  const { action, fields } = call;
  switch (action) {
    case "terminate":
      return decodeFinish(fields, thoughts, options.profile);
    case "ask_user_question":
      return withText(readText(fields, "question", "text"), "question", (question) => ({ type: "ask", question }));
    case "read_page_answer_question":
      return withText(readText(fields, "question", "text"), "question", (question) => ({
        type: "read-page",
        question,
      }));
    case "pause_and_memorize_fact":
      return withText(readText(fields, "fact", "text"), "fact", (fact) => ({ type: "note", fact }));
    default: {
      const actions = decodeAction(action, fields, context, options);
      return typeof actions === "string" ? invalid(actions) : { type: "act", actions };
    }
  }
}

function withText(text: string | undefined, name: string, make: (text: string) => Decision): Decision {
  if (text === undefined || text.trim() === "") return invalid(`The argument ${name} is missing.`);
  return make(text.slice(0, longestWords).toWellFormed());
}

function noCall(text: string): string {
  const begin = text.length > longestText ? "The answer is too long, and its beginning holds" : "The answer holds";
  return `${begin} no tool call that can be read. Write one JSON object with name and arguments between <tool_call> and </tool_call>.`;
}

function notAllowed(action: string, actions: readonly string[]): string {
  return `There is no action ${quoted(action)}. Use one of: ${actions.join(", ")}.`;
}
