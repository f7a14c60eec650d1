import { aiSdk, anthropic, type ItemAdapter, openaiChat, openaiResponses } from "@massgen/compaction";
import { inputError } from "../input-error.ts";
import { suggestName } from "../nearest-name.ts";

/** Names that `--format` knows. Files are not typed, so neither are the items that an adapter is handed. */
const adapters: Readonly<Record<string, ItemAdapter<unknown>>> = {
  "openai-responses": openaiResponses as ItemAdapter<unknown>,
  "openai-chat": openaiChat as ItemAdapter<unknown>,
  anthropic: anthropic as ItemAdapter<unknown>,
  "ai-sdk": aiSdk as ItemAdapter<unknown>,
};

/** @throws MassGenError `invalid-input` where there is none of this name. */
export function adapterNamed(name: string): ItemAdapter<unknown> {
  const adapter = adapterDeclared(name);
  if (adapter !== undefined) return adapter;
  throw inputError(`There is no format "${name}".`, suggestName(name, Object.keys(adapters)));
}

/** The adapter for a format that a file names by itself; `undefined` where the name means nothing here. */
export function adapterDeclared(name: string | undefined): ItemAdapter<unknown> | undefined {
  return name !== undefined && Object.hasOwn(adapters, name) ? adapters[name] : undefined;
}
