/** Names longer than this are nobody's model. */
const longestName = 200;

/** Trailing parts that change how a model is stored, served or dated, and not which model it is. */
const suffixes = [
  /-\d{4}-\d{2}-\d{2}$/, // a snapshot, as OpenAI dates them
  /-20\d{6}$/, // a snapshot, as others date them
  /-(?:latest|free|cloud|nitro|floor|exacto)$/,
  /-(?:gguf|mlx|exl[23]|onnx|awq|gptq|bnb|hf|unsloth|ud|qat|quantized|dynamic)$/,
  /-(?:fp|bf|f)(?:4|8|16|32)$/,
  /-(?:nvfp4|mxfp4|w4a16|w8a8|w8a16)$/,
  /-(?:int|bit)?[248]-?bits?$/,
  /-int[248]$/,
  /-(?:i?q)\d(?:-[a-z0-9]{1,3}){0,3}$/, // GGUF: q4-0, q4-k-m, iq4-xs
];

/**
 * Ways to read a name that somebody wrote, most literal first, each in the form of {@link nameKey}.
 *
 * Understood are prefixes of providers, gateways and Hugging Face (`openai/gpt-5`, `models/…`, `openai:gpt-5`), dated
 * snapshots, Ollama's tags (`qwen3:8b`), file names, and suffixes of quantisation. Sizes are never dropped: a
 * model of another size is another model.
 */
export function nameCandidates(name: string): readonly string[] {
  const whole = name.trim();
  if (whole.length === 0 || whole.length > longestName) return [];
  const last = lastSegment(whole).replace(/\.gguf$/i, "");
  const colon = last.indexOf(":");
  const read = [whole, last];
  if (colon > 0) read.push(`${last.slice(0, colon)}-${last.slice(colon + 1)}`, last.slice(colon + 1));
  const underscore = last.indexOf("_");
  if (underscore > 0) read.push(last.slice(underscore + 1)); // bartowski/microsoft_Fara-7B-GGUF
  return [...new Set(read.map(nameKey).flatMap(withoutSuffixes))];
}

/** One spelling for all: lower case, with a hyphen where others write a dot, an underscore, a colon or a space. */
export function nameKey(name: string): string {
  return name
    .toLowerCase()
    .replace(/[\s._:@-]+/g, "-")
    .replace(/^-|-$/g, "");
}

/** The part that names a model: what follows the last slash. */
export function lastSegment(name: string): string {
  return name.slice(name.lastIndexOf("/") + 1);
}

/** A key, and what is left of it each time that one more suffix is taken off. */
function withoutSuffixes(key: string): string[] {
  const keys = [key];
  for (let rest = key; ; ) {
    const suffix = suffixes.find((pattern) => pattern.test(rest));
    if (suffix === undefined) return keys;
    rest = rest.replace(suffix, "");
    keys.push(rest);
  }
}
