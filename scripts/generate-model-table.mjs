import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { modelRows } from "../packages/models/src/index.ts";

// Writes the tables of docs/models.md from the catalogue, between the page's markers:
//
//   node --conditions=@massgen/source scripts/generate-model-table.mjs [--check] [FILE]
//
// With --check it writes nothing and fails where the page is not what it would write.

/** Prices change; the page's are those of this day, whatever the day on which it is made. */
const pricesOf = "2026-11-25";
const start = "<!-- models: made by scripts/generate-model-table.mjs -->";
const end = "<!-- /models -->";

/** @typedef {import("../packages/models/src/index.ts").ModelRow} ModelRow */
/** @typedef {import("../packages/models/src/index.ts").ModelCell} ModelCell */
/** @typedef {readonly (readonly [heading: string, write: (row: ModelRow) => string])[]} Columns */

/**
 * @param {string} text
 * @param {string} made
 */
function withTables(text, made) {
  const from = text.indexOf(start);
  const to = text.indexOf(end, from);
  if (from === -1 || to === -1) throw new Error(`${file} has no ${start} followed by ${end}: add both.`);
  return `${text.slice(0, from + start.length)}\n\n${made}\n\n${text.slice(to)}`;
}

async function tables() {
  const rows = await modelRows(undefined, new Date(pricesOf));
  const hosted = rows.filter((row) => row.hosting.value === "hosted");
  const local = rows.filter((row) => row.hosting.value !== "hosted");
  return [
    "### Hosted",
    `Prices are US dollars for a million tokens, on ${pricesOf}, in requests that are not long.`,
    table(hosted, [...capabilities, ...limits, ...compaction, ["computer", computer], ...prices]),
    "### Run by yourself",
    "Memory is in gigabytes.",
    table(local, [...capabilities, ["computer", computer], ...weights]),
    "### Models that drive a computer",
    "The screenshot's size is the one that a model takes without resizing it, or was shown with.",
    table(
      rows.filter((row) => row.computerDialect.value !== null && row.computerDialect.value !== "none"),
      computers,
    ),
    "### Published scores",
    "Per cent of a benchmark's tasks that were done. Figures of different sources do not compare; [Choosing a model](computer-use/choosing-a-model.md) says what they are worth.",
    table(
      rows.filter(({ scores }) => scores.length > 0),
      [["model", (row) => `\`${row.name}\``], ...scores(rows)],
    ),
  ].join("\n\n");
}

/** @type {Columns} */
const capabilities = [
  ["model", (row) => `\`${row.name}\``],
  ["window", (row) => written(row.contextWindow)],
  ["reads", (row) => written(row.input)],
  ["thinks", (row) => written(row.reasoning)],
];

/** @type {Columns} */
const limits = [
  ["input at most", (row) => written(row.maximumInputTokens)],
  ["output at most", (row) => written(row.maximumOutputTokens)],
];

/** @type {Columns} */
const compaction = [
  ["endpoint", (row) => written(row.compactionEndpoint)],
  ["trigger", (row) => written(row.compactionTrigger)],
  ["server", (row) => written(row.compactionServer)],
];

/** @type {Columns} */
const prices = [
  ["input", (row) => written(row.priceInput)],
  ["cached", (row) => written(row.priceCachedInput)],
  ["cache write", (row) => written(row.priceCacheWrite)],
  ["output", (row) => written(row.priceOutput)],
];

/** @type {Columns} */
const weights = [
  ["licence", (row) => written(row.licence)],
  ["parameters", (row) => parameters(row.parameters)],
  ["16 bits", (row) => written(row.memoryBf16)],
  ["4 bits", (row) => written(row.memoryMxfp4.value === null ? row.memoryInt4 : row.memoryMxfp4)],
];

/** @type {Columns} */
const computers = [
  ["model", (row) => `\`${row.name}\``],
  ["dialect", computer],
  ["coordinates", (row) => written(row.coordinates)],
  ["screenshot", (row) => written(row.frame)],
];

/**
 * A column for each benchmark that a model has a score of.
 *
 * @param {readonly ModelRow[]} rows
 * @returns {Columns}
 */
function scores(rows) {
  const names = new Set(rows.flatMap((row) => row.scores.map(({ benchmark }) => benchmark)));
  return [...names].map((name) => [
    name,
    (row) => {
      const score = row.scores.find(({ benchmark }) => benchmark === name);
      return score === undefined ? "" : written(score);
    },
  ]);
}

/** @param {ModelRow} row */
function computer({ computerDialect }) {
  return computerDialect.value === "none" ? "" : written(computerDialect);
}

/** @param {import("../packages/models/src/index.ts").ModelCell<number>} cell */
function parameters(cell) {
  if (cell.value === null) return written(cell);
  return written({ ...cell, value: `${Math.round(cell.value / 1e8) / 10} billion` });
}

/**
 * A cell as the page shows it: documented facts plain, others with their sign, unknown ones as a question mark.
 *
 * @param {ModelCell} cell
 */
function written({ value, evidence }) {
  if (value === null) return "?";
  const text = typeof value === "number" ? value.toLocaleString("en-GB", { maximumFractionDigits: 4 }) : word(value);
  return { documented: text, recorded: `${text} ●`, assumed: `${text} ~`, unknown: "?" }[evidence];
}

/** @param {string | boolean} value */
function word(value) {
  return typeof value === "string" ? value : value ? "yes" : "no";
}

/**
 * @param {readonly ModelRow[]} rows
 * @param {Columns} columns
 */
function table(rows, columns) {
  const cells = [columns.map(([heading]) => heading), ...rows.map((row) => columns.map(([, write]) => write(row)))];
  const widths = columns.map((_, column) => Math.max(...cells.map((line) => line[column]?.length ?? 0), 3));
  const lines = cells.map((line) => `| ${line.map((text, column) => text.padEnd(widths[column] ?? 0)).join(" | ")} |`);
  lines.splice(1, 0, `| ${widths.map((width) => "-".repeat(width)).join(" | ")} |`);
  return lines.join("\n");
}

const check = process.argv.includes("--check");
const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const file = process.argv.slice(2).find((argument) => !argument.startsWith("--")) ?? join(root, "docs/models.md");

const page = readFileSync(file, "utf8");
const wanted = withTables(page, await tables());
if (page === wanted) {
  console.log(`${file} is up to date.`);
} else if (check) {
  console.error(`${file} is not what the catalogue says: run scripts/generate-model-table.mjs.`);
  process.exitCode = 1;
} else {
  writeFileSync(file, wanted);
  console.log(`${file} is written.`);
}
