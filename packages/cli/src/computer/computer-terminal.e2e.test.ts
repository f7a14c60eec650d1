import { expect, it, type TestContext } from "vitest";
import { describeWith } from "../../../../scripts/test-support/describe-with.ts";
import { type BrowserPlace, withBrowserPlace } from "../testing/browser-run.ts";
import { timeout } from "../testing/run-massgen.ts";
import { places } from "../testing/shop.ts";
import { needsTerminal } from "../testing/terminal.ts";
import { keys, startInTerminal } from "../testing/terminal-session.ts";

const { enter, ctrlC, ctrlD } = keys;
const order = { type: "act", criticalPoint: "It orders the kettle.", actions: [{ type: "click", ...places.order }] };
const ask = { type: "ask", question: "Which colour?" };
const done = { type: "finish", status: "success", answer: "Done." };

/** Runs a script in a terminal, where somebody types. */
async function inTerminal(
  context: TestContext,
  steps: readonly object[],
  body: (session: ReturnType<typeof startInTerminal>, place: BrowserPlace) => Promise<void>,
): Promise<void> {
  needsTerminal(context);
  await withBrowserPlace(async (place) => {
    const model = await place.script("steps", ...steps);
    const environment = { ...place.options.environment, TERM: "xterm" };
    await using session = startInTerminal(`massgen computer Order -m ${model} --url ${place.shop.url}`, {
      ...place.options,
      environment,
    });
    await body(session, place);
  });
}

describeWith("chromium", "massgen computer in a terminal", () => {
  it("asks before what binds, tells the model of a refusal, and does what is allowed", { timeout }, (context) =>
    inTerminal(context, [order, order, done], async (session, { shop }) => {
      await session.waitFor("It may bind you: It orders the kettle.");
      await session.waitFor("  click at 500, 320");
      await session.waitFor("Allow it? y, n, n REASON, or s to stop: ");
      session.type(`perhaps${enter}`);
      await session.waitFor("Allow it?");
      session.type(`n not yet${enter}`);
      await session.waitFor("You said no.");
      await session.waitFor("Allow it?");
      expect(shop.requests).toEqual(["/"]);
      session.type(`y${enter}`);
      await session.waitFor("Done.");
      expect((await session.ended).exitCode).toBe(0);
      expect(shop.requests).toEqual(["/", "/ordered"]);
    }),
  );

  it("passes an answer on, and ends with 5 where the input has ended", { timeout }, (context) =>
    inTerminal(context, [ask, ask, done], async (session) => {
      await session.waitFor("Which colour?\r\nYour answer: ");
      session.type(`Red${enter}`);
      await session.waitFor("Your answer: ");
      session.type(ctrlD);
      expect((await session.ended).exitCode).toBe(5);
    }),
  );

  it("pauses on p and goes on after Enter, and ends on Ctrl-C", { timeout }, (context) => {
    const wait = { type: "act", actions: [{ type: "wait", milliseconds: 1_500 }] };
    const longWait = { type: "act", actions: [{ type: "wait", milliseconds: 60_000 }] };
    return inTerminal(context, [wait, longWait, done], async (session) => {
      await session.waitFor("wait 1.5 s");
      session.type(`t${enter}`);
      await session.waitFor("The browser cannot be seen: begin with --headed to take it over.");
      session.type(`p${enter}`);
      await session.waitFor("Paused. Enter goes on.");
      session.type(enter);
      await session.waitFor("Going on.");
      await session.waitFor("wait 60 s");
      session.type(ctrlC);
      await session.waitFor("Stopping…");
      expect((await session.ended).exitCode).toBe(4);
    });
  });
});
