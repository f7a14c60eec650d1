import type { Fields } from "../fields.ts";
import type { MakeId } from "../ids.ts";
import type { InputItem } from "./check-item.ts";

/** An output item that a script gives, with what it may leave out: the `id`, and of a `computer_call` all but actions. */
export function scriptedItem(item: Fields, makeId: MakeId): InputItem {
  const type = String(item.type ?? "message");
  if (type !== "computer_call") return { id: makeId("item"), ...item, type };
  return {
    id: makeId("cu"),
    call_id: makeId("call").slice(0, 29),
    pending_safety_checks: [],
    status: "completed",
    ...item,
    type,
  };
}
