import { looksLikeKey } from "@massgen/core/provider";

const fileEndings =
  "[cm]?[jt]sx?|json[cl5]?|ya?ml|toml|ini|env|lock|md|txt|csv|tsv|sql|db|sqlite|py|ipynb|rs|go|java|kt|swift|c|cc|cpp|h|hpp|cs|rb|php|lua|sh|ps1|html?|css|scss|svg|png|jpe?g|gif|webp|pdf|docx?|xlsx?|pptx?|zip|tar|gz|log|xml|proto|vue|svelte|tf|gradle|patch|diff";
const units =
  "ms|s|secs?|seconds?|min|minutes?|h|hours?|days?|weeks?|months?|years?|bytes?|[kKMGT]i?B|px|tokens?|requests?|users?|rows?|times|USD|EUR|GBP|CHF|dollars?|euros?|[kMG]?Hz|km|cm|mm|kg|°C|°F|rpm|rps|qps|fps";

/**
 * What a name looks like. All repetitions are bounded and none can start inside of what it could match, so that any text
 * takes linear time.
 */
const shapes: readonly RegExp[] = [
  /\bhttps?:\/\/[^\s<>"'`\\(){}[\]|]{3,300}/g,
  /(?<![\w/.:@~\\-])(?:[A-Za-z]:\\|~\/|\.{0,2}\/)?[\w@.+-]{1,80}(?:[\\/][\w@.+-]{1,80}){1,15}/g,
  new RegExp(String.raw`(?<![\w/.\\@-])[\w-]{1,60}(?:\.[\w-]{1,30}){0,3}\.(?:${fileEndings})\b(?![/\\.]\w)`, "g"),
  /\b[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}\b/gi,
  /\b(?=[a-f]{0,63}\d)(?=\d{0,63}[a-f])[\da-f]{7,64}\b/g,
  /\b[A-Z][A-Z\d]{1,9}-\d{1,9}(?:-\d{1,9})?\b/g,
  /(?<![\w&#/])#\d{1,7}\b/g,
  /\b[A-Za-z]{1,20}(?:[_-][A-Za-z]{1,20}){0,3}[_-](?=[A-Za-z]{0,39}\d)[A-Za-z\d]{4,40}\b/g,
  /(?<![\w.-])v?\d{1,4}\.\d{1,4}\.\d{1,6}(?:[-+][\w.-]{1,30})?\b/g,
  /(?<![\w.-])v\d{1,4}\.\d{1,4}\b(?!\.\d)/g,
  /\b(?:localhost|\d{1,3}(?:\.\d{1,3}){3}):\d{2,5}\b/g,
  /(?<![\w.])[$€£]\s?\d[\d,.]{0,20}/g,
  new RegExp(String.raw`(?<![\w.,:/-])\d[\d,.]{0,20}(?:\s?%|\s?(?:${units})\b)`, "g"),
  /(?<![\w.,:/-])\d{5,20}\b(?![.,]\d)/g,
];

/** Not names of anything in the conversation: standards, and words that happen to look alike. */
const commonNames = /^(?:(?:utf|iso|sha|md|rfc|gpt|es|base|http|ascii)[-_]?\d|console\.log$|process\.env$)/i;

/** Names in a text whose known secrets are masked, each as often as it occurs; none that may be a key. */
export function findNames(text: string): readonly string[] {
  return shapes.flatMap((shape) => (text.match(shape) ?? []).map(trimmed).filter(isName));
}

/** Without the signs that end a sentence rather than a name. */
function trimmed(name: string): string {
  return name.replace(/[.,;:!?'"*_-]{1,10}$/, "").replaceAll("`", "'");
}

function isName(name: string): boolean {
  if (name.length < 2 || commonNames.test(name) || hasKey(name)) return false;
  if (name.includes("://") || !/[\\/]/.test(name)) return true;
  // "and/or" is no path: one begins like a path or ends like a file.
  return (
    /^(?:[A-Za-z]:\\|~?\/|\.{1,2}\/)\w/.test(name) || /\.\w{1,8}$/.test(name) || /^(?:[\w@.+-]+[\\/]){2}/.test(name)
  );
}

/** Addresses may carry a key in any of their parts. */
function hasKey(name: string): boolean {
  return name.split(/[/?&#=:.\\]/).some(looksLikeKey);
}
