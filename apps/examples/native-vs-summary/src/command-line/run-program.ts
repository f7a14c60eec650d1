import { writeFile } from "node:fs/promises";
import { MassGenError } from "@massgen/core";
import { compareEmulated } from "../compare.ts";
import { comparisonOf } from "../comparison.ts";
import { openaiPrice } from "../price.ts";
import { markdownReport } from "../render/markdown-report.ts";
import { textReport } from "../render/text-report.ts";
import { inputError } from "../session/input-error.ts";
import { readSession } from "../session/read-session.ts";
import { help } from "./help.ts";
import { type Arguments, readArguments } from "./read-arguments.ts";
import { hostOf, runLive } from "./run-live.ts";

/** What the program finds around it. */
export interface Surroundings {
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Takes what the program is run for. */
  readonly write: (text: string) => void;
  /** Takes remarks, line by line. */
  readonly note: (line: string) => void;
}

/** Does what the command line says and answers with the exit code. What the user can put right becomes one line. */
export async function runProgram(args: readonly string[], surroundings: Surroundings): Promise<number> {
  try {
    const read = readArguments(args);
    if (read === "help") surroundings.write(help);
    else await compareAsAsked(read, surroundings);
    return 0;
  } catch (error) {
    if (!MassGenError.isInstance(error)) throw error;
    surroundings.note(error.message);
    return 1;
  }
}

async function compareAsAsked(asked: Arguments, { environment, write, note }: Surroundings): Promise<void> {
  const { file, model, limits, yes, json, markdown } = asked;
  const access = accessOf(asked, environment);
  const session = await readSession(file);
  const rows =
    access === undefined
      ? await compareEmulated(session, model, { limits, price: openaiPrice(model) })
      : await runLive(session, access, { limits, yes, note });
  const comparison = comparisonOf({
    source: access === undefined ? "emulated" : "live",
    model,
    host: access === undefined ? null : hostOf(access.baseURL),
    limits,
    session,
    rows,
  });
  write(json ? `${JSON.stringify(comparison, null, 2)}\n` : textReport(comparison));
  if (markdown !== undefined) await writeMarkdown(markdown, markdownReport(comparison));
}

/** Whom a live run asks; `undefined` for an emulated one. @throws MassGenError `invalid-input` */
function accessOf({ offline, model, baseURL }: Arguments, environment: Surroundings["environment"]) {
  const { OPENAI_API_KEY: apiKey = "", OPENAI_BASE_URL: usualURL = "" } = environment;
  if (offline || apiKey === "") {
    if (baseURL === undefined) return undefined;
    throw inputError(
      "--base-url is for live runs.",
      offline ? "Leave out --offline." : "Set OPENAI_API_KEY; a server that needs none takes any.",
    );
  }
  const access = { model, apiKey, baseURL: baseURL ?? (usualURL === "" ? undefined : usualURL) };
  hostOf(access.baseURL);
  return access;
}

async function writeMarkdown(path: string, text: string): Promise<void> {
  try {
    await writeFile(path, text);
  } catch (error) {
    throw inputError(`${path} cannot be written.`, "Name a file in a folder that is there.", error);
  }
}
