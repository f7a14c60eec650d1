import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { describeWith } from "../../../../../scripts/test-support/describe-with.ts";
import { plainPicture } from "../../test-support/record-run.ts";
import { launchChromium } from "../../test-support/surfaces/surface-bench.ts";
import { createStage } from "./stage.ts";

const timeout = 60_000;

describeWith("chromium", "the page that dialogs are drawn in", () => {
  let browser: Browser;

  beforeAll(async () => {
    browser = await launchChromium();
  }, timeout);

  afterAll(async () => browser?.close(), timeout);

  it.each(["http", "wsws", "file", "ftps"])(
    "shows a picture in whose data %s stands by chance",
    async (word) => {
      const context = await browser.newContext();
      const stage = createStage(context, { width: 40, height: 30 });
      // Bytes behind the end of a picture are passed over; these spell the word in base64.
      const picture = Buffer.from(plainPicture(40, 30, 90));
      const padding = Buffer.alloc((3 - (picture.length % 3)) % 3);
      const data = Buffer.concat([picture, padding, Buffer.from(word, "base64")]);
      expect(data.toString("base64")).toContain(word);
      await stage.show({ title: "t", message: "m", acceptLabel: "OK" });
      await stage.draw({ width: 40, height: 30, mediaType: "image/png", data });
      const page = await stage.page();
      expect(await page.evaluate("document.getElementById('base').naturalWidth")).toBe(40);
      await stage.close();
      await context.close();
    },
    timeout,
  );
});
