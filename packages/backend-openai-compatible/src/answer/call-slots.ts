import type { ArgumentsDeltaEvent, FunctionCallItem } from "@massgen/core";
import { isObjectText } from "../messages/tool-call.ts";
import { type ArgumentsText, createArgumentsText } from "./arguments-text.ts";
import type { CallIds } from "./call-ids.ts";
import type { CallDelta } from "./read-delta.ts";

interface Slot {
  id: string | undefined;
  name: string | undefined;
  readonly arguments: ArgumentsText;
  extra: CallDelta["extra"];
  /** The id in our conversation, from the first time that it is needed. */
  callId: string | undefined;
  /** A call that this one may be sent once more of; told when all has come. */
  readonly repeats: Slot | undefined;
}

/** Puts tool calls together from their pieces. */
export interface CallSlots {
  /** Takes the pieces of one chunk. */
  add(deltas: readonly CallDelta[]): readonly ArgumentsDeltaEvent[];
  /**
   * The calls, in the order in which they began.
   *
   * @param isCut - whether the model was stopped: calls whose arguments are not complete are then left out, since nobody
   * could answer them.
   */
  settle(isCut: boolean): readonly FunctionCallItem[];
  /** Whether a call came without a name. */
  readonly hasNameless: boolean;
}

/**
 * Tells calls apart by index, id, name and by whether a call's arguments have ended: servers leave the index out, give
 * all calls the index 0 or the same id, send no ids, a new id with each piece, or the whole call a second time.
 */
export function createCallSlots(ids: CallIds): CallSlots {
  const slots: Slot[] = [];
  const byIndex = new Map<number, Slot>();
  const byId = new Map<string, Slot>();

  function open(repeats?: Slot): Slot {
    const slot: Slot = {
      id: undefined,
      name: undefined,
      arguments: createArgumentsText(),
      extra: undefined,
      callId: undefined,
      repeats,
    };
    slots.push(slot);
    return slot;
  }

  function find(delta: CallDelta, sameChunk: ReadonlySet<Slot>): Slot {
    const known = delta.index === undefined ? addressee(delta) : byIndex.get(delta.index);
    if (known === undefined) return open();
    if (delta.index === undefined && delta.name !== undefined && sameChunk.has(known)) return open();
    if (continues(known, delta)) return known;
    return open(isPerhapsAgain(known, delta) ? known : undefined);
  }

  /** Without an index, a piece without a known id goes with the last call, unless a name begins another. */
  function addressee({ id, name }: CallDelta): Slot | undefined {
    const last = slots.at(-1);
    return id === undefined ? last : (byId.get(id) ?? (name === undefined ? last : undefined));
  }

  function callIdOf(slot: Slot): string {
    slot.callId ??= ids.claim(slot.id);
    return slot.callId;
  }

  return {
    add(deltas) {
      const touched = new Set<Slot>();
      return deltas.flatMap((delta): ArgumentsDeltaEvent[] => {
        const slot = find(delta, touched);
        touched.add(slot);
        slot.id ??= delta.id;
        slot.name ??= delta.name;
        slot.extra ??= delta.extra;
        if (delta.index !== undefined) byIndex.set(delta.index, slot);
        if (delta.id !== undefined) byId.set(delta.id, slot);
        const isNew = delta.arguments !== "" && !slot.arguments.isComplete && slot.repeats === undefined;
        slot.arguments.add(delta.arguments);
        if (!isNew || slot.name === undefined) return [];
        return [{ type: "arguments-delta", callId: callIdOf(slot), name: slot.name, text: delta.arguments }];
      });
    },
    settle(isCut) {
      return slots.flatMap((slot): FunctionCallItem[] => {
        const text = slot.arguments.settle();
        if (slot.name === undefined || (isCut && (slot.arguments.isEmpty || !isObjectText(text)))) return [];
        if (slot.repeats !== undefined && (slot.arguments.isEmpty || slot.repeats.arguments.equals(text))) return [];
        const item = { type: "function_call", call_id: callIdOf(slot), name: slot.name, arguments: text } as const;
        return [slot.extra === undefined ? item : { ...item, extra_content: slot.extra }];
      });
    },
    get hasNameless() {
      return slots.some((slot) => slot.name === undefined);
    },
  };
}

/** Whether a piece with the index or id of a call belongs to it. */
function continues(slot: Slot, delta: CallDelta): boolean {
  if (delta.name === undefined || slot.name === undefined) return true;
  if (slot.arguments.isComplete) return false;
  return delta.name === slot.name || (delta.id !== undefined && delta.id === slot.id);
}

/** Whether a call that begins where another is over may be that one once more. */
function isPerhapsAgain(slot: Slot, delta: CallDelta): boolean {
  const isOther = delta.id !== undefined && slot.id !== undefined && delta.id !== slot.id;
  // Without index and id, calls are told one by one.
  const isTold = delta.index !== undefined || delta.id !== undefined;
  return isTold && !isOther && delta.name === slot.name && slot.arguments.isComplete;
}
