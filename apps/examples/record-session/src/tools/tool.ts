/** Arguments as the model gave them; a tool checks what it uses. */
export type ToolInput = Readonly<Record<string, unknown>>;

/** Something that the agent can do. */
export interface Tool {
  readonly name: string;
  /** One line for the model. */
  readonly description: string;
  /** @throws ToolFailure where the model can do something about it. */
  run(input: ToolInput): Promise<string>;
}

/** A failure that is an answer: its message goes to the model, and the session goes on. */
export class ToolFailure extends Error {
  override readonly name = "ToolFailure";
}

export function requiredText(input: ToolInput, name: string): string {
  const value = input[name];
  if (typeof value !== "string" || value === "") throw new ToolFailure(`"${name}" must be a text that is not empty`);
  return value;
}

export function optionalText(input: ToolInput, name: string, otherwise: string): string {
  return input[name] === undefined ? otherwise : requiredText(input, name);
}

export function optionalNumber(input: ToolInput, name: string, otherwise: number): number {
  const value = input[name];
  if (value === undefined) return otherwise;
  if (!Number.isInteger(value) || Number(value) < 1)
    throw new ToolFailure(`"${name}" must be a whole number from 1 up`);
  return Number(value);
}
