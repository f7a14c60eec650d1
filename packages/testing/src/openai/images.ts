import { tooLong } from "./checks.ts";
import { Refusal } from "./refusal.ts";

/** Longest `image_url`, by OpenAI's API description. */
const maximumCharacters = 20_971_520;
/** How files of the formats that are taken begin, in base64. */
const beginnings: Readonly<Record<string, readonly string[]>> = {
  "image/png": ["iVBORw0KGgo"],
  "image/jpeg": ["/9j/"],
  "image/jpg": ["/9j/"],
  "image/gif": ["R0lGOD"],
  "image/webp": ["UklGR"],
};
const dataUrl = /^data:([a-z]+\/[a-z0-9.+-]+);base64,/i;

/**
 * Looks at an image's URL; one that points elsewhere is taken as it is and never fetched.
 *
 * @throws Refusal where a data URL is too long or holds no image of a format that is taken.
 */
export function checkImageUrl(url: string, place: string): void {
  if (url.length > maximumCharacters) throw tooLong(place, maximumCharacters, url);
  if (/^https?:\/\/[^\s/]/i.test(url)) return;
  const type = dataUrl.exec(url)?.[1]?.toLowerCase();
  if (type === undefined) {
    throw new Refusal(`Invalid '${place}'. Expected a valid URL, but got a value with an invalid format.`, {
      param: place,
      code: "invalid_value",
    });
  }
  const expected = beginnings[type];
  const content = url.slice(url.indexOf(",") + 1);
  if (expected === undefined) {
    throw new Refusal(
      `Invalid MIME type. Only image types are supported: 'image/jpeg', 'image/png', 'image/gif', and 'image/webp'.`,
      { param: place, code: "unsupported_image_media_type" },
    );
  }
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(content) || !expected.some((beginning) => content.startsWith(beginning))) {
    throw new Refusal(
      "The image data you provided does not represent a valid image. Please check your input and try again with one of the supported image formats: ['image/jpeg', 'image/png', 'image/gif', 'image/webp'].",
      { param: place, code: "image_parse_error" },
    );
  }
}
