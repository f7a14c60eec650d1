import { imageSize } from "image-size";
import { describe, expect, it } from "vitest";
import { blankPicture } from "./blank-picture.ts";
import { RefusalBox } from "./refusal-box.ts";

describe("blankPicture", () => {
  it("is a picture of its size", () => {
    expect(imageSize(blankPicture(1441, 7).data)).toMatchObject({ width: 1441, height: 7, type: "png" });
  });
});

describe("RefusalBox", () => {
  it("tells each reason once, a few of many, and then no more", () => {
    const box = new RefusalBox();
    for (let number = 1; number <= 8; number += 1) {
      box.add({ host: "a.example", reason: `Not ${number}.` });
      box.add({ host: "a.example", reason: `Not ${number}.` });
    }
    expect(box.take()).toEqual([
      ...[1, 2, 3, 4, 5].map((number) => `A request was refused: Not ${number}.`),
      "3 more requests were refused.",
    ]);
    expect(box.take()).toEqual([]);
    box.add({ host: "content-autofill.googleapis.com", reason: "Asked by the browser itself." });
    expect(box.take()).toEqual([]);
  });
});
