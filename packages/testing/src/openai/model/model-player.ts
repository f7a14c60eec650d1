import { isRecord } from "@massgen/core/provider";
import { ConnectionEnded } from "../http/answer-writer.ts";
import { Refusal } from "../refusal.ts";
import type { EmulatedModel } from "./emulated-model.ts";
import type { EmulatedReply } from "./emulated-reply.ts";
import type { EmulatedRequest } from "./emulated-request.ts";

/** Plays the replies of models. */
export class ModelPlayer {
  readonly #positions = new Map<string, number>();

  /**
   * The reply to a request.
   *
   * @param isSpoiled - whether a fault keeps the client from getting it, so that it stays for the next request.
   * @throws Refusal 500 where the model's own function throws, or answers something that is no reply.
   */
  async reply(
    model: EmulatedModel,
    request: EmulatedRequest,
    { signal, isSpoiled }: { readonly signal: AbortSignal; readonly isSpoiled: boolean },
  ): Promise<EmulatedReply> {
    if (typeof model.reply === "function") return checked(await untilAborted(model.reply(request, { signal }), signal));
    const position = this.#positions.get(request.model) ?? 0;
    if (!isSpoiled) this.#positions.set(request.model, position + 1);
    return model.reply[Math.min(position, model.reply.length - 1)] ?? {};
  }
}

function checked(reply: unknown): EmulatedReply {
  if (isRecord(reply)) return reply;
  throw new Refusal("The emulated model's reply is no object.", { status: 500, type: "emulator_error" });
}

/** Waits for a reply no longer than its client does. */
async function untilAborted<Value>(value: Value | Promise<Value>, signal: AbortSignal): Promise<Value> {
  const { promise, reject } = Promise.withResolvers<never>();
  const end = () => reject(new ConnectionEnded("client-left"));
  signal.addEventListener("abort", end, { once: true });
  if (signal.aborted) end();
  try {
    return await Promise.race([value, promise]);
  } finally {
    signal.removeEventListener("abort", end);
  }
}
