import { parseArgs } from "node:util";
import { MassGenError } from "@massgen/core";
import { type ChatQuirk, chatQuirks } from "../openai/chat/chat-quirk.ts";
import type { EmulatedSupport, OpenaiEmulatorOptions } from "../openai/emulator-options.ts";
import { type ParsedFault, parseFault } from "../openai/parse-fault.ts";
import { echoReply } from "./echo-reply.ts";
import { readScript } from "./read-script.ts";

/** What was typed, ready for use. */
export interface CommandLine {
  readonly options: OpenaiEmulatorOptions;
  readonly faults: readonly ParsedFault[];
}

const parts = ["responses", "compact", "contextManagement", "trigger", "inputTokens", "chatCompletions"] as const;
const defaultWindow = 128_000;
/** The books of a server that runs for long keep no more requests than this. */
const keptRequests = 100;

/**
 * Reads the command line, and the script that it names.
 *
 * @throws MassGenError `invalid-command-line`, or what `readScript` throws.
 */
export async function readCommandLine(args: readonly string[]): Promise<CommandLine | "help"> {
  const { values, positionals } = parsed(args);
  if (values.help === true || args.length === 0) return "help";
  const [protocol, ...rest] = positionals;
  if (protocol !== "openai" || rest.length > 0) {
    const given = positionals.length === 0 ? "No protocol was named" : `"${positionals.join(" ")}" is no protocol`;
    throw wrong(`${given}.`, "Write: massgen-emulator openai");
  }
  if (values.script !== undefined && (values.model ?? values["context-window"]) !== undefined)
    throw wrong("--script names the models itself.", "Leave out --model and --context-window.");
  const contextWindow = readNumber("context-window", values["context-window"]) ?? defaultWindow;
  return {
    options: {
      models:
        values.script === undefined
          ? { [values.model ?? "emulated-model"]: { contextWindow, reply: echoReply } }
          : await readScript(values.script),
      port: readNumber("port", values.port) ?? 0,
      latencyMilliseconds: readNumber("latency", values.latency) ?? 0,
      supports: readWithout(values.without),
      chatQuirks: (values["chat-quirk"] ?? []).map(readQuirk),
      keptRequests,
      ...(values["api-key"] === undefined ? {} : { apiKeys: values["api-key"] }),
    },
    faults: (values.fault ?? []).map(parseFault),
  };
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        port: { type: "string" },
        model: { type: "string" },
        "context-window": { type: "string" },
        script: { type: "string" },
        "api-key": { type: "string", multiple: true },
        without: { type: "string" },
        "chat-quirk": { type: "string", multiple: true },
        fault: { type: "string", multiple: true },
        latency: { type: "string" },
        help: { type: "boolean", short: "h" },
      },
    });
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    // The first of its sentences; the others explain what the help does.
    const [problem = text] = text.split(/\.\s/);
    throw wrong(`${problem.replace(/\.$/, "")}.`, "See massgen-emulator --help.");
  }
}

function readNumber(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const match = /^(\d{1,9})(k?)$/i.exec(text);
  if (match === null) throw wrong(`--${name} is "${text}".`, "Write a whole number, e.g. 8000 or 8k.");
  const value = Number(match[1]) * (match[2] === "" ? 1 : 1000);
  if (name === "port" && value > 65_535) throw wrong(`--port is ${value}.`, "Write a number up to 65535.");
  return value;
}

function readWithout(text: string | undefined): Partial<EmulatedSupport> {
  const names = (text ?? "").split(",").filter((name) => name !== "");
  const unknown = names.find((name) => !parts.some((part) => part === name));
  if (unknown !== undefined) throw wrong(`--without names "${unknown}".`, `Choose from: ${parts.join(", ")}.`);
  return Object.fromEntries(names.map((name) => [name, false]));
}

function readQuirk(name: string): ChatQuirk {
  const quirk = chatQuirks.find((known) => known === name);
  if (quirk === undefined) throw wrong(`--chat-quirk is "${name}".`, `Choose from: ${chatQuirks.join(", ")}.`);
  return quirk;
}

function wrong(problem: string, remedy: string): MassGenError {
  return new MassGenError(problem, { code: "invalid-command-line", remedy });
}
