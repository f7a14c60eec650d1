import { expect, it } from "vitest";
import { createSkipTally, ofType } from "./skip-tally.ts";

it("counts by reason, the most frequent first, with words that fit the number", () => {
  const tally = createSkipTally();
  tally.add(["gap", "gaps"]);
  tally.add(["line", "lines"], 2);
  tally.add(["line", "lines"]);
  tally.add(["item", "items"], 0);
  expect(tally.records()).toEqual([
    { reason: "lines", count: 3 },
    { reason: "gap", count: 1 },
  ]);
});

it("tells forty reasons apart, and of names out of a file only those that are safe to show", () => {
  const tally = createSkipTally();
  for (let type = 0; type < 100; type += 1) tally.add(ofType("record", `t${type}`));
  tally.add(ofType("record", "t0"));
  const records = tally.records();
  expect(records).toHaveLength(41);
  expect(records.slice(0, 3)).toEqual([
    { reason: "records of further kinds", count: 60 },
    { reason: "records of type t0", count: 2 },
    { reason: "record of type t1", count: 1 },
  ]);
  expect(ofType("item", "\u001b[31m")).toEqual(["item of type without a name", "items of type without a name"]);
});
