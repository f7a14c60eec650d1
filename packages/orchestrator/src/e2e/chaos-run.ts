import assert from "node:assert/strict";
import { join } from "node:path";
import { createEndpointSupport, createOpenai } from "@massgen/backend-openai";
import { createOpenaiCompatible } from "@massgen/backend-openai-compatible";
import { type Archive, type Backend, type ConversationItem, MassGenError, type RunLog } from "@massgen/core";
import { createFileArchive, openRunLog } from "@massgen/store";
import type { OpenaiEmulator } from "@massgen/testing";
import type { Agent } from "../agent/agent.ts";
import { createAgent } from "../agent/create-agent.ts";
import type { AgentTool } from "../tools/agent-tool.ts";
import { facts, readPart } from "./long-conversation.ts";

/** How one turn ended. */
type TurnOutcome = "answered" | "failed" | "aborted";

export interface ChaosRun {
  readonly outcomes: readonly TurnOutcome[];
  /** Codes of the errors that turns ended with. */
  readonly errors: readonly string[];
  readonly compactions: number;
  /** What the conversation answers once nothing goes wrong any more. */
  readonly report: string;
  /** Facts that it must know, by the turns that were answered and the tools that did their work. */
  readonly known: readonly string[];
}

export interface ChaosSettings {
  readonly random: () => number;
  readonly emulator: OpenaiEmulator;
  /** Lets no more faults happen. */
  readonly calmDown: () => void;
  /** Where log and archive are. */
  readonly folder: string;
  readonly model: string;
}

const contextWindow = 2_500;
const noWait = { sleep: () => Promise.resolve() };

/** One conversation in which anything may go wrong at any time, and how it ended. */
export async function runChaos(settings: ChaosSettings): Promise<ChaosRun> {
  const { random, calmDown, folder } = settings;
  const archive = createFileArchive(join(folder, "archive"));
  const backend = randomBackend(settings);
  const outcomes: TurnOutcome[] = [];
  const errors: string[] = [];
  let compactions = 0;

  const log = await open(folder);
  // Counted in events and not in time, so that a seed tells the same story each time.
  const abortion = { events: Number.POSITIVE_INFINITY, controller: new AbortController() };
  const told = new Set<string>();
  const shaky = shakyTool(random, (fact) => told.add(fact));
  const agent = agentOn(backend, log, archive, [shaky], () => {
    abortion.events -= 1;
    if (abortion.events === 0) abortion.controller.abort(new Error("aborted"));
  });
  const turns = 3 + Math.floor(random() * 5);
  for (let turn = 1; turn <= turns; turn += 1) {
    const aside = turn === 1 ? ` Remember: the code of the vault is ${facts.code}.` : "";
    const controller = new AbortController();
    abortion.controller = controller;
    abortion.events = random() < 0.1 ? 1 + Math.floor(random() * 12) : Number.POSITIVE_INFINITY;
    try {
      const result = await agent.send(`Turn ${turn}: read part ${turn}.${aside}`, { signal: controller.signal });
      compactions += result.compactions.length;
      if (result.reason === "stop" && result.text !== `I have read part ${turn}.`) {
        throw new Error(`Turn ${turn} was answered wrongly: ${result.text}`);
      }
      if (turn === 1) told.add(facts.code);
      outcomes.push("answered");
      if (random() < 0.15) await agent.compact();
    } catch (error) {
      if (error === controller.signal.reason) outcomes.push("aborted");
      else if (MassGenError.isInstance(error)) {
        outcomes.push("failed");
        errors.push(error.code);
      } else throw error;
    }
    assert.deepEqual(log.window(), JSON.parse(JSON.stringify(agent.items)));
    assert.deepEqual(log.conversation(), JSON.parse(JSON.stringify(agent.history)));
  }
  await log.close();

  calmDown();
  const reopened = await open(folder);
  const successor = agentOn(backend, reopened, archive, [readPart]);
  const { text } = await successor.send("Report the code and the serial of the vault.");
  await reopened.close();
  return {
    outcomes,
    errors,
    compactions,
    report: text,
    known: Object.values(facts).filter((fact) => told.has(fact)),
  };
}

function open(folder: string): Promise<RunLog<ConversationItem>> {
  return openRunLog<ConversationItem>(join(folder, "run.jsonl"), { format: "openai-responses" });
}

function agentOn(
  backend: Backend,
  log: RunLog<ConversationItem>,
  archive: Archive,
  tools: readonly AgentTool[],
  onEvent: () => void = () => undefined,
): Agent {
  return createAgent({ backend, log, tools, compaction: { contextWindow, archive }, maximumSteps: 12, onEvent });
}

function randomBackend({ random, emulator, model }: ChaosSettings): Backend {
  const common = { model, baseURL: emulator.baseURL, apiKey: "sk-emulated", retries: { maximumRetries: 2, ...noWait } };
  const modes = ["auto", "endpoint", "server", "trigger", "off"] as const;
  const mode = modes[Math.floor(random() * (modes.length + 1))];
  if (mode === undefined) return createOpenaiCompatible(common);
  return createOpenai({
    ...common,
    store: random() < 0.4,
    support: createEndpointSupport(),
    compaction: { mode, serverThreshold: 1_500 },
  });
}

/** The tool of the record, which sometimes fails, says far too much, or answers with what no provider takes. */
function shakyTool(random: () => number, onTold: (fact: string) => void): AgentTool {
  return {
    ...readPart,
    execute(input, context) {
      const chance = random();
      if (chance < 0.04) throw new Error("The record is locked.");
      if (chance < 0.06) throw Object.create(null);
      if (chance < 0.09) return [{ type: "input_image", image_url: "data:image/png;base64,AAAA" }];
      if (chance < 0.11) return [{ type: "input_text", text: 5n }];
      const text = String(readPart.execute(input, context));
      if (text.includes(facts.serial)) onTold(facts.serial);
      return chance < 0.17 ? `${text} ${"and so on ".repeat(3_000)}` : text;
    },
  };
}
