import type { Observation, ObservedDownload } from "@massgen/core";

/** Characters of one text of a page that are passed on. */
const longestText = 2_000;
/** Tabs that are listed. */
const mostTabs = 20;

/**
 * What the computer reports and cannot be seen in the frame, one line each: what the page says is in quotation marks.
 * Address and tabs only where they have changed since the observation before.
 *
 * @param withURL - whether the address is part of it.
 */
export function describeObservation(
  observation: Observation,
  before: Observation | undefined,
  withURL: boolean,
): readonly string[] {
  const { url, tabs, dialog, fileChooser, permissions, downloads, notices, clipboard } = observation;
  const lines: string[] = [];
  if (withURL && url !== undefined && url !== before?.url) lines.push(`The address is ${quote(url)}.`);
  const list = tabsOf(observation);
  if (tabs.length > 1 && (before === undefined || list !== tabsOf(before))) lines.push(`Open tabs: ${list}.`);
  if (dialog !== undefined) {
    const field = dialog.defaultValue === undefined ? "" : ` Its field holds ${quote(dialog.defaultValue)}.`;
    lines.push(`A dialog (${dialog.kind}) waits for an answer: ${quote(dialog.message)}.${field}`);
  }
  if (fileChooser !== undefined) {
    const what = fileChooser.multiple ? "files" : "a file";
    const choices = fileChooser.choices.map((choice) => quote(choice)).join(", ");
    lines.push(
      `The page waits for ${what}; ${choices === "" ? "there is none to choose" : `to choose from: ${choices}`}.`,
    );
  }
  for (const { permission, origin, answer } of permissions)
    lines.push(`The page at ${quote(origin)} asked for ${quote(permission)}, which was ${answer}.`);
  lines.push(...downloads.map(downloadOf));
  if (clipboard !== undefined) lines.push(`The clipboard holds ${quote(clipboard)}.`);
  return [...lines, ...notices.map(oneLine)];
}

/** A text of a page on one line in quotation marks, so that it cannot pass for ours. */
export function quote(text: string, longest = longestText): string {
  const quoted = JSON.stringify(text.length > longest ? `${text.slice(0, longest)}…` : text);
  // Line ends that JSON leaves as they are.
  return quoted.replace(/[\u0085\u2028\u2029]/g, " ");
}

/** A sentence of the computer's, which may repeat words of the page, as one line. */
export function oneLine(text: string): string {
  return text.replace(/[\s\u0085]+/g, " ");
}

function tabsOf({ tabs }: Observation): string {
  const shown = tabs.slice(0, mostTabs).map(({ title, url, active }) => {
    const name = quote(title === "" ? url : title, 200);
    return active ? `${name} (shown)` : name;
  });
  const more = tabs.length > mostTabs ? [`${tabs.length - mostTabs} more`] : [];
  return [...shown, ...more].join(", ");
}

function downloadOf({ fileName, status, bytes, reason }: ObservedDownload): string {
  const state = {
    running: "is running",
    finished: `is finished, ${bytes} bytes`,
    failed: "failed",
    refused: "was refused",
  };
  return `The download ${quote(fileName, 200)} ${state[status]}${reason === undefined ? "" : `: ${quote(reason)}`}.`;
}
