import { belowMinimum, checkKnown, invalidType, invalidValue, missingParameter } from "../checks.ts";
import type { Fields } from "../fields.ts";

const environments = ["windows", "mac", "linux", "ubuntu", "browser"];

/** Checks the tool `computer`, which has nothing to be set. @throws Refusal in the API's words. */
export function checkComputerTool(tool: Fields, place: string): void {
  checkKnown(tool, new Set(["type"]), place);
}

/** Checks the tool `computer_use_preview`. @throws Refusal in the API's words. */
export function checkPreviewTool(tool: Fields, place: string): void {
  checkKnown(tool, new Set(["type", "display_width", "display_height", "environment"]), place);
  for (const name of ["display_width", "display_height"]) {
    const value = tool[name];
    if (value === undefined) throw missingParameter(`${place}.${name}`);
    if (typeof value !== "number" || !Number.isInteger(value))
      throw invalidType(`${place}.${name}`, "an integer", value);
    if (value < 1) throw belowMinimum(`${place}.${name}`, 1, value);
  }
  const { environment } = tool;
  if (environment === undefined) throw missingParameter(`${place}.environment`);
  if (typeof environment !== "string" || !environments.includes(environment))
    throw invalidValue(`${place}.environment`, environment, environments);
}
