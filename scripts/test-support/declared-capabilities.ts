import { parseSync, Visitor } from "oxc-parser";
import type { CapabilityName } from "./describe-with.ts";

/**
 * The capabilities that a test file declares in calls of `describeWith`, read without running it. The file is parsed: a
 * mention in a string or a comment must not lead to an install.
 */
export function declaredCapabilities(file: string, source: string): readonly CapabilityName[] {
  const names: CapabilityName[] = [];
  new Visitor({
    CallExpression({ callee, arguments: [capability] }) {
      if (callee.type !== "Identifier" || callee.name !== "describeWith") return;
      // `tsc` has checked the name.
      if (capability?.type === "Literal") names.push(capability.value as CapabilityName);
    },
  }).visit(parseSync(file, source).program);
  return names;
}
