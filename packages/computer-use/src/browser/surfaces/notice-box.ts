import { boundedText } from "./bounded-text.ts";

const maximumNotices = 20;
const maximumLength = 300;

/** Sentences for the model, in any number that a page can cause, and in a number that a model can read. */
export interface NoticeBox {
  add(notice: string): void;
  /** The first 20 different ones since the last call, then how many more there were. */
  drain(): string[];
}

export function createNoticeBox(mask: (text: string) => string = (text) => text): NoticeBox {
  let notices = new Set<string>();
  let more = 0;
  return {
    add(notice) {
      const text = boundedText(mask(notice), maximumLength).replaceAll("\n", " ");
      if (notices.size < maximumNotices) {
        notices.add(text);
      } else if (!notices.has(text)) {
        more += 1;
      }
    },
    drain() {
      const drained = [...notices];
      if (more > 0) {
        drained.push(`${more} more notices were left out.`);
      }
      notices = new Set();
      more = 0;
      return drained;
    },
  };
}
