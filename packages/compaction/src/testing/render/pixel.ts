/** An image that is as short as one can be written, though no decoder would take it. */
export const pixelData = "iVBORw0KGgo=";

export const pixelUrl = `data:image/png;base64,${pixelData}`;
