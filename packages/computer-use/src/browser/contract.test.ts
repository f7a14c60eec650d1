import { afterAll, beforeAll } from "vitest";
import { describeWith } from "../../../../scripts/test-support/describe-with.ts";
import { describeComputer } from "../testing.ts";
import { createBrowserComputer } from "./create-browser-computer.ts";
import { serve, type TestServer } from "./testing/serve.ts";

const page = `<title>contract</title><button style="position:absolute;left:100px;top:100px;width:100px;height:40px"
  onclick="clicks += 1">count</button><input style="position:absolute;left:100px;top:200px;width:600px">
  <p>Some text to read.</p><script>let clicks = 0;</script>`;

describeWith("chromium", "a browser that is launched", () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await serve({ "/": page, "/other": "<title>other</title>other" });
  });
  afterAll(() => server[Symbol.asyncDispose]());

  describeComputer("a browser", {
    start: async () => {
      const computer = await createBrowserComputer({ url: server.origin, frame: { width: 1000, height: 600 } });
      const read = async (expression: string) => computer.page?.evaluate(expression);
      return {
        computer,
        button: { x: 150, y: 120 },
        clicks: async () => Number((await read("clicks")) ?? 0),
        field: { x: 300, y: 210 },
        typed: async () => String(await read("document.querySelector('input').value")),
        urls: [`${server.origin}/`, `${server.origin}/other`],
        text: "Some text to read.",
      };
    },
  });
});
