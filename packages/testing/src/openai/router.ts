import { createChatCompletion } from "./chat/create-chat-completion.ts";
import type { EmulatedSupport } from "./emulator-options.ts";
import type { RequestContext } from "./emulator-state.ts";
import { getModel, listModels } from "./models.ts";
import { Refusal } from "./refusal.ts";
import { compactResponse } from "./responses/compact-response.ts";
import { createResponse } from "./responses/create-response.ts";
import { countInputTokens } from "./responses/input-tokens.ts";
import { deleteResponse, getResponse } from "./responses/stored-responses.ts";

/** An address of the API. */
interface Route {
  readonly method: "GET" | "POST" | "DELETE";
  readonly path: RegExp;
  /** Parts of the API of which it is one; where the server lacks one, the route is unknown. */
  readonly needs: readonly (keyof EmulatedSupport)[];
  handle(context: RequestContext, name: string): Promise<void>;
}

const routes: readonly Route[] = [
  { method: "POST", path: /^\/v1\/responses$/, needs: ["responses"], handle: createResponse },
  { method: "POST", path: /^\/v1\/responses\/compact$/, needs: ["responses", "compact"], handle: compactResponse },
  {
    method: "POST",
    path: /^\/v1\/responses\/input_tokens$/,
    needs: ["responses", "inputTokens"],
    handle: countInputTokens,
  },
  { method: "GET", path: /^\/v1\/responses\/(resp_[^/]+)$/, needs: ["responses"], handle: getResponse },
  { method: "DELETE", path: /^\/v1\/responses\/(resp_[^/]+)$/, needs: ["responses"], handle: deleteResponse },
  { method: "POST", path: /^\/v1\/chat\/completions$/, needs: ["chatCompletions"], handle: createChatCompletion },
  { method: "GET", path: /^\/v1\/models$/, needs: [], handle: listModels },
  { method: "GET", path: /^\/v1\/models\/(.+)$/, needs: [], handle: getModel },
];

/** A route, and what its path names. */
export interface FoundRoute {
  readonly route: Route;
  readonly name: string;
}

/**
 * Finds what answers a request.
 *
 * @throws Refusal 404 for an unknown path, 405 for a known one with another method.
 */
export function findRoute(method: string, path: string, supports: EmulatedSupport): FoundRoute {
  const candidates = routes.filter((route) => route.path.test(path) && route.needs.every((part) => supports[part]));
  const route = candidates.find((candidate) => candidate.method === method);
  if (route !== undefined) return { route, name: decoded(route.path.exec(path)?.[1] ?? "") };
  if (candidates.length === 0) throw new Refusal(`Invalid URL (${method} ${path})`, { status: 404 });
  throw new Refusal(`Not allowed to ${method} on ${path}. (HINT: Perhaps you meant to use a different HTTP method?)`, {
    status: 405,
    code: "method_not_supported",
    headers: { allow: candidates.map((candidate) => candidate.method).join(", ") },
  });
}

function decoded(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
