import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { lengthCounter } from "../../../testing/length-counter.ts";
import { createLedger } from "./ledger.ts";
import type { LedgerEntry } from "./ledger-entry.ts";
import { readLedger, renderLedger } from "./ledger-text.ts";

const countText = (text: string) => lengthCounter.count(text).tokens;
const ledgerOf = (...entries: readonly LedgerEntry[]) => {
  const ledger = createLedger();
  for (const entry of entries) ledger.add(entry);
  return ledger;
};
const render = (...entries: readonly LedgerEntry[]) => renderLedger(ledgerOf(...entries), 10_000, countText);

describe("a ledger", () => {
  it("has a line a subject, what was touched last at the end", () => {
    const text = render(
      { action: "read", subject: "a.ts" },
      { action: "ran", subject: "npm test", outcome: "exit 1" },
      { action: "edited", subject: "a.ts" },
      { action: "edited", subject: "a.ts" },
      { action: "ran", subject: "npm test", outcome: "exit 0" },
      { action: "read", subject: "b.ts" },
    );
    expect(text).toBe("- `a.ts`: read, edited ×2\n- `npm test`: ran ×2 (exit 0)\n- `b.ts`: read");
  });

  it("goes on where an earlier one ended", () => {
    const ledger = createLedger();
    readLedger("- (3 older left out)\n- `a.ts`: read ×2, edited (failed)\n- `b.ts`: read\nnot ours\n- `c`", ledger);
    ledger.add({ action: "read", subject: "a.ts" });
    expect(renderLedger(ledger, 10_000, countText)).toBe(
      "- (3 older left out)\n- `b.ts`: read\n- `a.ts`: read ×3, edited (failed)",
    );
  });

  it("keeps what was changed before what was run and read, and the newest of each", () => {
    const numbers = Array.from({ length: 100 }, (_, index) => index);
    const ledger = ledgerOf(
      ...numbers.flatMap((index) => [
        { action: "edited", subject: `edited-${index}.ts` },
        { action: "ran", subject: `command ${index}` },
        { action: "read", subject: `read-${index}.ts` },
      ]),
    );
    const text = renderLedger(ledger, 1_000, countText);
    expect(countText(text)).toBeLessThanOrEqual(1_000);
    expect(text.match(/edited-/g)).toHaveLength(100);
    expect(text).toContain("command 99");
    expect(text).not.toContain("command 0`");
    expect(text).not.toContain("read-");
    expect(text).toContain(`- (${301 - text.split("\n").length} older left out)`);
  });

  it("holds no secret and no second line of a command", () => {
    expect(render({ action: "ran", subject: "curl -H 'Authorization: Bearer abcdefghijklmnopq'\n`date`" })).toBe(
      "- `curl -H 'Authorization: Bearer [secret]' 'date'`: ran",
    );
  });

  it("reads back what it wrote, whatever tools and commands were called", () => {
    const sign = fc.constantFrom("`", "\n", " ×2", " (", "): ", ", ", "…", "\u0000", "\ud800", "\u2028");
    const subject = fc.array(fc.oneof(sign, fc.string()), { maxLength: 30 }).map((parts) => parts.join(""));
    const entry = fc.record({
      action: fc.oneof(fc.constantFrom("read", "edited"), fc.string()),
      subject,
      outcome: fc.oneof(fc.constantFrom("exit 1", "failed"), fc.string()),
    });
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 8 }), (entries) => {
        const text = render(...entries);
        const again = createLedger();
        readLedger(text, again);
        expect(renderLedger(again, 10_000, countText)).toBe(text);
      }),
    );
  });
});
