/** An object of JSON from outside, whose fields nobody has checked. */
export type Fields = Readonly<Record<string, unknown>>;
