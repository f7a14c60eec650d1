import { MassGenError } from "@massgen/core";
import type { ModelOverride, ModelOverrides } from "@massgen/models";
import { configurationPaths } from "./configuration-paths.ts";
import { readConfigurationFile } from "./read-configuration-file.ts";

/** Where configuration is looked for. */
export interface ConfigurationPlace {
  /** Default: that of the process. */
  readonly environment?: NodeJS.ProcessEnv | undefined;
  /** Default: that of the process. */
  readonly workingDirectory?: string | undefined;
}

/**
 * What the user's configuration says about models: the key `models` of its files. Of a model that several describe, the
 * nearest file's description is taken, whole.
 *
 * @returns undefined where no model is configured; the catalogue is not loaded then.
 * @throws MassGenError `invalid-input` or `invalid-model-configuration`, which name file and field.
 */
export async function loadModelOverrides(place: ConfigurationPlace = {}): Promise<ModelOverrides | undefined> {
  const { environment = process.env, workingDirectory = process.cwd() } = place;
  const models = new Map<string, readonly [name: string, override: ModelOverride]>();
  const described: string[] = [];
  for (const path of configurationPaths(environment, workingDirectory)) {
    const overrides = await readModels(path);
    if (overrides === undefined) continue;
    described.push(path);
    for (const [name, override] of Object.entries(overrides)) {
      const key = await keyOf(name);
      if (!models.has(key)) models.set(key, [name, override]);
    }
  }
  if (described.length === 0) return undefined;
  const merged = Object.fromEntries(models.values());
  // Each is right by itself by now, but one may use a name of the other.
  if (described.length > 1) await check(merged, described.join(" and "));
  return merged;
}

async function readModels(path: string): Promise<ModelOverrides | undefined> {
  const file = await readConfigurationFile(path);
  if (file?.models === undefined) return undefined;
  return check(file.models, path);
}

/** Checks each field, and the names against each other and the catalogue's. */
async function check(value: unknown, source: string): Promise<ModelOverrides> {
  const { configuredModels, readModelOverrides } = await import("@massgen/models");
  try {
    const overrides = readModelOverrides(value);
    configuredModels(overrides);
    return overrides;
  } catch (error) {
    throw withSource(error, source);
  }
}

function withSource(cause: unknown, source: string): unknown {
  if (MassGenError.isInstance(cause)) {
    const { problem, code, remedy } = cause;
    return new MassGenError(`${source}: ${problem}`, { code, remedy, cause });
  }
  if (!(cause instanceof RangeError)) return cause;
  const remedy = "Describe models as docs/models.md does.";
  return new MassGenError(`${source}: models is nested too deeply.`, {
    code: "invalid-model-configuration",
    remedy,
    cause,
  });
}

/** One key for all ways to write a model's name. */
async function keyOf(name: string): Promise<string> {
  const { describeModel } = await import("@massgen/models");
  return describeModel(name)
    .name.toLowerCase()
    .replace(/[\s._:@-]+/g, "-");
}
