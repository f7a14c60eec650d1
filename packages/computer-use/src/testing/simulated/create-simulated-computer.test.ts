import { crc32, inflateSync } from "node:zlib";
import type { ComputerAction } from "@massgen/core";
import { describe, expect, it } from "vitest";
import { createSimulatedComputer, type SimulatedComputer } from "./create-simulated-computer.ts";

const ok = { x: 60, y: 35 };
const field = { type: "click", x: 60, y: 80 } as const;

async function act(computer: SimulatedComputer, ...actions: readonly ComputerAction[]) {
  const { frame } = await computer.observe();
  return await computer.act(actions, { frame: frame.id });
}

/** Colour of a pixel, read from the bytes alone. */
function colourAt(png: Uint8Array, x: number, y: number): readonly number[] {
  const bytes = Buffer.from(png);
  const chunks = new Map<string, Buffer>();
  for (let at = 8; at < bytes.length; ) {
    const length = bytes.readUInt32BE(at);
    const end = at + 8 + length;
    expect(bytes.readUInt32BE(end)).toBe(crc32(bytes.subarray(at + 4, end)));
    chunks.set(bytes.toString("latin1", at + 4, at + 8), bytes.subarray(at + 8, end));
    at = end + 4;
  }
  expect([...chunks.keys()]).toEqual(["IHDR", "PLTE", "IDAT", "IEND"]);
  const width = chunks.get("IHDR")?.readUInt32BE(0) ?? 0;
  const rows = inflateSync(chunks.get("IDAT") ?? Buffer.alloc(0));
  const index = rows[y * (width + 1) + 1 + x] ?? 0;
  return [...(chunks.get("PLTE")?.subarray(index * 3, index * 3 + 3) ?? [])];
}

describe("the simulated computer", () => {
  it("draws a picture that shows what was clicked", async () => {
    const computer = createSimulatedComputer();
    const before = (await computer.observe()).frame.data;
    const after = (await act(computer, { type: "click", ...ok })).observation.frame.data;
    expect(colourAt(before, 5, 190)).toEqual([250, 250, 250]);
    expect(colourAt(before, 50, 30)).toEqual([60, 200, 120]);
    expect(colourAt(after, 50, 30)).toEqual([80, 182, 120]);
    expect(colourAt(after, ok.x, ok.y)).toEqual([220, 30, 30]);
  });

  it("draws the same picture each time", async () => {
    const pictures = await Promise.all(
      [1, 2].map(async () => {
        const { observation } = await act(createSimulatedComputer(), field, { type: "type", text: "Añ日🎉" });
        return Buffer.from(observation.frame.data).toString("base64");
      }),
    );
    expect(pictures[0]).toBe(pictures[1]);
  });

  it.each<[string, readonly ComputerAction[], number]>([
    ["a double click", [{ type: "click", ...ok, count: 2 }], 2],
    ["another button", [{ type: "click", ...ok, button: "right" }], 0],
    ["a press and a release", [{ type: "press", ...ok }, { type: "release" }], 1],
    [
      "a release elsewhere",
      [
        { type: "press", ...ok },
        { type: "release", x: 1, y: 1 },
      ],
      0,
    ],
    ["a drag off it", [{ type: "drag", path: [ok, { x: 300, y: 190 }] }], 0],
    ["a click beside it", [{ type: "click", x: 100, y: 35 }], 0],
  ])("counts for %s", async (_, actions, clicks) => {
    const computer = createSimulatedComputer();
    await act(computer, ...actions);
    expect(computer.clicks()).toHaveLength(clicks);
  });

  it("writes where the focus is, by text and by keys", async () => {
    const computer = createSimulatedComputer();
    await act(computer, { type: "type", text: "lost" }, field, { type: "type", text: "ab🎉" });
    await act(computer, { type: "key", keys: ["Backspace"] }, { type: "key", keys: ["c"] });
    await act(computer, { type: "key", keys: ["Control", "a"] }, { type: "key", keys: ["Enter"] });
    expect(computer.textOf("name")).toBe("abc\n");
    expect(await computer.readText?.()).toBe("# Simulated page\nname: abc\n");
    expect((await act(computer, { type: "click", ...ok, keys: ["Hyper"] })).failure).toEqual({
      index: 0,
      code: "unknown-key",
      reason: 'There is no key "Hyper".',
    });
  });

  it("scrolls a page that is higher than the screen, as far as it goes", async () => {
    const button = { id: "low", kind: "button", x: 10, y: 290, width: 50, height: 20 } as const;
    const computer = createSimulatedComputer({ pages: { "a:": { title: "A", height: 310, elements: [button] } } });
    const click = { type: "click", x: 20, y: 190 } as const;
    await act(computer, click);
    await act(computer, { type: "scroll", x: 1, y: 1, deltaX: 0, deltaY: 999 }, click);
    await act(computer, { type: "scroll", x: 1, y: 1, deltaX: 0, deltaY: -999 }, click);
    expect(computer.clicks()).toEqual(["low"]);
  });

  it("follows buttons to other pages, and goes back and forward", async () => {
    const next = { id: "next", kind: "button", x: 0, y: 0, width: 20, height: 20, leadsTo: "b:" } as const;
    const computer = createSimulatedComputer({
      pages: { "a:": { title: "A", elements: [next] }, "b:": { title: "B", elements: [], text: "Page B" } },
    });
    const titles: (string | undefined)[] = [];
    const steps: readonly ComputerAction[] = [
      { type: "click", x: 5, y: 5 },
      { type: "back" },
      { type: "back" },
      { type: "forward" },
      { type: "navigate", url: "c:" },
      { type: "forward" },
    ];
    for (const step of steps) titles.push((await act(computer, step)).observation.title);
    expect(titles).toEqual(["B", "A", "A", "B", "Not found", "Not found"]);
  });

  it("needs a page", () => {
    expect(() => createSimulatedComputer({ pages: {} })).toThrow("A simulated computer needs one page at least.");
  });
});
