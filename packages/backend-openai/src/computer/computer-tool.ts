import type { ComputerEnvironment } from "@massgen/core";
import type { ComputerTool, ComputerUsePreviewTool } from "openai/resources/responses/responses";
import type { OpenaiComputerDialect } from "./openai-computer-settings.ts";

/** The definition of the tool. Only the preview is told what the screen is like. */
export function computerTool(
  dialect: OpenaiComputerDialect,
  environment: ComputerEnvironment,
  { width, height }: { readonly width: number; readonly height: number },
): ComputerTool | ComputerUsePreviewTool {
  if (dialect === "computer") return { type: "computer" };
  return { type: "computer_use_preview", display_width: width, display_height: height, environment };
}
