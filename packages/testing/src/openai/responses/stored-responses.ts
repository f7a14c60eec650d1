import type { RequestContext } from "../emulator-state.ts";

/** `GET /v1/responses/{id}`. */
export async function getResponse({ state, answer }: RequestContext, id: string): Promise<void> {
  await answer.json(200, state.store.get(id).response);
}

/** `DELETE /v1/responses/{id}`. */
export async function deleteResponse({ state, answer }: RequestContext, id: string): Promise<void> {
  state.store.get(id);
  state.store.forget(id);
  await answer.json(200, { id, object: "response", deleted: true });
}
