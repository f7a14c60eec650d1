import type { Region } from "@massgen/core";
import { type Bitmap, encodePng } from "./encode-png.ts";
import type { ScreenState } from "./simulated-screen.ts";

const paper = 0;
const frameColour = 1;
const fieldColour = 2;
const ink = 3;
const focusColour = 4;
const pointer = 5;
const buttonColours = 8;

const palette: Bitmap["palette"] = [
  [250, 250, 250],
  [90, 90, 90],
  [255, 255, 255],
  [20, 20, 20],
  [40, 110, 220],
  [220, 30, 30],
  [0, 0, 0],
  [0, 0, 0],
  ...Array.from({ length: buttonColours }, (_, index) => [60 + index * 20, 200 - index * 18, 120] as const),
];

/** Draws a region of what a screen shows, as a PNG of that region's size times `scale`. */
export function drawScreen(state: ScreenState, region: Region, scale = 1): Uint8Array {
  const width = Math.max(1, Math.round(region.width * scale));
  const height = Math.max(1, Math.round(region.height * scale));
  const pixels = new Uint8Array(width * height).fill(paper);
  const fill = (x: number, y: number, w: number, h: number, colour: number) => {
    const [left, right] = [(x - region.x) * scale, (x + w - region.x) * scale].map((value) => clamp(value, width));
    const [top, bottom] = [(y - region.y) * scale, (y + h - region.y) * scale].map((value) => clamp(value, height));
    for (let row = top ?? 0; row < (bottom ?? 0); row += 1)
      pixels.fill(colour, row * width + (left ?? 0), row * width + (right ?? 0));
  };

  for (const element of state.page.elements) {
    const y = element.y - state.scrollTop;
    fill(element.x, y, element.width, element.height, element.id === state.focus ? focusColour : frameColour);
    const clicks = state.clicks.get(element.id) ?? 0;
    const inside = element.kind === "field" ? fieldColour : palette.length - buttonColours + (clicks % buttonColours);
    fill(element.x + 1, y + 1, element.width - 2, element.height - 2, inside);
    // There is no font: a character is a stroke as high as its code says.
    for (const [index, character] of [...(state.texts.get(element.id) ?? "")].entries()) {
      const room = Math.max(1, element.height - 4);
      const stroke = 1 + ((character.codePointAt(0) ?? 0) % room);
      if (3 + index * 3 < element.width - 3) fill(element.x + 3 + index * 3, y + 2, 2, stroke, ink);
    }
  }
  fill(state.cursor.x - 1, state.cursor.y - 1, 3, 3, pointer);
  return encodePng({ width, height, pixels, palette });
}

function clamp(value: number, most: number): number {
  return Math.min(most, Math.max(0, Math.round(value)));
}
