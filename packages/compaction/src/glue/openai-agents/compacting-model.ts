import { isContextOverflow, isRecord } from "@massgen/core/provider";
import type { AgentInputItem, Model, ModelRequest, StreamEvent } from "@openai/agents-core";
import type { FitOptions } from "../../compactor/compactor.ts";
import type { CarriedWindow } from "../carried-window.ts";

/**
 * A model that is sent the window of what the runner hands it, before each call of a run. It counts instructions and
 * tools, notes the usage, and where the provider refuses a request as too long compacts it and sends it once more.
 *
 * Requests that go on from what the server holds are passed on as they are: there is nothing here to compact.
 */
export function compactingModel(model: Model, carried: CarriedWindow<AgentInputItem>): Model {
  async function fitted(request: ModelRequest, input: readonly AgentInputItem[]): Promise<ModelRequest> {
    const { items } = await carried.fit(input, optionsOf(request));
    return { ...request, input: [...items] };
  }

  /** The request after the error, where that is an overflow that can be helped. @throws the error */
  async function recover(error: unknown, request: ModelRequest, input: readonly AgentInputItem[]) {
    if (!isContextOverflow(error)) throw error;
    const { items, report } = await carried.recover(input, optionsOf(request));
    if (report.status !== "compacted") throw error;
    return { ...request, input: [...items] };
  }

  async function* recorded(events: AsyncIterable<StreamEvent>): AsyncGenerator<StreamEvent> {
    for await (const event of events) {
      if (event.type === "response_done") carried.record(event.response.usage);
      yield event;
    }
  }

  async function* streamed(request: ModelRequest, input: readonly AgentInputItem[]): AsyncGenerator<StreamEvent> {
    let hasBegun = false;
    // What says no more than that there will be an answer is held back, as a refusal may still follow it.
    const held: StreamEvent[] = [];
    try {
      for await (const event of recorded(model.getStreamedResponse(await fitted(request, input)))) {
        if (!hasBegun) {
          const failure = failureIn(event);
          if (isContextOverflow(failure)) throw failure;
          if (isPreamble(event)) {
            held.push(event);
            continue;
          }
          hasBegun = true;
          yield* held;
        }
        yield event;
      }
      if (!hasBegun) yield* held;
    } catch (error) {
      if (hasBegun) throw error;
      yield* recorded(model.getStreamedResponse(await recover(error, request, input)));
    }
  }

  return {
    ...(model.supportsPromptModelSelection !== undefined && {
      supportsPromptModelSelection: model.supportsPromptModelSelection,
    }),
    async getResponse(request) {
      const input = ownInput(request);
      if (input === undefined) return await model.getResponse(request);
      const response = await fitted(request, input)
        .then((window) => model.getResponse(window))
        .catch(async (error: unknown) => model.getResponse(await recover(error, request, input)));
      carried.record(response?.usage);
      return response;
    },
    getStreamedResponse(request) {
      const input = ownInput(request);
      return input === undefined ? model.getStreamedResponse(request) : streamed(request, input);
    },
    ...(model.getRetryAdvice && { getRetryAdvice: (asked) => model.getRetryAdvice?.(asked) }),
  };
}

function isPreamble(event: StreamEvent): boolean {
  return event.type === "response_started" || /^response\.(?:created|queued|in_progress)$/.test(wireType(event));
}

/** The error in an event of the provider's own that says that the response failed. */
function failureIn(event: StreamEvent): unknown {
  if (!/^(?:response\.failed|error)$/.test(wireType(event)) || !("event" in event) || !isRecord(event.event)) {
    return undefined;
  }
  const { response } = event.event;
  return isRecord(response) ? response.error : event.event;
}

/** Type of the provider's own event that the SDK passes on; empty for the SDK's events. */
function wireType(event: StreamEvent): string {
  return event.type === "model" && isRecord(event.event) ? String(event.event.type) : "";
}

/** The conversation that a request holds; `undefined` where the server holds it, or there is no request to look at. */
function ownInput(request: ModelRequest): readonly AgentInputItem[] | undefined {
  if (!isRecord(request)) return undefined;
  const { input, previousResponseId, conversationId } = request;
  if (previousResponseId !== undefined || conversationId !== undefined) return undefined;
  return typeof input === "string" ? [{ role: "user", content: input }] : input;
}

function optionsOf({ systemInstructions, tools, handoffs, signal }: ModelRequest): FitOptions {
  const offered: readonly unknown[] = [
    ...listed(tools),
    ...listed(handoffs).map(({ toolName, toolDescription, inputJsonSchema }) => ({
      name: toolName,
      description: toolDescription,
      parameters: inputJsonSchema,
    })),
  ];
  return { request: { instructions: systemInstructions, tools: written(offered) }, ...(signal && { signal }) };
}

/** What is no list of objects is left to the provider to refuse. */
function listed<Entry>(entries: readonly Entry[]): readonly Entry[] {
  return Array.isArray(entries) ? entries.filter((entry): entry is Entry => isRecord(entry)) : [];
}

/** The tools as they are sent; what cannot be written down is not counted, and left to the provider to refuse. */
function written(tools: readonly unknown[]): readonly unknown[] {
  try {
    return JSON.parse(JSON.stringify(tools));
  } catch {
    return [];
  }
}
