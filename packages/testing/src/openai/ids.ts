import { createHash } from "node:crypto";

/** Makes ids in the form of the API's: a prefix and 48 hexadecimal digits. */
export type MakeId = (prefix: string) => string;

/** Ids that follow from the seed, and never repeat. */
export function idMaker(seed: string): MakeId {
  let count = 0;
  return (prefix) => {
    count += 1;
    return `${prefix}_${createHash("sha256").update(`${seed}/${count}`).digest("hex").slice(0, 48)}`;
  };
}
