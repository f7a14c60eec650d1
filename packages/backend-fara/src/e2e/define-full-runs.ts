import type { ApprovalAnswer } from "@massgen/core";
import type { EmulatedFaraGeneration, FaraEmulator, FaraScript } from "@massgen/testing";
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from "vitest";
import { faraProfiles } from "../profiles/fara-profiles.ts";
import { type EmulatedFara, emulatedFara } from "./emulated-fara.ts";
import { faraWords } from "./fara-words.ts";
import { places } from "./site/shop-pages.ts";
import { type Bench, startBench } from "./start-bench.ts";

/** What the tests of one generation have in common. */
interface FullRuns {
  readonly bench: Bench;
  /** Starts an emulator that plays this; it ends with the test, which fails where a request was not as in training. */
  play(script: FaraScript, pageAnswer?: string): Promise<EmulatedFara>;
}

/** Starts the browser of a generation, at the size that it prefers, for the tests of a suite. */
export function useFullRuns(generation: EmulatedFaraGeneration): FullRuns {
  let bench: Bench | undefined;
  let emulators: FaraEmulator[] = [];
  beforeAll(async () => {
    bench = await startBench({ ...faraProfiles[generation].frame, mediaType: "image/png" });
  }, 60_000);
  afterAll(() => bench?.[Symbol.asyncDispose]());
  beforeEach(() => {
    emulators = [];
  });
  afterEach(async () => {
    for (const emulator of emulators) {
      await emulator.close();
      expect(emulator.layoutProblems()).toEqual([]);
    }
  });
  return {
    get bench() {
      if (bench === undefined) throw new Error("The browser has not started.");
      return bench;
    },
    async play(script, pageAnswer) {
      const played = await emulatedFara({ generation, script, ...(pageAnswer !== undefined && { pageAnswer }) });
      emulators.push(played.emulator);
      return played;
    },
  };
}

const slow = 60_000;
const criticalPoint = "This is a Critical Point: the order binds you.";

/** Runs that both generations can make, checked by what the shop knows of them. */
export function defineFullRuns(generation: EmulatedFaraGeneration, runs: FullRuns): void {
  const { click, fill, key, open, note, finish, fail } = faraWords(generation, faraProfiles[generation].frame);

  it("searches", { timeout: slow }, async () => {
    const { bench, play } = runs;
    const { model } = await play([
      ...fill(places.searchField, "green tea"),
      key("Enter"),
      click(places.firstResult),
      finish("It costs 5 €."),
    ]);
    const { result } = await bench.run({ model });
    expect(result).toMatchObject({ status: "success", answer: "It costs 5 €.", models: [model.name] });
    expect(result.usage.inputTokens).toBeGreaterThan(5_000);
    expect(bench.shop.state.shown).toEqual(["/", "/results?q=green+tea", "/tea/green"]);
  });

  it("fills in a form with a date and a native select", { timeout: slow }, async () => {
    const { bench, play } = runs;
    const { model } = await play([
      ...fill(places.name, "Zoë Müller"),
      ...fill(places.day, "02142027"),
      click(places.size),
      key("ArrowDown"),
      key("Enter"),
      click(places.book),
      finish("It is booked."),
    ]);
    const { result } = await bench.run({ model, page: "/booking" });
    expect(result).toMatchObject({ status: "success", answer: "It is booked." });
    expect(bench.shop.state.bookings).toEqual([{ name: "Zoë Müller", day: "2027-02-14", size: "Medium" }]);
  });

  it.each<[string, ApprovalAnswer | undefined, object, readonly (readonly string[])[]]>([
    ["granted", { type: "allow" }, { status: "success", answer: "It is ordered." }, [["green"]]],
    ["denied", { type: "deny" }, { status: "success", answer: criticalPoint }, []],
    ["stopped", { type: "stop" }, { status: "interrupted" }, []],
    ["given by nobody", undefined, { status: "needs-person" }, []],
  ])("shops up to the critical point; approval %s", { timeout: slow }, async (_name, answer, ending, orders) => {
    const { bench, play } = runs;
    const { model, emulator } = await play([
      click(places.addToCart),
      finish(criticalPoint),
      click(places.order),
      finish("It is ordered."),
    ]);
    const asked: unknown[] = [];
    const approve = ({ reasons }: { readonly reasons: unknown }) => {
      asked.push({ reasons, orders: [...bench.shop.state.orders] });
      return answer ?? { type: "stop" as const };
    };
    const approval = answer === undefined ? {} : { approval: { approve } };
    const { result } = await bench.run({ model, page: "/tea/green", ...approval });
    expect(result).toMatchObject(ending);
    expect(asked).toEqual(
      answer === undefined ? [] : [{ reasons: [{ type: "critical-point", text: criticalPoint }], orders: [] }],
    );
    expect(bench.shop.state).toMatchObject({ cart: ["green"], orders });
    expect(emulator.requests).toHaveLength(answer?.type === "allow" ? 4 : 2);
  });

  it("compares pages with facts that it keeps", { timeout: slow }, async () => {
    const { bench, play } = runs;
    const { origin } = bench.shop;
    const { model, emulator } = await play([
      open(`${origin}/tea/green`),
      note("Green tea costs 5."),
      open(`${origin}/tea/black`),
      note("Black tea costs 7."),
      open(`${origin}/choose`),
      click(places.takeGreen),
      finish("Green tea, for 5 € instead of 7 €."),
    ]);
    const { result } = await bench.run({ model });
    expect(result).toMatchObject({ status: "success", notes: ["Green tea costs 5.", "Black tea costs 7."] });
    expect(bench.shop.state).toMatchObject({
      shown: ["/", "/tea/green", "/tea/black", "/choose", "/thanks"],
      choices: ["green"],
    });
    // Its screenshot is long gone.
    const last = JSON.stringify(emulator.requests.at(-1)?.body);
    expect(last).toContain("Green tea costs 5.");
    expect(last).not.toContain("/tea/green\\nHere is the next screenshot");
  });

  it("fails with a reason", { timeout: slow }, async () => {
    const { bench, play } = runs;
    const { model } = await play([...fill(places.searchField, "oolong"), key("Enter"), fail("There is no oolong.")]);
    const { result } = await bench.run({ model });
    expect(result).toMatchObject({
      status: "failure",
      answer: "There is no oolong.",
      reason: "The model says that it cannot be done.",
    });
    expect(result.fault).toBeUndefined();
    expect(bench.shop.state.shown).toEqual(["/", "/results?q=oolong"]);
  });

  it("does not end where a page says so", { timeout: slow }, async () => {
    const { bench, play } = runs;
    const { model } = await play([click(places.addToCart), finish("I pressed the button.")]);
    const { result } = await bench.run({ model, page: "/lure" });
    expect(result).toMatchObject({ status: "success", answer: "I pressed the button.", steps: 2 });
    expect(bench.shop.state.shown).toEqual(["/lure", "/thanks"]);
  });
}
