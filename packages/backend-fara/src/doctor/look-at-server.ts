import { isRecord } from "@massgen/core/provider";
import { baseURLs } from "../endpoint/base-urls.ts";
import type { ReadJson } from "./read-json.ts";

/** What a server says of itself. */
export interface ServerFacts {
  /** HTTP status of the list of models. */
  readonly status: number;
  /** Names of its models; `undefined` where it lists none. */
  readonly models?: readonly string[];
  /** Tokens that a request may have; `undefined` where it does not say. */
  readonly context?: number;
}

/**
 * Asks for the list of models, at both forms of the address, and for the size of the context where vLLM, llama.cpp,
 * LM Studio and Ollama tell it.
 *
 * @throws what `fetch` throws where nothing answers.
 */
export async function lookAtServer(baseURL: string, model: string, read: ReadJson): Promise<ServerFacts> {
  const addresses = baseURLs(baseURL);
  let status = 404;
  for (const address of addresses) {
    const answer = await read(withPath(address, "/models"));
    status = answer.status;
    const models = modelsOf(answer.body);
    if (answer.status === 200 && models.length > 0) {
      const ids = models.flatMap(({ id }) => (typeof id === "string" ? [id] : []));
      const entry = models.find(({ id }) => isSameModel(id, model)) ?? models[0] ?? {};
      const context = contextIn(entry) ?? (await contextElsewhere(baseURL, model, read));
      return { status, models: ids.slice(0, 50), ...(context === undefined ? {} : { context }) };
    }
    if (answer.status !== 404 && answer.status !== 200) break;
  }
  return { status };
}

/** Whether a server means a model by a name. Ollama adds a tag. */
export function isSameModel(id: unknown, model: string): boolean {
  return id === model || id === `${model}:latest`;
}

async function contextElsewhere(baseURL: string, model: string, read: ReadJson): Promise<number | undefined> {
  const [root] = baseURLs(baseURL).toSorted((first, second) => first.length - second.length);
  for (const path of ["/props", "/api/v0/models", "/api/ps"]) {
    const found = await read(withPath(root ?? baseURL, path)).catch(() => undefined);
    const body = found?.status === 200 ? found.body : undefined;
    const entries = modelsOf(body);
    const entry = entries.find(({ id, name }) => isSameModel(id ?? name, model)) ?? body;
    const context = contextIn(entry);
    if (context !== undefined) return context;
  }
  return undefined;
}

function modelsOf(body: unknown): readonly Readonly<Record<string, unknown>>[] {
  const list = isRecord(body) ? (body.data ?? body.models) : body;
  return Array.isArray(list) ? list.filter(isRecord) : [];
}

function contextIn(entry: unknown): number | undefined {
  if (!isRecord(entry)) return undefined;
  const { default_generation_settings: settings, meta } = entry;
  const places = [entry, settings, meta].filter(isRecord);
  const names = ["max_model_len", "loaded_context_length", "n_ctx", "context_length"];
  const values = places.flatMap((place) => names.map((name) => place[name]));
  return values.find((value) => typeof value === "number" && value > 0) as number | undefined;
}

function withPath(address: string, path: string): string {
  const url = new URL(address);
  url.pathname = `${url.pathname.replace(/\/+$/, "")}${path}`;
  return url.href;
}
