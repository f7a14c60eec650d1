import { checkCompactorState } from "../compactor/check-compactor-state.ts";
import { count, invalidState, listOf, nullable, shape, text } from "../compactor/state-checks.ts";
import type { CarriedState } from "./carried-window.ts";

const check = shape({
  version: (value, path) => {
    if (value !== 1) throw invalidState(path, "1");
  },
  compactor: checkCompactorState,
  covered: nullable(shape({ length: count, key: text })),
  window: listOf(shape({})),
});

/**
 * Refuses a saved window that nobody can go on from.
 *
 * @throws MassGenError `invalid-option`
 */
export function checkCarriedState(state: unknown): asserts state is CarriedState<object> {
  check(state, "state");
}
