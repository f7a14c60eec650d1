import { readFile } from "node:fs/promises";
import { MassGenError } from "@massgen/core";
import type { FaraEmulatorOptions } from "../fara/fara-emulator.ts";
import { hopelessFaraMalformations, recoverableFaraMalformations } from "../fara/fara-malformation.ts";
import type { FaraScript } from "../fara/fara-step.ts";
import { readFaraScript } from "../fara/read-fara-script.ts";
import { keptRequests, readNumber, wrong } from "./read-value.ts";

/** Options of `massgen-emulator fara` as they were typed. */
export interface TypedFaraOptions {
  readonly generation?: string | undefined;
  readonly malformation?: string | undefined;
  readonly model?: string | undefined;
  readonly script?: string | undefined;
  readonly "context-window"?: string | undefined;
  readonly "api-key"?: readonly string[] | undefined;
  readonly port?: string | undefined;
  readonly latency?: string | undefined;
}

/** Ends at once, and says why. */
const noScript: FaraScript = [
  {
    thoughts: "I am an emulator without a script, and stop here.",
    action: "terminate",
    arguments: { status: "success", answer: "Nothing was done: the emulator has no script." },
  },
];

/**
 * Reads the options, and the script that they name.
 *
 * @throws MassGenError `invalid-command-line`, `script-unreadable`, `invalid-script`.
 */
export async function readFaraOptions(typed: TypedFaraOptions): Promise<FaraEmulatorOptions> {
  const { generation = "7b", model, malformation } = typed;
  if (generation !== "7b" && generation !== "1.5") {
    throw wrong(`--generation is "${generation}".`, "Choose from: 7b, 1.5.");
  }
  const malformations = [...recoverableFaraMalformations, ...hopelessFaraMalformations];
  const known = malformations.find((name) => name === malformation);
  if (malformation !== undefined && known === undefined) {
    throw wrong(`--malformation is "${malformation}".`, `Choose from: ${malformations.join(", ")}.`);
  }
  const contextWindow = readNumber("context-window", typed["context-window"]);
  return {
    generation,
    script: typed.script === undefined ? noScript : readFaraScript(await read(typed.script), typed.script),
    port: readNumber("port", typed.port) ?? 0,
    latencyMilliseconds: readNumber("latency", typed.latency) ?? 0,
    keptRequests,
    ...(model !== undefined && { model }),
    ...(known !== undefined && { malformation: known }),
    ...(contextWindow !== undefined && { contextWindow }),
    ...(typed["api-key"] && { apiKeys: typed["api-key"] }),
  };
}

async function read(path: string): Promise<string> {
  try {
    return await readFile(path, "utf8");
  } catch (cause) {
    throw new MassGenError(`The script ${path} cannot be read.`, {
      code: "script-unreadable",
      remedy: "Check the path and who may read it.",
      cause,
    });
  }
}
