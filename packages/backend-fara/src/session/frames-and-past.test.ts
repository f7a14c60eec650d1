import { imageSize } from "image-size";
import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { createFara } from "../create-fara.ts";
import { faraProfiles } from "../profiles/fara-profiles.ts";
import { setUpFara, shape } from "../test-support/set-up-fara.ts";
import { acted, browser, call, observe, turnOf } from "../test-support/turns.ts";

const { frame: of7B } = faraProfiles["7b"];
const url = "https://example.org/shop?session=1";

describe("frames of another size", () => {
  it("are resized, and coordinates scaled by what the picture is", async () => {
    const { server, model } = await setUpFara([call({ action: "left_click", coordinate: [1_074, 37] })]);
    const observation = observe({ width: 1_440, height: 900 });
    // What a computer claims does not count.
    const claimed = { ...observation, frame: { ...observation.frame, width: 2_880, height: 1_800 } };
    const step = await model.start({ task: "Buy tea.", computer: browser }).decide(turnOf(claimed));
    expect(step.decision).toMatchObject({ actions: [{ type: "click", x: 1083.025, y: 37.165 }] });
    const [message] = server.requests[0]?.body.messages.slice(1) ?? [];
    const [picture] = Array.isArray(message?.content) ? message.content : [];
    const data = Buffer.from(String(picture?.image_url?.url).split(",")[1] ?? "", "base64");
    expect(imageSize(data)).toMatchObject({ width: 1_428, height: 896, type: "png" });
    expect((await sharp(data).stats()).channels.map(({ mean }) => mean)).toEqual([255, 0, 0]);
  });

  it("are resized by what is given instead of sharp", async () => {
    const targets: object[] = [];
    const { server, model } = await setUpFara([call({ action: "wait" })], {
      mediaType: "image/jpeg",
      resize: async (_, target) => {
        targets.push(target);
        return Buffer.from("small");
      },
    });
    await model.start({ task: "Buy tea.", computer: browser }).decide(turnOf(observe({ width: 1_280, height: 720 })));
    expect(targets).toEqual([{ width: 1_288, height: 728, mediaType: "image/jpeg" }]);
    expect(JSON.stringify(server.requests[0]?.body)).toContain("data:image/jpeg;base64,c21hbGw=");
  });

  it("that are none are an error", async () => {
    const { model } = await setUpFara([""]);
    const observation = observe(of7B);
    const broken = { ...observation, frame: { ...observation.frame, data: new Uint8Array(20) } };
    await expect(model.start({ task: "Buy tea.", computer: browser }).decide(turnOf(broken))).rejects.toThrow(
      "A frame is no picture that can be read. Check that the computer gives whole PNG, JPEG or WebP pictures.",
    );
  });
});

describe("an earlier run", () => {
  it("is taken up exactly", async () => {
    const answers = [0, 1, 2, 3, 4].map((time) => call({ action: "wait", time }));
    const turns = [
      turnOf(observe(of7B)),
      turnOf(observe(of7B, { url }), { type: "replied", reply: "Yes." }),
      ...[0, 1, 2].map(() => turnOf(observe({ width: 1_440, height: 900 }, { url }), acted)),
    ];
    const first = await setUpFara(answers);
    const session = first.model.start({ task: "Buy tea.", computer: browser });
    const outputs: unknown[] = [];
    for (const turn of turns) outputs.push(JSON.parse(JSON.stringify((await session.decide(turn)).output)));
    const second = await setUpFara(answers.slice(4));
    const past = turns.slice(0, 4).map((turn, index) => ({ turn, output: outputs[index] }));
    const last = turns[4];
    if (last === undefined) throw new Error("There is no last turn.");
    await second.model.start({ task: "Buy tea.", computer: browser, past }).decide(last);
    expect(second.server.requests[0]?.body).toEqual(first.server.requests[4]?.body);
  });

  it("of another model is refused", () => {
    const past = [{ turn: turnOf(observe(of7B)), output: { id: "resp_1" } }];
    const model = createFara({ model: "fara-7b" });
    expect(() => model.start({ task: "Buy tea.", computer: browser, past })).toThrow(
      "Step 1 of the earlier run was not made by a Fara model. Begin anew, or pass what was done as the story of the task.",
    );
  });

  it("of another model is told as a story", async () => {
    const { server, model } = await setUpFara([call({ action: "wait" })]);
    await model
      .start({ task: "Buy tea.", computer: browser, story: "The shop is open." })
      .decide(turnOf(observe(of7B)));
    expect(server.requests.map(shape)[0]).toEqual([
      "user: * Buy tea.\n\nWhat has been done of it so far:\nThe shop is open.",
    ]);
  });
});
