import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, it } from "vitest";

const program = `
  import { registerHooks } from "node:module";
  const loaded = [];
  registerHooks({ load: (url, context, next) => (loaded.push(url), next(url, context)) });
  const { priceOf } = await import(${JSON.stringify(new URL("./index.ts", import.meta.url).href)});
  const library = () => loaded.some((url) => url.includes("genai-prices"));
  const before = library();
  await priceOf("gpt-5", { usage: { inputTokens: 1, outputTokens: 1 } });
  console.log(JSON.stringify({ before, after: library(), own: loaded.some((url) => url.endsWith("/catalogue.ts")) }));
`;

it("loads the price library at the first price and not on import", async () => {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ["--conditions=@massgen/source", "--input-type=module", "--eval", program],
    { cwd: fileURLToPath(new URL("..", import.meta.url)) },
  );
  expect(JSON.parse(stdout)).toEqual({ before: false, after: true, own: true });
});
