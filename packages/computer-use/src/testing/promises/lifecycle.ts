import { expect } from "vitest";
import type { ComputerPromise } from "../computer-promise.ts";

/** What holds for calls as such. */
export const lifecyclePromises: readonly ComputerPromise[] = [
  {
    name: "does nothing where the signal was aborted before",
    needs: ["click"],
    async check({ computer, button, clicks }) {
      const reason = new Error("enough");
      const signal = AbortSignal.abort(reason);
      await expect(computer.observe({ signal })).rejects.toBe(reason);
      const { frame } = await computer.observe();
      const acting = computer.act([{ type: "click", ...button }], { frame: frame.id, signal });
      await expect(acting).rejects.toBe(reason);
      expect(await clicks()).toBe(0);
    },
  },
  {
    name: "breaks off a batch with the signal's reason, and can be used after it",
    needs: ["click", "wait"],
    async check({ computer, button, clicks }) {
      const reason = new Error("enough");
      const controller = new AbortController();
      const { frame } = await computer.observe();
      const click = { type: "click", ...button } as const;
      const acting = computer.act([click, { type: "wait", milliseconds: 20_000 }, click], {
        frame: frame.id,
        signal: controller.signal,
        onAction: (index) => {
          if (index === 1) setTimeout(() => controller.abort(reason), 20);
        },
      });
      await expect(acting).rejects.toBe(reason);
      expect(await clicks()).toBe(1);
      const after = await computer.observe();
      const { performed } = await computer.act([click], { frame: after.frame.id });
      expect(performed).toBe(1);
      expect(await clicks()).toBe(2);
    },
  },
  {
    name: "refuses a call while another goes on, which is not disturbed by that",
    needs: ["click", "wait"],
    async check({ computer, button, clicks }) {
      const { frame } = await computer.observe();
      const click = { type: "click", ...button } as const;
      const first = computer.act([{ type: "wait", milliseconds: 200 }, click], { frame: frame.id });
      // What it comes to is looked at last; where something fails before, it must not fail on its own.
      first.catch(() => undefined);
      const overlapping = await Promise.allSettled([
        computer.act([click, click, click], { frame: frame.id }),
        computer.observe(),
      ]);
      for (const call of overlapping) {
        expect(call.status).toBe("rejected");
        if (call.status === "rejected") expect(call.reason).toMatchObject({ code: "overlapping-call" });
      }
      expect((await first).performed).toBe(2);
      expect(await clicks()).toBe(1);
    },
  },
  {
    name: "reads the text of what is shown",
    needs: ["read-text"],
    async check({ computer, text }) {
      if (text === undefined) throw new Error("The suite has to name a part of the text in `text`.");
      expect(await computer.readText?.()).toContain(text);
      const reason = new Error("enough");
      await expect(computer.readText?.({ signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
    },
  },
  {
    name: "can be closed twice, and refuses every call after that",
    needs: ["click"],
    async check({ computer, button, clicks }) {
      const { frame } = await computer.observe();
      await Promise.all([computer.close(), computer.close()]);
      await computer.close();
      const acting = computer.act([{ type: "click", ...button }], { frame: frame.id });
      await expect(acting).rejects.toMatchObject({ code: "closed" });
      await expect(computer.observe()).rejects.toMatchObject({ code: "closed" });
      if (computer.readText !== undefined) await expect(computer.readText()).rejects.toMatchObject({ code: "closed" });
      expect(await Promise.resolve(clicks()).catch(() => 0)).toBe(0);
    },
  },
  {
    name: "ends a batch that goes on when it is closed",
    needs: ["wait"],
    async check({ computer }) {
      const { frame } = await computer.observe();
      const acting = computer.act([{ type: "wait", milliseconds: 20_000 }], { frame: frame.id });
      const outcome = expect(acting).rejects.toMatchObject({ code: "closed" });
      await computer.close();
      await outcome;
    },
  },
];
