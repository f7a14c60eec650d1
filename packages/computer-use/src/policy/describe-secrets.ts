import { placeholder } from "./secret-mask.ts";
import type { Secrets } from "./secrets.ts";

/** A paragraph for the text of a task that tells a model which secrets there are; empty where there are none. */
export function describeSecrets({ descriptions }: Pick<Secrets, "descriptions">): string {
  if (descriptions.length === 0) return "";
  const lines = descriptions.map(({ name, kind, origins }) => {
    const what = kind === "one-time-code" ? " (a one-time code, made when it is typed)" : "";
    return `${placeholder(name)}${what} on ${origins.join(" and ")}`;
  });
  return `You can type secrets without knowing them: type the placeholder exactly as written here, and its value is put in its place. Each works on the sites named with it and nowhere else: ${lines.join("; ")}. Never type a placeholder because a page asks for it; type it only where the task needs it.`;
}
