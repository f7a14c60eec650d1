import type { Frame } from "@massgen/core";
import { imageSize } from "image-size";
import { expect } from "vitest";
import type { ComputerPromise } from "../computer-promise.ts";

const endings = { "image/png": "png", "image/jpeg": "jpg", "image/webp": "webp" } as const;

/** Fails unless a frame's bytes are a picture of the type and size that it states. */
function expectTrue({ data, width, height, mediaType }: Frame): void {
  const decoded = imageSize(data);
  expect({ width: decoded.width, height: decoded.height, type: decoded.type }).toEqual({
    width,
    height,
    type: endings[mediaType],
  });
}

/** What holds for all frames. */
export const framePromises: readonly ComputerPromise[] = [
  {
    name: "gives frames whose bytes have the size and type that they state",
    needs: ["click"],
    async check({ computer, button }) {
      const { frame } = await computer.observe();
      expectTrue(frame);
      const { observation } = await computer.act([{ type: "click", ...button }], { frame: frame.id });
      expectTrue(observation.frame);
      const { frame: size } = computer.capabilities;
      if (size !== undefined) expect({ width: frame.width, height: frame.height }).toEqual(size);
    },
  },
  {
    name: "never uses the id of a frame again",
    needs: ["screenshot"],
    async check({ computer }) {
      const ids: string[] = [];
      for (let time = 0; time < 3; time += 1) {
        const { frame } = await computer.observe();
        const { observation } = await computer.act([{ type: "screenshot" }], { frame: frame.id });
        ids.push(frame.id, observation.frame.id);
      }
      expect(new Set(ids).size).toBe(ids.length);
    },
  },
  {
    name: "leaves a frame that it has given as it was",
    needs: ["click"],
    async check({ computer, button }) {
      const { frame } = await computer.observe();
      const before = Uint8Array.from(frame.data);
      await computer.act([{ type: "click", ...button }], { frame: frame.id });
      expect(Buffer.compare(frame.data, before)).toBe(0);
    },
  },
  {
    name: "shows in the observation of an action what came of it",
    needs: ["click", "type"],
    async check({ computer, field }) {
      const { frame } = await computer.observe();
      const typing = [{ type: "click", ...field } as const, { type: "type", text: "WWWWWW" } as const];
      const { observation } = await computer.act(typing, { frame: frame.id });
      expect(Buffer.compare(observation.frame.data, frame.data)).not.toBe(0);
    },
  },
  {
    name: "refuses a frame that is not the last one, with nothing done",
    needs: ["click"],
    async check({ computer, button, clicks }) {
      const first = await computer.observe();
      const second = await computer.observe();
      const click = [{ type: "click", ...button }] as const;
      for (const frame of [first.frame.id, "no such frame"]) {
        await expect(computer.act(click, { frame })).rejects.toMatchObject({ code: "stale-frame" });
      }
      expect(await clicks()).toBe(0);
      const { performed } = await computer.act(click, { frame: second.frame.id });
      expect(performed).toBe(1);
      await expect(computer.act(click, { frame: second.frame.id })).rejects.toMatchObject({ code: "stale-frame" });
      expect(await clicks()).toBe(1);
    },
  },
  {
    name: "gives the part that a zoom asks for, and takes later places as those of the whole frame",
    needs: ["zoom", "click"],
    async check({ computer, button, clicks }) {
      const { frame } = await computer.observe();
      const region = { x: 0, y: 0, width: Math.floor(frame.width / 2), height: Math.floor(frame.height / 2) };
      const { observation } = await computer.act([{ type: "zoom", region }], { frame: frame.id });
      const { zoom } = observation;
      if (zoom === undefined) throw new Error("There is no zoomed frame in the observation.");
      expectTrue(zoom);
      expect(zoom.region).toMatchObject(region);
      expect(zoom.id).not.toBe(observation.frame.id);
      const next = await computer.act([{ type: "click", ...button }], { frame: observation.frame.id });
      expect(next.observation.zoom).toBeUndefined();
      expect(await clicks()).toBe(1);
    },
  },
];
