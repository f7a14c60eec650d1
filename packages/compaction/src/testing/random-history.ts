import type { Step } from "./history.ts";
import type { SeededRandom } from "./seeded-random.ts";

/** What most of a conversation's steps are. */
type Mood = "tools" | "screens" | "talk";

/** A made-up conversation of 1 to 40 steps, without a dependency; the same for the same chance. */
export function randomHistory(random: SeededRandom): readonly Step[] {
  const mood = random.pick<Mood>(["tools", "tools", "screens", "talk"]);
  const length = random.chance(0.2) ? random.between(1, 4) : random.between(5, 40);
  return Array.from({ length }, () => randomStep(random, mood));
}

function randomStep(random: SeededRandom, mood: Mood): Step {
  if (random.chance(0.04)) return { kind: "dangling-reasoning" };
  if (random.chance(0.02)) return { kind: "compaction" };
  if (random.chance(0.04)) return { kind: "search", deferred: random.chance(0.3), text: words(random) };
  if (mood !== "talk" && random.chance(0.7)) return mood === "tools" ? response(random) : screen(random);
  switch (random.pick(["message", "response", "image"])) {
    case "image":
      return screen(random);
    case "response":
      return response(random);
    default:
      return {
        kind: "message",
        role: random.pick(["user", "user", "assistant", "system", "developer"]),
        text: words(random),
      };
  }
}

function screen(random: SeededRandom): Step {
  return random.chance(0.5)
    ? { kind: "screenshot", answered: random.chance(0.95) }
    : { kind: "image", text: words(random) };
}

function response(random: SeededRandom): Step {
  return {
    kind: "response",
    reasoning: random.chance(0.5),
    text: random.chance(0.5) ? "" : words(random),
    outputs: Array.from({ length: random.pick([1, 1, 1, 2, 3]) }, () =>
      random.chance(0.05) ? undefined : output(random),
    ),
    picture: random.chance(0.2),
    apart: random.chance(0.3),
    approval: random.chance(0.1),
    aside: random.chance(0.1) ? words(random) : "",
  };
}

/** Few different texts, so that some are there twice. */
function output(random: SeededRandom): string {
  const lines = random.pick([0, 1, 5, 40, 120]);
  return `${random.pick(["line of output\n", "😀", '{"a":[1,2]},', "café "])}`.repeat(lines);
}

function words(random: SeededRandom): string {
  return "Please look at the next file, then. ".repeat(random.between(0, 3));
}
