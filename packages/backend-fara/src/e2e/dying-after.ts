import type { ComputerModel } from "@massgen/core";
import type { EmulatedFara } from "./emulated-fara.ts";

/** The same model, whose server is gone once it has made so many steps. */
export function dyingAfter(steps: number, { model, emulator }: EmulatedFara): ComputerModel {
  let made = 0;
  return {
    ...model,
    start(task) {
      const session = model.start(task);
      return {
        async decide(turn, options) {
          const step = await session.decide(turn, options);
          made += 1;
          if (made === steps) await emulator.close();
          return step;
        },
      };
    },
  };
}
