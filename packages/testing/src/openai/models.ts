import { type EmulatorState, findModel, nowInSeconds, type RequestContext } from "./emulator-state.ts";
import type { Fields } from "./fields.ts";

/** `GET /v1/models`. */
export async function listModels({ state, answer }: RequestContext): Promise<void> {
  const data = Object.keys(state.settings.models).map((name) => modelObject(state, name));
  await answer.json(200, { object: "list", data });
}

/** `GET /v1/models/{id}`. */
export async function getModel({ state, answer }: RequestContext, name: string): Promise<void> {
  findModel(state, name);
  await answer.json(200, modelObject(state, name));
}

function modelObject(state: EmulatorState, id: string): Fields {
  return { id, object: "model", created: nowInSeconds(state), owned_by: state.settings.organization };
}
