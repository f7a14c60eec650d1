import { BackendError, type BackendEvent } from "@massgen/core";
import { type FailureContext, isRecord } from "@massgen/core/provider";
import { type AnswerOptions, createAnswer } from "./answer/answer.ts";
import type { ChatBody } from "./body/chat-body.ts";
import { isErrorBody } from "./errors/normalise-error.ts";
import { toAnsweredError } from "./errors/to-server-error.ts";
import type { PostChat } from "./wire/chat-client.ts";
import { type Frame, UnreadableAnswer } from "./wire/frame.ts";
import { readFrames } from "./wire/read-frames.ts";
import { createSilenceWatch } from "./wire/silence-watch.ts";

export interface RequestSetup extends AnswerOptions {
  readonly post: PostChat;
  readonly context: FailureContext;
  readonly timeoutMilliseconds: number;
  readonly signal: AbortSignal | undefined;
}

/** How long the end of an answer is waited for when the server has said that it stopped: for usage, in milliseconds. */
const graceMilliseconds = 5_000;

/**
 * Makes a request once and tells what comes. The connection is closed when the answer is complete, when it fails, and
 * when the iterator is left.
 *
 * @throws BackendError, or what the SDK or the connection throws.
 */
export async function* requestOnce(body: ChatBody, setup: RequestSetup): AsyncGenerator<BackendEvent, void, undefined> {
  const { failures, signal, timeoutMilliseconds } = setup;
  const connection = new AbortController();
  let isSilent = false;
  const watch = createSilenceWatch(timeoutMilliseconds, () => {
    isSilent = true;
    connection.abort();
  });
  const answer = createAnswer(setup);
  try {
    const both = signal === undefined ? connection.signal : AbortSignal.any([signal, connection.signal]);
    const response = await setup.post(body, both);
    watch.heard();
    let isDone = false;
    for await (const frame of readFrames(response, watch.heard)) {
      // Many frames can come in one piece, and then reading on asks the connection for nothing.
      signal?.throwIfAborted();
      if (frame.kind === "done") {
        isDone = true;
        break;
      }
      yield* answer.take(recordOf(frame, setup));
      isDone = frame.kind === "body";
      if (answer.isFinished) watch.shorten(graceMilliseconds);
    }
    if (!isDone && !answer.isFinished) throw failures.cut();
  } catch (error) {
    if (error instanceof UnreadableAnswer) throw failures.unreadable(error.message);
    // What is missing after the server's last word is only the usage.
    const isComplete = answer.isFinished && !signal?.aborted && !BackendError.isInstance(error);
    if (!isComplete) throw isSilent && !signal?.aborted ? failures.silent(timeoutMilliseconds) : error;
  } finally {
    watch.end();
    connection.abort();
  }
  signal?.throwIfAborted();
  yield* answer.end();
}

function recordOf(frame: Exclude<Frame, { readonly kind: "done" }>, { context, failures }: RequestSetup) {
  if (frame.kind === "malformed") throw failures.unreadable("a line of it is not JSON");
  const { kind, value } = frame;
  if (kind === "error" || isErrorBody(value)) throw toAnsweredError(value, context);
  const choices = isRecord(value) && Array.isArray(value.choices) ? value.choices : [];
  const failed = choices.find((choice) => isRecord(choice) && isRecord(choice.error));
  if (failed !== undefined) throw toAnsweredError(failed, context);
  if (isRecord(value) && (kind === "chunk" || choices.length > 0)) return value;
  if (value === null && kind === "chunk") return {};
  throw failures.unreadable(kind === "body" ? "it holds no choices" : "a chunk of it is no object");
}
