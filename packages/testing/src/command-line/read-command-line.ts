import { parseArgs } from "node:util";
import type { FaraEmulatorOptions } from "../fara/fara-emulator.ts";
import { type ChatQuirk, chatQuirks } from "../openai/chat/chat-quirk.ts";
import type { EmulatedSupport, OpenaiEmulatorOptions } from "../openai/emulator-options.ts";
import { type ParsedFault, parseFault } from "../openai/parse-fault.ts";
import { echoReply } from "./echo-reply.ts";
import { readFaraOptions } from "./read-fara-options.ts";
import { readScript } from "./read-script.ts";
import { keptRequests, readNumber, wrong } from "./read-value.ts";

/** What was typed, ready for use. */
export type CommandLine = (
  | { readonly protocol: "openai"; readonly options: OpenaiEmulatorOptions }
  | { readonly protocol: "fara"; readonly options: FaraEmulatorOptions }
) & { readonly faults: readonly ParsedFault[] };

const parts = ["responses", "compact", "contextManagement", "trigger", "inputTokens", "chatCompletions"] as const;
const openaiOnly: readonly string[] = ["without", "chat-quirk"];
const faraOnly: readonly string[] = ["generation", "malformation"];
const defaultWindow = 128_000;

/**
 * Reads the command line, and the script that it names.
 *
 * @throws MassGenError `invalid-command-line`, or what `readScript` throws.
 */
export async function readCommandLine(args: readonly string[]): Promise<CommandLine | "help"> {
  const { values, positionals } = parsed(args);
  if (values.help === true || args.length === 0) return "help";
  const [protocol, ...rest] = positionals;
  if ((protocol !== "openai" && protocol !== "fara") || rest.length > 0) {
    const given = positionals.length === 0 ? "No protocol was named" : `"${positionals.join(" ")}" is no protocol`;
    throw wrong(`${given}.`, "Write: massgen-emulator openai, or massgen-emulator fara");
  }
  const odd = Object.keys(values).find((name) => (protocol === "fara" ? openaiOnly : faraOnly).includes(name));
  if (odd !== undefined) throw wrong(`massgen-emulator ${protocol} has no --${odd}.`, "See massgen-emulator --help.");
  const faults = (values.fault ?? []).map(parseFault);
  if (protocol === "fara") return { protocol, options: await readFaraOptions(values), faults };
  if (values.script !== undefined && (values.model ?? values["context-window"]) !== undefined)
    throw wrong("--script names the models itself.", "Leave out --model and --context-window.");
  const contextWindow = readNumber("context-window", values["context-window"]) ?? defaultWindow;
  return {
    protocol,
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
    faults,
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
        generation: { type: "string" },
        malformation: { type: "string" },
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
