import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ModelPlace } from "./backend-choice.ts";
import { createBackend } from "./create-backend.ts";

const seen: { readonly path: string | undefined; readonly authorization: string | undefined }[] = [];
const server = createServer((request, response) => {
  seen.push({ path: request.url, authorization: request.headers.authorization });
  response.writeHead(400, { "content-type": "application/json" }).end('{"error":{"message":"No."}}');
});
beforeAll(() => new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve)));
afterAll(() => new Promise((resolve) => server.close(resolve)));

function placeWith(api: ModelPlace["api"]): ModelPlace {
  const { port } = server.address() as AddressInfo;
  return { model: "m", baseURL: `http://127.0.0.1:${port}/v1`, api, keyVariable: "OPENAI_API_KEY" };
}

/** What one request brings to the server. */
async function ask(api: ModelPlace["api"], environment: NodeJS.ProcessEnv) {
  const backend = await createBackend(placeWith(api), environment);
  await expect(backend.stream({ items: [] })[Symbol.asyncIterator]().next()).rejects.toThrow();
  return seen.at(-1);
}

describe("createBackend", () => {
  it("sends a server of one's own no key where there is none", async () => {
    expect(await ask("chat", {})).toEqual({ path: "/v1/chat/completions", authorization: undefined });
    // Its client does not go without one.
    expect(await ask("responses", {})).toEqual({
      path: "/v1/responses",
      authorization: "Bearer massgen-needs-no-key",
    });
  });

  it.each(["chat", "responses"] as const)("sends the key of the environment over %s", async (api) => {
    expect(await ask(api, { OPENAI_API_KEY: " word\n" })).toMatchObject({ authorization: "Bearer word" });
  });

  it("wants a key for OpenAI and Azure, and where a variable was named", async () => {
    for (const baseURL of ["https://api.openai.com/v1", "https://mine.openai.azure.com/openai/v1"]) {
      await expect(createBackend({ ...placeWith("responses"), baseURL }, {})).rejects.toMatchObject({
        problem: `There is no API key for ${new URL(baseURL).host}.`,
      });
    }
    await expect(createBackend({ ...placeWith("chat"), keyVariable: "MY_KEY" }, {})).rejects.toThrow(
      "The environment variable MY_KEY is not set. Set it to the key, or leave --api-key-env out.",
    );
  });
});
