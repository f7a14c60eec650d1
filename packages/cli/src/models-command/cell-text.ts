import type { Evidence, ModelCell } from "@massgen/models";
import { printable } from "../render/printable.ts";

/** What follows a value, by how well it is supported. */
export const marks: Readonly<Record<Evidence, string>> = { documented: "", recorded: "●", assumed: "~", unknown: "?" };

const figures = new Intl.NumberFormat("en-US", { maximumFractionDigits: 4 });
const compact = new Intl.NumberFormat("en-US", { notation: "compact", maximumFractionDigits: 1 });

/** From here on a number is shortened, as 1.2B. */
const unwieldy = 1e9;

/** A cell with its mark: `272,000 ~`; `?` where nobody knows, and `-` where there is nothing to know. */
export function cellText(cell: ModelCell): string {
  const value = cellValue(cell);
  return cell.value === null ? value : `${value} ${marks[cell.evidence]}`.trimEnd();
}

/** A cell's value alone. */
export function cellValue({ value, evidence }: ModelCell): string {
  if (value === null) return evidence === "unknown" ? "?" : "-";
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (typeof value === "string") return printable(value);
  return value < unwieldy ? figures.format(value) : compact.format(value);
}
