import { join, normalize } from "node:path";
import { ToolFailure } from "./tool.ts";

/** The place on disk of a path that the model gave, which must lie in the tree. */
export function pathInside(root: string, path: string): string {
  const normal = normalize(path);
  if (normal.startsWith("/") || normal === ".." || normal.startsWith("../")) {
    throw new ToolFailure(`${path} lies outside the tree; paths are relative to its root`);
  }
  return join(root, normal);
}
