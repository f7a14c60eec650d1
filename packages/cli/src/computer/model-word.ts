import { parseBaseURL } from "../backend-options/base-url.ts";
import { inputError } from "../input-error.ts";

/** One `--model`, taken apart. */
export type ModelWord =
  | { readonly kind: "script"; readonly path: string }
  | { readonly kind: "model"; readonly model: string; readonly baseURL: string | undefined };

/**
 * Takes a `--model` apart: `script:FILE`, `NAME` or `NAME@URL`.
 *
 * @throws MassGenError `invalid-input`
 */
export function parseModelWord(text: string): ModelWord {
  if (text.startsWith("script:")) {
    const path = text.slice("script:".length);
    if (path === "") throw inputError("--model script: names no file.", "Write script:steps.json.");
    return { kind: "script", path };
  }
  const [, model = text, address] = /^(.+?)@(https?:\/\/.+)$/.exec(text) ?? [];
  if (model.trim() === "") throw inputError("--model is empty.", "See massgen models --computer-use.");
  return {
    kind: "model",
    model,
    baseURL: address === undefined ? undefined : parseBaseURL(address, `--model ${model}`),
  };
}
