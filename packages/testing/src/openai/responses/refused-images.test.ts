import { it } from "vitest";
import { pixel } from "../../testing/images.ts";
import { expectRefused, type RefusalCase } from "../../testing/refusal-case.ts";

const cases: readonly RefusalCase[] = [
  {
    name: "an image that is none",
    body: {
      input: [{ role: "user", content: [{ type: "input_image", image_url: "data:image/png;base64,aGVsbG8=" }] }],
    },
    message:
      "The image data you provided does not represent a valid image. Please check your input and try again with one of the supported image formats: ['image/jpeg', 'image/png', 'image/gif', 'image/webp'].",
    code: "image_parse_error",
    param: "input[0].content[0].image_url",
  },
  {
    name: "an image URL that is none",
    body: { input: [{ role: "user", content: [{ type: "input_image", image_url: "a.png" }] }] },
    message: "Invalid 'input[0].content[0].image_url'. Expected a valid URL, but got a value with an invalid format.",
    code: "invalid_value",
    param: "input[0].content[0].image_url",
  },
  {
    name: "an image that is too long",
    body: {
      input: [{ role: "user", content: [{ type: "input_image", image_url: pixel + "A".repeat(20_971_520) }] }],
    },
    message: `Invalid 'input[0].content[0].image_url': string too long. Expected a string with maximum length 20971520, but got a string with length ${20_971_520 + pixel.length} instead.`,
    code: "string_above_max_length",
    param: "input[0].content[0].image_url",
  },
  {
    name: "an image of another kind",
    body: { input: [{ role: "user", content: [{ type: "input_image", image_url: "data:image/tiff;base64,AAAA" }] }] },
    message:
      "Invalid MIME type. Only image types are supported: 'image/jpeg', 'image/png', 'image/gif', and 'image/webp'.",
    code: "unsupported_image_media_type",
    param: "input[0].content[0].image_url",
  },
];

it.each(cases)("refuses $name", async (refusal) => {
  await expectRefused("/responses", refusal);
});
