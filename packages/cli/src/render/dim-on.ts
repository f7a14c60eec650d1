import { styleText } from "node:util";

/** Shows texts dimly, where a stream is a terminal and the environment does not speak against it. */
export function dimOn(stream: NodeJS.WriteStream): (text: string) => string {
  return (text) => styleText("dim", text, { stream });
}
