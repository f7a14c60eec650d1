import { parseArgs } from "node:util";
import type { Limits } from "../replay.ts";
import { inputError } from "../session/input-error.ts";
import { bundledSession } from "../session/read-session.ts";

/** What the command line asks for. */
export interface Arguments {
  readonly file: string;
  readonly model: string;
  readonly baseURL: string | undefined;
  readonly limits: Limits;
  readonly offline: boolean;
  readonly yes: boolean;
  readonly json: boolean;
  readonly markdown: string | undefined;
}

const defaultModel = "gpt-5.6-luna";

/**
 * @returns `"help"` where that was asked for.
 * @throws MassGenError `invalid-input`
 */
export function readArguments(args: readonly string[]): Arguments | "help" {
  const { values, positionals } = parse(args);
  if (values.help === true) return "help";
  const [file = bundledSession, ...others] = positionals;
  if (others.length > 0) {
    throw inputError(`${positionals.length} files were named.`, "Name one, and quote a name with spaces in it.");
  }
  return {
    file,
    model: values.model ?? defaultModel,
    baseURL: values["base-url"],
    limits: {
      contextWindow: tokensOf(values.window ?? "128k", "--window"),
      trigger: limitOf(values.trigger ?? "0.8", "--trigger"),
      target: limitOf(values.target ?? "0.4", "--target"),
    },
    offline: values.offline ?? false,
    yes: values.yes ?? false,
    json: values.json ?? false,
    markdown: values.markdown,
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        model: { type: "string" },
        "base-url": { type: "string" },
        window: { type: "string" },
        trigger: { type: "string" },
        target: { type: "string" },
        offline: { type: "boolean" },
        yes: { type: "boolean" },
        json: { type: "boolean" },
        markdown: { type: "string" },
        help: { type: "boolean", short: "h" },
      },
    });
  } catch (error) {
    const [problem = "The command line cannot be read"] = error instanceof Error ? error.message.split(/\.\s|\n/) : [];
    throw inputError(`${problem.replace(/\.$/, "")}.`, "--help lists what there is.", error);
  }
}

function tokensOf(text: string, option: string): number {
  const [, digits, thousands] = /^(\d{1,9})(k?)$/i.exec(text) ?? [];
  const tokens = Number(digits ?? 0) * (thousands === "" ? 1 : 1_000);
  if (tokens > 0) return tokens;
  throw inputError(`${option} takes a number of tokens.`, `Pass, for example, ${option} 128k or ${option} 128000.`);
}

/** A share of the window, or tokens. */
function limitOf(text: string, option: string): number {
  if (/^(?:0?\.\d+|1(?:\.0*)?)$/.test(text) && Number(text) > 0) return Number(text);
  if (/^\d{1,9}k?$/i.test(text)) return tokensOf(text, option);
  throw inputError(
    `${option} takes a share of the window or a number of tokens.`,
    `Pass, for example, ${option} 0.5 or ${option} 50k.`,
  );
}
