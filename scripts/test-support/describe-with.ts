import { describe, inject, it } from "vitest";

/** Something a machine may lack, which a test can need. */
export type CapabilityName = "chromium" | "x11" | "docker" | "session-data";

/** What is known of a capability that a test of this run needs. */
export interface CapabilityState {
  /** Why it is absent and how to bring it; `null` where it is present. */
  readonly absence: string | null;
  /** Whether its absence fails the tests that need it. */
  readonly required: boolean;
}

declare module "vitest" {
  interface ProvidedContext {
    capabilities: Readonly<Partial<Record<CapabilityName, CapabilityState>>> | undefined;
    sessionDataFolder: string;
  }
  interface TaskMeta {
    /** Why a test was left out; `npm test` lists it at its end. */
    skipReason?: string;
  }
}

/**
 * A `describe` whose tests and hooks need a capability of the machine. Where it is absent they are skipped and `npm test`
 * names them and the reason; where it is absent and required, the suite fails.
 *
 * The capability must be a literal: `npm test` reads it from the file in order to install what the tests need.
 */
export function describeWith(capability: CapabilityName, title: string, body: () => void): void {
  const state = inject("capabilities")?.[capability];
  if (state === undefined) {
    throw new Error(
      `Nobody looked for ${capability}: name it as a literal, and run vitest with the reporters of vitest.config.ts.`,
    );
  }
  if (state.absence === null) {
    describe(title, body);
  } else if (state.required) {
    describe(title, () => {
      it(`has ${capability}`, () => {
        throw new Error(`${capability} is required: ${state.absence}`);
      });
    });
  } else {
    describe(title, { skip: true, meta: { skipReason: `needs ${capability}: ${state.absence}` } }, body);
  }
}

/** Folder with real sessions, for tests under `describeWith("session-data", …)`. */
export function sessionDataFolder(): string {
  return inject("sessionDataFolder");
}
