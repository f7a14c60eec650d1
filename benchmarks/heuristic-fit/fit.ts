/**
 * Fits the weights of the heuristic token counter against exact `o200k` counts, and prints them with the errors that
 * they leave on texts they were not fitted on.
 *
 *     node --conditions=@massgen/source benchmarks/heuristic-fit/fit.ts PATH… [--held-out PATH…]
 *
 * Paths are files or directories of UTF-8 text. Without `--held-out`, every fifth directory is held out.
 */
import { parseArgs } from "node:util";
import { RARE_LETTER_PAIR, rareLetterPairs } from "../../packages/compaction/src/counting/letter-pairs.ts";
import { addTextFeatures, FEATURE_NAMES } from "../../packages/compaction/src/counting/text-features.ts";
import { loadO200kCounter } from "../../packages/compaction/src/o200k.ts";
import { readCorpus, type SampleText } from "./corpus.ts";
import { errorTable } from "./error-table.ts";
import { generateTexts } from "./generated-texts.ts";
import { fitRelativeErrors, type Observation } from "./least-squares.ts";
import { commonFollowers } from "./letter-pair-counts.ts";
import { seededRandom } from "./random.ts";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { "held-out": { type: "string", multiple: true } },
});
const random = seededRandom(1);
const corpus = readCorpus(positionals, random);
const [fitted, heldOut] = values["held-out"]
  ? [corpus, readCorpus(values["held-out"], random)]
  : splitByDirectory(corpus);
const training = [...fitted, ...generateTexts(100, random)];
const validation = [...heldOut, ...generateTexts(100, random)];

const exactCounter = await loadO200kCounter();
const exact = new Map([...training, ...validation].map(({ text }) => [text, exactCounter.count(text).tokens]));

const followers = commonFollowers(fitted.filter(({ kind }) => /code|data|prose/.test(kind)).map(({ text }) => text));
RARE_LETTER_PAIR.set(rareLetterPairs(followers));
const weights = fitRelativeErrors(observations(training));

console.log(JSON.stringify(followers, null, 2));
console.log(
  JSON.stringify(Object.fromEntries(FEATURE_NAMES.map((name, index) => [name, rounded(weights[index])])), null, 2),
);
report("Texts of the fit", training, estimate);
report("Texts held out", validation, estimate);
report("Texts held out, one token for every four characters", validation, (text) => Math.ceil(text.length / 4));

function splitByDirectory(texts: readonly SampleText[]): [SampleText[], SampleText[]] {
  const directories = [...new Set(texts.map((text) => text.directory))];
  const held = new Set(directories.filter((_, index) => index % 5 === 4));
  return [texts.filter((text) => !held.has(text.directory)), texts.filter((text) => held.has(text.directory))];
}

function observations(texts: readonly SampleText[]): Observation[] {
  return texts.map(({ text }) => ({ features: featuresOf(text), tokens: exact.get(text) ?? 0 }));
}

function featuresOf(text: string): Float64Array {
  const features = new Float64Array(FEATURE_NAMES.length);
  addTextFeatures(text, features);
  return features;
}

function estimate(text: string): number {
  const features = featuresOf(text);
  return Math.round(features.reduce((sum, feature, index) => sum + feature * rounded(weights[index]), 0));
}

function rounded(weight: number | undefined): number {
  return Number((weight ?? 0).toFixed(3));
}

function report(title: string, texts: readonly SampleText[], count: (text: string) => number): void {
  const measured = texts.map(({ kind, text }) => ({ kind, exact: exact.get(text) ?? 0, estimate: count(text) }));
  console.log(`\n${title}\n${errorTable(measured)}`);
}
