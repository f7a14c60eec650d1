import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import type { Strategy } from "@massgen/compaction";
import { inputError } from "../input-error.ts";

/**
 * Loads a strategy of the user's own: a module whose default export is a strategy, or a function that makes one.
 *
 * @throws MassGenError `invalid-input`
 */
export async function loadStrategy(path: string): Promise<Strategy<unknown>> {
  const { default: exported } = await importModule(path);
  const strategy = typeof exported === "function" ? exported() : exported;
  if (isStrategy(strategy)) return strategy;
  throw inputError(
    `${path} exports no strategy.`,
    "Its default export must be { name, propose }, or a function that makes one.",
  );
}

async function importModule(path: string): Promise<{ readonly default?: unknown }> {
  try {
    return await import(pathToFileURL(resolve(path)).href);
  } catch (error) {
    const isMissing = error instanceof Error && "code" in error && error.code === "ERR_MODULE_NOT_FOUND";
    const problem = isMissing ? `There is no module ${path}.` : `${path} could not be loaded: ${messageOf(error)}.`;
    throw inputError(problem, "Name a JavaScript module that runs by itself.", error);
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function isStrategy(value: unknown): value is Strategy<unknown> {
  return (
    typeof value === "object" &&
    value !== null &&
    "name" in value &&
    typeof value.name === "string" &&
    "propose" in value &&
    typeof value.propose === "function"
  );
}
