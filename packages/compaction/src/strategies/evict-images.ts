import type { CountablePart, ImagePart } from "../adapters/item-adapter.ts";
import type { ConversationView } from "../conversation/conversation-view.ts";
import { evictedNote } from "../conversation/notes.ts";
import { imageSize } from "../counting/images/image-size.ts";
import { checkCounts } from "./option-checks.ts";
import type { Edit, Strategy } from "./strategy.ts";

export interface EvictImagesOptions {
  /**
   * Newest images that stay. Default 3, which is what the client of the Fara models keeps. An item that holds one of
   * them keeps all of its images, and the newest screenshot stays even at 0.
   */
  readonly keepRecent?: number;
  /**
   * Images that must be old enough to go before any goes; then all of them go at once. Default 5.
   *
   * All that comes after the oldest evicted image leaves the provider's prompt cache, so an interval of 1 writes the
   * newest steps to the cache again at every step; an interval of 5 does so at every fifth, for at most 4 images more
   * in the window. Over the last 20 steps of 1,100 tokens of image and 200 of text each, with cache writes at 1.25 and
   * reads at 0.1 of the price, an interval of 5 costs 61 % of an interval of 1; one of 2 costs 74 %, of 8 60 % and of
   * 20 67 %.
   */
  readonly interval?: number;
}

/**
 * Takes old images and screenshots out of results and user messages. A line of text says what was there; where the
 * format demands a screenshot, as Responses does of `computer_call_output`, a blank one stands in. Evicts all images
 * that are old enough, also where the target asks for less, so that the prompt cache survives until the next interval.
 * Images that the model itself made stay. Offline and deterministic.
 *
 * @throws MassGenError `invalid-option`
 */
export function evictImages<Item>(options: EvictImagesOptions = {}): Strategy<Item> {
  const { keepRecent = 3, interval = 5 } = options;
  checkCounts("evictImages", { keepRecent, interval });
  return {
    name: "evict-images",
    propose(view) {
      const holders = imageHolders(view);
      const old = holders.slice(0, startOfRecent(holders, keepRecent)).filter((holder) => holder.editable);
      const evictable = old.reduce((count, { images }) => count + images.length, 0);
      if (evictable === 0) return { kind: "nothing", reason: "no image is old enough to evict" };
      if (evictable < interval) {
        const reason = `images old enough to evict: ${evictable}, fewer than the interval of ${interval}`;
        return { kind: "nothing", reason };
      }
      const edits = old.flatMap((holder) => evict(view, holder));
      return edits.length > 0
        ? { kind: "edits", edits }
        : { kind: "nothing", reason: "no old image is worth evicting" };
    },
  };
}

/** An item with images. */
interface ImageHolder {
  readonly index: number;
  readonly images: readonly ImagePart[];
  /** Whether the images may go. */
  readonly editable: boolean;
}

/** Every item with images that were not evicted before, oldest first. */
function imageHolders<Item>({ facts, pinned }: ConversationView<Item>): readonly ImageHolder[] {
  const newestScreenshot = facts.findLastIndex(({ results, parts }) => results.length > 0 && parts.some(isImage));
  return facts.flatMap(({ role, parts }, index) => {
    const images = parts.filter(isImage);
    if (images.length === 0) return [];
    const editable = (role === "tool" || role === "user") && !pinned.has(index) && index !== newestScreenshot;
    return [{ index, images, editable }];
  });
}

function isImage(part: CountablePart): part is ImagePart {
  return part.kind === "image" && !part.evicted;
}

/** Position of the oldest item that holds one of the newest images; the newest item always does. */
function startOfRecent(holders: readonly ImageHolder[], keepRecent: number): number {
  let start = holders.length;
  for (let kept = 0; start > 0 && kept < Math.max(1, keepRecent); ) {
    start -= 1;
    kept += holders[start]?.images.length ?? 0;
  }
  return start;
}

function evict<Item>(view: ConversationView<Item>, { index, images }: ImageHolder): readonly Edit<Item>[] {
  const original = view.items[index] as Item;
  const item = view.adapter.replaceImages(original, evictedNote(commonSize(images), view.archiveId([original])));
  if (view.countItem(item) >= (view.tokens[index] ?? 0)) return [];
  return [{ kind: "replace", index, item, reason: "old image evicted" }];
}

/**
 * The pixel size of all images, as all of an item's get the same note; `undefined` where it is not known or not one.
 */
function commonSize(images: readonly ImagePart[]): string | undefined {
  const sizes = images.map(({ source }) => {
    const size = source === null ? undefined : imageSize(source);
    return size && `${size.width}x${size.height}`;
  });
  return new Set(sizes).size === 1 ? sizes[0] : undefined;
}
