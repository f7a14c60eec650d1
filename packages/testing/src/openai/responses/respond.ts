import type { RequestContext } from "../emulator-state.ts";
import { nowInSeconds } from "../emulator-state.ts";
import type { Fields } from "../fields.ts";
import type { Billed } from "../model/billed.ts";
import { type ResponseEnd, responseObject } from "./response-object.ts";
import { itemEvents, type StreamEvent } from "./stream-items.ts";

/** An error inside an answer that has begun. */
export interface AnswerError {
  /** `error`: an event of its own; `failed`: a response that has failed. */
  readonly kind: "error" | "failed";
  readonly code: string;
  readonly message: string;
}

/** An answer that is ready to be sent. */
export interface FinishedAnswer {
  readonly output: readonly Fields[];
  readonly billed?: Billed;
  readonly incomplete?: string | undefined;
  /** Strikes in the midst of the output. */
  readonly error?: AnswerError | undefined;
}

/** Sends the answers of one Responses request. */
export class Responder {
  readonly id: string;
  readonly #context: RequestContext;
  readonly #createdAt: number;
  #sequence = 0;

  constructor(context: RequestContext) {
    this.#context = context;
    this.id = context.state.makeId("resp");
    this.#createdAt = nowInSeconds(context.state);
  }

  /** Sends an answer, as a stream or as JSON. */
  async send(answer: FinishedAnswer, isStream: boolean): Promise<void> {
    if (isStream) await this.#stream(answer);
    else await this.#context.answer.json(200, this.final(answer));
  }

  /** The `response` object as it is at the end. */
  final({ output, billed, incomplete, error }: FinishedAnswer): Fields {
    if (error !== undefined) {
      const { code, message } = error;
      return this.#object({ status: "failed", output: [], error: { code, message } });
    }
    return this.#object({
      status: incomplete === undefined ? "completed" : "incomplete",
      output,
      incomplete,
      completedAt: nowInSeconds(this.#context.state),
      ...(billed === undefined ? {} : { billed }),
    });
  }

  async #stream(answer: FinishedAnswer): Promise<void> {
    const writer = this.#context.answer;
    writer.startStream();
    const open = this.#object({ status: "in_progress", output: [] });
    await this.#event({ type: "response.created", response: open });
    await this.#event({ type: "response.in_progress", response: open });
    const { chunkCharacters, compactingEvents } = this.#context.state.settings;
    const events = answer.output.flatMap((item, index) => [
      ...itemEvents(item, index, { chunkCharacters, compactingEvents }),
    ]);
    const { error } = answer;
    const shown = error === undefined ? events : events.slice(0, Math.ceil(events.length / 2));
    for (const event of shown) await this.#event(event);
    if (error?.kind === "error") {
      await this.#event({ type: "error", code: error.code, message: error.message, param: null });
    } else {
      const response = this.final(answer);
      await this.#event({ type: `response.${String(response.status)}`, response });
    }
    await writer.end();
  }

  #object(end: ResponseEnd): Fields {
    return responseObject(this.id, this.#createdAt, this.#context.body, end);
  }

  async #event(event: StreamEvent): Promise<void> {
    const { type, ...rest } = event;
    const data = { type, sequence_number: this.#sequence, ...rest };
    this.#sequence += 1;
    await this.#context.answer.event(data, { name: type, isContent: /\.delta$|output_item\.done$/.test(type) });
  }
}
