/** A white PNG of 32 × 32 pixels, one patch of the finest grids, as some models refuse smaller images. */
export const blankPng =
  "iVBORw0KGgoAAAANSUhEUgAAACAAAAAgAQAAAABbAUdZAAAAEUlEQVR42mP4////f4bBSwAA2ul/gbQCZkcAAAAASUVORK5CYII=";

/** What is put in place of an image that is taken out where a format takes no text there, e.g. a screenshot. */
export const blankImage = `data:image/png;base64,${blankPng}`;
