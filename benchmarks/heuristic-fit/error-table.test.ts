import { expect, it } from "vitest";
import { errorTable } from "./error-table.ts";

it("has a line for each kind of text and one for all", () => {
  const table = errorTable([
    { kind: "prose", exact: 100, estimate: 110 },
    { kind: "code", exact: 200, estimate: 180 },
    { kind: "code", exact: 100, estimate: 100 },
  ]);
  expect(table.split("\n")).toEqual([
    "                              texts   p50 %   p90 %   p99 % total %",
    "code                              2    10.0    10.0    10.0    -6.7",
    "prose                             1    10.0    10.0    10.0    10.0",
    "all                               3    10.0    10.0    10.0    -2.5",
  ]);
});
