import { expect, it } from "vitest";
import { namesCriticalPoint } from "./names-critical-point.ts";

it.each([
  "This is a Critical Point: the order.",
  "I stop before the critical point.",
  "CRITICAL-POINT reached",
  "The cart is full, a critical_point.",
  "I have not placed the order, as this is a critical point.",
  "I could not go on without approval: this is a **Critical Point**.",
  "I cannot proceed past the critical point.",
  "No order was placed. A critical point was reached.",
  "There was no critical point in the search, but the checkout is a critical point.",
  "I have reached the critical point, which is not something that I may pass.",
  "I stopped prior to reaching a Critical Point.",
])("hears of a critical point in %j", (text) => {
  expect(namesCriticalPoint(text)).toBe(true);
});

it.each([
  "The price is 5.",
  "No critical point was reached.",
  "No Critical Points were encountered; the price is 5.",
  'There was **no "critical point"** here.',
  "I did not reach a critical point.",
  "We haven't encountered any critical points yet.",
  "This isn’t a critical point.",
  "I found it without reaching a Critical Point.",
  "This is not yet a critical point.",
  "The critical point was not reached.",
  "A critical point has not been encountered.",
  "A critical point wasn't involved.",
  "Critical points: none.",
  "It is a critical pointer.",
])("hears of none in %j", (text) => {
  expect(namesCriticalPoint(text)).toBe(false);
});

it("is not slowed down by a long text", () => {
  expect(namesCriticalPoint("no of a the ".repeat(20_000))).toBe(false);
  expect(namesCriticalPoint("no critical point ".repeat(10_000))).toBe(false);
});
