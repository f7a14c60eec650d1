import { expect } from "vitest";
import type { OpenaiEmulatorOptions } from "../openai/emulator-options.ts";
import { emulate, refusalOf } from "./emulate.ts";

/** A body without its model, and what it is refused with. */
export interface RefusalCase {
  readonly name: string;
  readonly body: object;
  readonly message: string;
  /** Default: `null`. */
  readonly code?: string;
  /** Default: `null`. */
  readonly param?: string;
  /** Default: 400. */
  readonly status?: number;
}

/** Sends a body to `gpt-test` with the official SDK, and expects exactly this refusal and nothing billed. */
export async function expectRefused(
  path: string,
  { body, message, code, param, status = 400 }: RefusalCase,
  models?: OpenaiEmulatorOptions["models"],
): Promise<void> {
  await using emulation = await emulate(models === undefined ? {} : { models });
  const { client, emulator } = emulation;
  const refused = await refusalOf(client.post(path, { body: { model: "gpt-test", ...body } }));
  expect(refused).toEqual({
    status,
    message,
    type: "invalid_request_error",
    param: param ?? null,
    code: code ?? null,
  });
  expect(emulator.requests[0]).toMatchObject({ status, refused: code ?? "invalid_request_error", outcome: "answered" });
  expect(emulator.requests[0]?.billed).toBeUndefined();
}
