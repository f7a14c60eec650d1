import type { MassGenEvent, RestartEvent, ToolStartEvent } from "@massgen/core";
import { compactionLine } from "./compaction-line.ts";
import { groupDigits } from "./numbers.ts";
import { printable } from "./printable.ts";
import { createProgressLine, type ProgressLine } from "./progress-line.ts";
import { createTerminalText } from "./terminal-text.ts";

type Output = Pick<NodeJS.WriteStream, "isTTY" | "write">;

/** Where a turn is shown. */
export interface TurnViewSettings {
  /** For what the model says, and nothing else; `undefined` where that is shown otherwise. */
  readonly answers: Output | undefined;
  /** For everything else. */
  readonly remarks: Output;
  /** Marks a text as a remark. Default: leaves it as it is. */
  readonly dim?: (text: string) => string;
  /** Told before the first text is written. */
  readonly onText?: () => void;
}

/** Shows turns as they happen. */
export interface TurnView {
  onEvent(event: MassGenEvent): void;
  /** One line beside the answer. */
  remark(text: string): void;
  /**
   * Ends what is shown of a turn, with a line end behind the answer.
   *
   * @param text - the answer, for providers that do not send it in pieces.
   */
  endTurn(text?: string): void;
}

/** Longest arguments of a tool that are shown. */
const longestArguments = 100;

export function createTurnView(settings: TurnViewSettings): TurnView {
  const { answers, remarks, dim = (text) => text, onText = () => undefined } = settings;
  const terminalText = createTerminalText();
  let isInLine = false;
  /** Whether the turn has said anything. */
  let hasText = false;
  /** Whether what was said last may still be void. */
  let isUnfinished = false;
  let isThinking = false;
  let progress: ProgressLine | undefined;

  const write = (text: string) => {
    if (text === "" || answers === undefined) return;
    clearStatus();
    onText();
    answers.write(text);
    isInLine = !text.endsWith("\n");
    hasText = true;
    isUnfinished = true;
  };
  const endLine = () => {
    write(terminalText.end());
    if (isInLine) write("\n");
  };
  const clearStatus = () => {
    progress?.clear();
    if (isThinking) remarks.write("\r\u001b[K");
    isThinking = false;
  };
  const remark = (text: string) => {
    clearStatus();
    // Elsewhere what is in a file or pipe must hold the answer alone, and no line is broken by what is shown beside it.
    if (answers?.isTTY === true) endLine();
    remarks.write(`${dim(text)}\n`);
  };
  const think = () => {
    if (!remarks.isTTY || isThinking || isInLine) return;
    isThinking = true;
    remarks.write(dim("thinking…"));
  };

  return {
    remark,
    onEvent(event) {
      switch (event.type) {
        case "text-delta":
          write(terminalText.write(event.text));
          break;
        case "reasoning-delta":
          think();
          break;
        case "item":
          if (event.item.type !== "message" || event.item.role !== "assistant") break;
          endLine();
          isUnfinished = false;
          break;
        case "restart":
          endLine();
          remark(restartLine(event, isUnfinished));
          isUnfinished = false;
          break;
        case "tool-start":
          remark(toolLine(event));
          break;
        case "tool-end":
          if (event.status !== "completed") remark(`${printable(event.name, longestArguments)} ${event.status}`);
          break;
        case "notice":
          remark(printable(event.text));
          break;
        case "compaction-start":
          progress = createProgressLine(remarks);
          break;
        case "compaction-progress":
          if (!isInLine) progress?.update(event);
          break;
        case "compaction-end":
          remark(compactionLine(event));
          progress = undefined;
          break;
      }
    },
    endTurn(text = "") {
      clearStatus();
      if (!hasText) write(terminalText.write(text));
      endLine();
      hasText = false;
      isUnfinished = false;
    },
  };
}

function toolLine({ name, arguments: written }: ToolStartEvent): string {
  return `${printable(name, longestArguments)} ${printable(written, longestArguments)}`;
}

function restartLine({ error, delayMilliseconds, attempt }: RestartEvent, isVoid: boolean): string {
  const seconds = groupDigits(Math.ceil(delayMilliseconds / 100) / 10);
  const again = `asking again in ${seconds} s (attempt ${attempt + 1})`;
  return `${printable(error.problem)} ${isVoid ? `What it has said is void: ${again}` : capitalised(again)}`;
}

function capitalised(text: string): string {
  return text.replace(/^./, (first) => first.toUpperCase());
}
