import { blankImage } from "./blank-image.ts";
import { isImageUrl } from "./content-parts.ts";
import type { ItemFacts } from "./item-adapter.ts";

/**
 * Takes the images out of an item: those whose place the format knows by `stub`, and then whatever `data:` URL of an
 * image is left in places that it does not know by {@link blankImage}, which is valid wherever such a URL is.
 *
 * @returns the item itself where it has no image to take out.
 */
export function evictImages<Item>(item: Item, describe: (item: Item) => ItemFacts, stub: (item: Item) => Item): Item {
  if (!holdsImages(describe(item))) return item;
  const stubbed = stub(item);
  return holdsImages(describe(stubbed)) ? blankImageUrls(stubbed) : stubbed;
}

function holdsImages(facts: ItemFacts): boolean {
  return facts.parts.some((part) => part.kind === "image" && !part.evicted);
}

/** A copy with every `data:` URL of an image blank. Walks without recursion, since the depth is its author's choice. */
function blankImageUrls<Value>(value: Value): Value {
  const root = { value };
  const pending: object[] = [root];
  for (let holder = pending.pop(); holder !== undefined; holder = pending.pop()) {
    for (const [key, field] of Object.entries(holder)) {
      if (typeof field === "string" && isImageUrl(field)) Reflect.set(holder, key, blankImage);
      if (!isPlain(field)) continue;
      const copy = Array.isArray(field) ? [...field] : { ...field };
      Reflect.set(holder, key, copy);
      pending.push(copy);
    }
  }
  return root.value;
}

/** Whether a value is data, which a spread copies whole, and not, say, a `URL` or bytes. */
function isPlain(value: unknown): value is object {
  if (typeof value !== "object" || value === null) return false;
  return Array.isArray(value) || Object.getPrototypeOf(value) === Object.prototype;
}
