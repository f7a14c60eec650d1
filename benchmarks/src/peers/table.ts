import type { Kind, Missing } from "./peer.ts";
import type { Row, SizeResult } from "./row.ts";

const kinds: Readonly<Record<Kind, string>> = {
  clear: "Take old tool output out",
  window: "Keep the newest part",
  both: "Both",
  summarize: "Summarise the old part",
};

/** One Markdown table: a section for each kind of work, ours first, whose time the others are divided by. */
export function table(rows: readonly Row[], missing: readonly Missing[]): string {
  const sizes = rows[0]?.sizes.map(({ messages }) => messages) ?? [];
  const head = [
    "",
    ...sizes.map((messages) => `${thousands(messages)}, ms`),
    "growth",
    "÷ ours",
    "sendable",
    "within target",
    "tokens kept",
    "lost",
    "invented",
    "model calls",
  ];
  const lines: (readonly string[])[] = [head];
  for (const [kind, title] of Object.entries(kinds)) {
    const section = rows.filter((row) => row.kind === kind);
    if (section.length === 0) continue;
    const ours = section.find(({ name }) => name.startsWith("ours"))?.sizes ?? [];
    lines.push([`**${title}**`, ...head.slice(1).map(() => "")]);
    lines.push(...section.map((row) => line(row, ours)));
  }
  lines.push(...missing.map(({ name }) => [name, ...head.slice(1).map(() => "n/a")]));
  return render(lines);
}

function line({ name, sizes, verdict }: Row, ours: readonly SizeResult[]): readonly string[] {
  const { results, sendable, withinTarget, lost, invented } = verdict;
  const largest = sizes.findLast(({ time }) => typeof time === "number");
  const calls = largest?.modelCalls ?? 0;
  return [
    name,
    ...sizes.map(({ time }) => (typeof time === "number" ? duration(time) : time)),
    growth(sizes),
    ratioToOurs(sizes, ours),
    `${sendable}/${results}`,
    `${withinTarget}/${results}`,
    keptShare(largest),
    Object.entries(lost)
      .map(([what, count]) => `${what} ${count}/${results}`)
      .join(", ") || "–",
    invented === 0 ? "–" : `${invented}/${results}`,
    calls === 0 ? "–" : `${calls} at ${thousands(largest?.messages ?? 0)}`,
  ];
}

/** How much longer the largest session took than the one before it, e.g. `9.8× for 10×`. */
function growth(sizes: readonly SizeResult[]): string {
  const [before, largest] = sizes.filter(({ time }) => typeof time === "number").slice(-2);
  if (before === undefined || largest === undefined) return "–";
  return `${ratio(largest, before)} for ${largest.messages / before.messages}×`;
}

/** The time on the largest session that both did, divided by ours. */
function ratioToOurs(sizes: readonly SizeResult[], ours: readonly SizeResult[]): string {
  const index = sizes.findLastIndex(
    ({ time }, position) => typeof time === "number" && typeof ours[position]?.time === "number",
  );
  if (index < 0) return "–";
  return `${ratio(sizes[index], ours[index])} at ${thousands(sizes[index]?.messages ?? 0)}`;
}

function ratio(above: SizeResult | undefined, below: SizeResult | undefined): string {
  if (typeof above?.time !== "number" || typeof below?.time !== "number") return "–";
  const value = above.time / below.time;
  return `${value < 100 ? value.toPrecision(2) : Math.round(value)}×`;
}

function keptShare(size: SizeResult | undefined): string {
  if (size?.tokensAfter === undefined || size.tokensBefore === undefined) return "–";
  return `${((100 * size.tokensAfter) / size.tokensBefore).toFixed(1)} % at ${thousands(size.messages)}`;
}

function duration(milliseconds: number): string {
  return milliseconds < 10 ? milliseconds.toFixed(1) : Math.round(milliseconds).toLocaleString("en");
}

function thousands(messages: number): string {
  return messages % 1_000 === 0 ? `${messages / 1_000}k` : String(messages);
}

function render(lines: readonly (readonly string[])[]): string {
  const widths = (lines[0] ?? []).map((_, column) => Math.max(3, ...lines.map((cells) => cells[column]?.length ?? 0)));
  const format = (cells: readonly string[]) =>
    `| ${widths.map((width, column) => (column === 0 ? (cells[0] ?? "").padEnd(width) : (cells[column] ?? "").padStart(width))).join(" | ")} |`;
  const rule = `| ${widths.map((width, column) => (column === 0 ? "-".repeat(width) : `${"-".repeat(width - 1)}:`)).join(" | ")} |`;
  const [head = [], ...body] = lines;
  return [format(head), rule, ...body.map(format)].join("\n");
}
