import type { ImageFormula } from "./image-formula.ts";
import { type ImageFamily, imageFormulas } from "./image-formulas.ts";

/** What counts the images of a model that nothing is known of: OpenAI's tiles. */
export const defaultImageFormula: ImageFormula = { ...imageFormulas["gpt-4o"], evidence: "assumed" };

interface FamilyRule {
  readonly model: RegExp;
  readonly family: ImageFamily;
  /** The provider does not name these models; they are taken to count like the family. */
  readonly assumed?: true;
}

/** Beginnings of model ids; the first that fits counts. */
const rules: readonly FamilyRule[] = [
  { model: /^gpt-4o-mini/, family: "gpt-4o-mini" },
  { model: /^gpt-4\.1-mini/, family: "gpt-4.1-mini" },
  { model: /^gpt-4\.1-nano/, family: "gpt-4.1-nano" },
  { model: /^(gpt-4o|chatgpt-4o|gpt-4\.1|gpt-4\.5|gpt-4-turbo)/, family: "gpt-4o" },
  { model: /^o4-mini/, family: "o4-mini" },
  { model: /^codex-mini/, family: "o4-mini", assumed: true },
  { model: /^computer-use-preview/, family: "computer-use-preview" },
  { model: /^o[13](-pro)?(-\d|$)/, family: "openai-o" },
  { model: /^o\d/, family: "openai-o", assumed: true },
  { model: /^gpt-5-mini/, family: "gpt-5-mini" },
  { model: /^gpt-5-nano/, family: "gpt-5-nano" },
  { model: /^gpt-5(\.[1-3])?-codex/, family: "gpt-5-mini", assumed: true },
  { model: /^gpt-5(\.1)?(-|$)/, family: "gpt-5" },
  { model: /^gpt-5\.2/, family: "gpt-5.2" },
  { model: /^gpt-5\.3/, family: "gpt-5.2", assumed: true },
  { model: /^gpt-5\.4/, family: "gpt-5.4" },
  { model: /^gpt-5\.5/, family: "gpt-5.5" },
  { model: /^gpt-(5\.6|6-astra)/, family: "gpt-5.6" },
  { model: /^gpt-([6-9]|5\.\d)/, family: "gpt-5.6", assumed: true },
  { model: /^claude-[a-z]+-(4[-.]([7-9]|[1-9]\d)|[5-9]|[1-9]\d)(?!\d)/, family: "claude-high-resolution" },
  { model: /^claude-/, family: "claude" },
  { model: /^gemini-[12]\b/, family: "gemini-2" },
  { model: /^gemini-/, family: "gemini-3" },
  { model: /^fara[-_ ]?1\.5/, family: "fara1.5" },
  { model: /^(qwen2(\.5)?-vl|fara-7b)/, family: "qwen2.5-vl" },
  { model: /^qwen3(\.\d|-vl)/, family: "qwen3.5" },
  { model: /^qwen/, family: "qwen3.5", assumed: true },
];

/**
 * How a model counts images, by the beginning of its id. Case and what routers put before the id do not matter:
 * `openai/gpt-4o`, `us.anthropic.claude-opus-4-7-v1:0`, `models/gemini-2.5-flash`, `Qwen/Qwen2.5-VL-7B-Instruct`.
 *
 * @returns OpenAI's tiles, as an assumption, for a model that it does not know.
 */
export function imageFormulaFor(model: string): ImageFormula {
  const id = model
    .slice(model.lastIndexOf("/") + 1)
    .toLowerCase()
    .replace(/^(ft:|([a-z]+\.)?(anthropic|openai)\.)/, "");
  const rule = rules.find((candidate) => candidate.model.test(id));
  if (rule === undefined) return defaultImageFormula;
  const formula = imageFormulas[rule.family];
  return rule.assumed ? { ...formula, evidence: "assumed" } : formula;
}
