import { describe, expect, it } from "vitest";
import { bounded, boundedOr, pause } from "./bounded.ts";
import { createGuard, Interruption } from "./guard.ts";

const never = () => new Promise<never>(() => undefined);

describe("createGuard", () => {
  it("gives what the call gives, or what it throws", async () => {
    const guard = createGuard();
    await expect(guard(Promise.resolve(1))).resolves.toBe(1);
    await expect(guard(Promise.reject(new Error("no")))).rejects.toThrow("no");
  });

  it("stops waiting with the signal's reason", async () => {
    const controller = new AbortController();
    const waiting = createGuard({ signal: controller.signal })(never());
    controller.abort("enough");
    await expect(waiting).rejects.toBe("enough");
    await expect(createGuard({ signal: controller.signal })(Promise.resolve())).rejects.toBe("enough");
  });

  it("stops waiting when something makes it pointless, and listens no longer", async () => {
    const listeners = new Set<() => void>();
    const watch = (listener: () => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    };
    const guard = createGuard({ interruptions: [watch] });
    const waiting = guard(never());
    for (const listener of listeners) listener();
    await expect(waiting).rejects.toBeInstanceOf(Interruption);
    await guard(Promise.resolve());
    expect(listeners.size).toBe(0);
  });

  it("does not wait for ever", async () => {
    await expect(createGuard({ milliseconds: 1 })(never())).rejects.toMatchObject({ code: "unresponsive" });
    await expect(bounded(never(), 1)).rejects.toThrow(
      "The browser did not answer for 1 ms. Close this computer and create another one.",
    );
    await expect(boundedOr(never(), 1, "stand-in")).resolves.toBe("stand-in");
  });
});

describe("pause", () => {
  it("ends early with the signal's reason", async () => {
    const controller = new AbortController();
    const waiting = pause(60_000, controller.signal);
    controller.abort("enough");
    await expect(waiting).rejects.toBe("enough");
  });
});
