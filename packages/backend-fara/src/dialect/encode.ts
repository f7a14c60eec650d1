import { isDeepStrictEqual } from "node:util";
import type { Decision, DialectContext } from "@massgen/core";
import { inEnvelope } from "../parse/model-text.ts";
import { pythonJson } from "../prompt/python-json.ts";
import { toolName } from "../prompt/tool-schema.ts";
import { decode } from "./decode.ts";
import type { DialectOptions } from "./dialect-options.ts";
import { encodeActions } from "./encode-actions.ts";

type Fields = Readonly<Record<string, unknown>>;

/**
 * A decision in the words of the model; `undefined` where it has none that would be read as exactly this decision.
 */
export function encode(decision: Decision, context: DialectContext, options: DialectOptions): string | undefined {
  const fields = encodeFields(decision, context, options);
  if (fields === undefined) return undefined;
  const isAnswer = decision.type === "finish" && options.profile.answer === "thoughts";
  const before = isAnswer ? decision.answer : (decision.thoughts ?? "");
  const text = inEnvelope(before, pythonJson({ name: toolName, arguments: fields }));
  const read = decode(text, context, options);
  return isDeepStrictEqual(plain(read), plain(decision)) ? text : undefined;
}

function encodeFields(decision: Decision, context: DialectContext, options: DialectOptions): Fields | undefined {
  switch (decision.type) {
    case "act":
      return encodeActions(decision.actions, context, options);
    case "finish":
      return options.profile.answer === "thoughts"
        ? { action: "terminate", status: decision.status }
        : {
            action: "terminate",
            ...(decision.status === "failure" ? { status: "failure" } : {}),
            answer: decision.answer,
          };
    case "ask":
      return { action: "ask_user_question", question: decision.question };
    case "note":
      return { action: "pause_and_memorize_fact", fact: decision.fact };
    case "read-page":
      return { action: "read_page_answer_question", question: decision.question };
    case "invalid":
      return undefined;
  }
}

/** A decision without what says no more than the default: the left button, one click, no keys held. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).filter(([name, field]) => !isDefault(name, field));
  return Object.fromEntries(entries.map(([name, field]) => [name, plain(field)]));
}

function isDefault(name: string, value: unknown): boolean {
  if (value === undefined) return true;
  if (name === "button") return value === "left";
  if (name === "count") return value === 1;
  return (name === "keys" || name === "safetyChecks") && Array.isArray(value) && value.length === 0;
}
