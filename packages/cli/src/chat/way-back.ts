import type { ModelPlace } from "../backend-options/backend-choice.ts";
import type { ContextWindow } from "../backend-options/context-window.ts";
import { printable } from "../render/printable.ts";

type Place = ModelPlace & ContextWindow;

/** The command that goes back to an earlier model: `/model NAME`, with what differs of its place. */
export function wayBack(earlier: Place, now: Place): string {
  const { model, baseURL, api, keyVariable, contextWindow, contextWindowFact } = earlier;
  // At another address, protocol and key are not taken over.
  const isElsewhere = baseURL !== now.baseURL;
  const isStated = contextWindowFact === undefined;
  const options = [
    ...(isElsewhere ? [`--base-url ${baseURL}`] : []),
    ...(isElsewhere || api !== now.api ? [`--api ${api}`] : []),
    ...(isElsewhere || keyVariable !== now.keyVariable ? [`--api-key-env ${keyVariable}`] : []),
    ...(isStated && contextWindow !== now.contextWindow ? [`--context-window ${contextWindow}`] : []),
  ];
  return printable(["/model", model, ...options].join(" "));
}
