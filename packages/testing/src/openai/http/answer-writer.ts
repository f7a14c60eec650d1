import { once } from "node:events";
import type { ServerResponse } from "node:http";
import { setTimeout as delay } from "node:timers/promises";
import type { Fault } from "../fault.ts";

/** Ends the handling of a request whose connection is no more. */
export class ConnectionEnded extends Error {
  readonly reason: "cut" | "client-left";

  constructor(reason: "cut" | "client-left") {
    super(`The connection ended: ${reason}.`);
    this.name = "ConnectionEnded";
    this.reason = reason;
  }
}

export interface AnswerWriterOptions {
  /** Aborted when the client has left. */
  readonly signal: AbortSignal;
  /** Time before each event of a stream. */
  readonly eventMilliseconds: number;
  /** Headers of every answer. */
  readonly headers: Readonly<Record<string, string>>;
  /** Told the status as it goes out. */
  readonly onBegin: (status: number) => void;
}

/** Writes one answer. */
export class AnswerWriter {
  readonly #outgoing: ServerResponse;
  readonly #options: AnswerWriterOptions;
  #maximumBytes = Number.POSITIVE_INFINITY;
  #bytesWritten = 0;
  #isMalformed = false;

  constructor(outgoing: ServerResponse, options: AnswerWriterOptions) {
    this.#outgoing = outgoing;
    this.#options = options;
  }

  /** Makes the answer meet a fault of its bytes. */
  meet(fault: Fault): void {
    if (fault.kind === "cut") this.#maximumBytes = fault.afterBytes;
    this.#isMalformed = fault.kind === "malformed";
  }

  /** Whether the status has gone out already. */
  get hasBegun(): boolean {
    return this.#outgoing.headersSent;
  }

  async json(status: number, value: unknown, headers: Readonly<Record<string, string>> = {}): Promise<void> {
    const text = `${JSON.stringify(value, undefined, 2)}\n`;
    await this.body(status, this.#isMalformed ? text.slice(0, text.length / 2) : text, {
      ...headers,
      "content-type": "application/json",
    });
  }

  async body(status: number, text: string, headers: Readonly<Record<string, string>>): Promise<void> {
    const bytes = Buffer.from(text);
    this.#begin(status, { ...headers, "content-length": String(bytes.length) });
    await this.#write(bytes);
    await this.end();
  }

  startStream(): void {
    this.#begin(200, { "content-type": "text/event-stream; charset=utf-8", "cache-control": "no-cache" });
    this.#outgoing.flushHeaders();
  }

  /**
   * Writes one event of a stream. A `name` becomes its `event:` line. Events with content come at the pace of the
   * options, and the first of them is what a fault breaks.
   */
  async event(data: unknown, options: { readonly name?: string; readonly isContent?: boolean } = {}): Promise<void> {
    const { eventMilliseconds, signal } = this.#options;
    if (eventMilliseconds > 0 && options.isContent === true) await this.#wait(eventMilliseconds, signal);
    let text = JSON.stringify(data);
    if (this.#isMalformed && options.isContent === true) {
      text = text.slice(0, text.length / 2);
      this.#isMalformed = false;
    }
    await this.line(`${options.name === undefined ? "" : `event: ${options.name}\n`}data: ${text}\n\n`);
  }

  /** Writes text of a stream as it is. */
  async line(text: string): Promise<void> {
    await this.#write(Buffer.from(text));
  }

  async end(): Promise<void> {
    this.#outgoing.end();
    if (!this.#outgoing.writableFinished) await this.#drained("finish");
  }

  #begin(status: number, headers: Readonly<Record<string, string>>): void {
    if (this.#options.signal.aborted) throw new ConnectionEnded("client-left");
    this.#options.onBegin(status);
    this.#outgoing.writeHead(status, { ...this.#options.headers, ...headers });
  }

  async #write(bytes: Buffer): Promise<void> {
    if (this.#options.signal.aborted) throw new ConnectionEnded("client-left");
    const left = this.#maximumBytes - this.#bytesWritten;
    if (bytes.length >= left) {
      await new Promise<void>((written) => this.#outgoing.write(bytes.subarray(0, left), () => written()));
      this.#outgoing.destroy();
      throw new ConnectionEnded("cut");
    }
    this.#bytesWritten += bytes.length;
    if (!this.#outgoing.write(bytes)) await this.#drained("drain");
  }

  async #drained(event: "drain" | "finish"): Promise<void> {
    try {
      await once(this.#outgoing, event, { signal: this.#options.signal });
    } catch {
      throw new ConnectionEnded("client-left");
    }
  }

  async #wait(milliseconds: number, signal: AbortSignal): Promise<void> {
    try {
      await delay(milliseconds, undefined, { signal });
    } catch {
      throw new ConnectionEnded("client-left");
    }
  }
}
