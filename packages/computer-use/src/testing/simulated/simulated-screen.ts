import type { Point } from "@massgen/core";

interface SimulatedArea {
  readonly id: string;
  /** Place of its left upper corner on the page, in pixels. */
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Something that can be clicked; its colour changes with each click. */
export interface SimulatedButton extends SimulatedArea {
  readonly kind: "button";
  /** Page that a click leads to. */
  readonly leadsTo?: string;
}

/** Something that takes text once it was clicked. */
export interface SimulatedField extends SimulatedArea {
  readonly kind: "field";
}

export type SimulatedElement = SimulatedButton | SimulatedField;

/** What is at one address. */
export interface SimulatedPage {
  readonly title: string;
  readonly elements: readonly SimulatedElement[];
  /** What `readText` gives, before the texts of the fields. Default: the title as a heading. */
  readonly text?: string;
  /** Height of the whole page in pixels, which can be scrolled. Default: that of the screen. */
  readonly height?: number;
}

/** State of a screen. */
export interface ScreenState {
  readonly url: string;
  readonly page: SimulatedPage;
  readonly scrollTop: number;
  readonly cursor: Point;
  readonly focus: string | undefined;
  readonly clicks: ReadonlyMap<string, number>;
  readonly texts: ReadonlyMap<string, string>;
}

/** What is at a place of the frame. */
export function elementAt({ page, scrollTop }: ScreenState, { x, y }: Point): SimulatedElement | undefined {
  const top = y + scrollTop;
  return page.elements.findLast(
    (element) =>
      x >= element.x && x < element.x + element.width && top >= element.y && top < element.y + element.height,
  );
}
