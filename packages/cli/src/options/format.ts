import { type Format, type ItemAdapter, openaiChat, openaiResponses } from "@massgen/compaction";
import { inputError } from "../input-error.ts";
import { nearestName } from "../nearest-name.ts";

const adapters = { "openai-responses": openaiResponses, "openai-chat": openaiChat };

/** The adapter for a format's name. Files are not typed, so neither are the items it is handed. */
export function adapterNamed(name: string): ItemAdapter<unknown> {
  if (isFormat(name)) return adapters[name] as ItemAdapter<unknown>;
  const names = Object.keys(adapters);
  const nearest = nearestName(name, names);
  const remedy = nearest === undefined ? `Known are ${names.join(" and ")}.` : `Did you mean "${nearest}"?`;
  throw inputError(`There is no format "${name}".`, remedy);
}

/** The adapter for a format that a file names by itself; `undefined` where the name means nothing here. */
export function adapterDeclared(name: string | undefined): ItemAdapter<unknown> | undefined {
  return name !== undefined && isFormat(name) ? adapterNamed(name) : undefined;
}

function isFormat(name: string): name is Format {
  return Object.hasOwn(adapters, name);
}
