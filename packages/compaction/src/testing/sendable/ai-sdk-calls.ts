import { expect } from "vitest";
import { type Fields, partsIn } from "./fields.ts";

const outputTypes = ["text", "json", "error-text", "error-json", "execution-denied", "content"];

/**
 * Calls without a result. The SDK wants the results of a message's calls in the tool messages after it, but for those of
 * tools that the provider ran, which come in messages of the assistant; an approval needs its request.
 */
export function openAiSdkCalls(messages: readonly Fields[]): readonly string[] {
  const neverAnswered: string[] = [];
  const approvals = new Set<unknown>();
  const ofProvider = new Set<unknown>();
  let open = new Set<string>();
  messages.forEach(({ role, content }, index) => {
    const parts = partsIn(content);
    expect(parts.length, `parts of ${index}`).toBeGreaterThan(0);
    if (role !== "tool") {
      neverAnswered.push(...open);
      open = new Set();
    }
    for (const part of parts) {
      const where = `${part.type} ${part.toolCallId ?? part.approvalId} at ${index}`;
      if (part.type === "tool-call") {
        if (part.providerExecuted === true) ofProvider.add(part.toolCallId);
        else open.add(String(part.toolCallId));
      } else if (part.type === "tool-result") {
        const answers = role === "tool" ? open.delete(String(part.toolCallId)) : ofProvider.has(part.toolCallId);
        expect(answers, where).toBe(true);
        expect(outputTypes, where).toContain((part.output as Fields).type);
      } else if (part.type === "tool-approval-request") approvals.add(part.approvalId);
      else if (part.type === "tool-approval-response") expect(approvals, where).toContain(part.approvalId);
    }
  });
  return [...neverAnswered, ...open];
}
