/** A function tool, in no API's shape. The archive's `recall` tool has the same one. */
export interface Tool {
  readonly name: string;
  readonly description: string;
  /** JSON Schema of the arguments. */
  readonly parameters: Readonly<Record<string, unknown>>;
  execute(args: Readonly<Record<string, unknown>>): string | Promise<string>;
}
