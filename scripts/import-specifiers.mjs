import { parseSync, Visitor } from "oxc-parser";

/**
 * A module that a source names in an import, an export, an `import()` or an import type.
 *
 * @typedef {object} ImportSpecifier
 * @property {string} specifier
 * @property {number} line - from 1.
 */

/**
 * Every module that a source names. Text in comments and strings is not taken for an import, which is why this parses.
 *
 * @param {string} file - its extension says which language it is.
 * @param {string} source
 * @returns {ImportSpecifier[]}
 */
export function importSpecifiers(file, source) {
  const { program, errors } = parseSync(file, source);
  if (errors[0] !== undefined) throw new Error(`${file} cannot be parsed: ${errors[0].message}`);

  const found = /** @type {ImportSpecifier[]} */ ([]);
  const add = (/** @type {{ source: { type: string; start: number; value?: unknown } | null }} */ node) => {
    if (node.source?.type === "Literal" && typeof node.source.value === "string") {
      found.push({ specifier: node.source.value, line: source.slice(0, node.source.start).split("\n").length });
    }
  };
  new Visitor({
    ImportDeclaration: add,
    ExportNamedDeclaration: add,
    ExportAllDeclaration: add,
    ImportExpression: add,
    TSImportType: add,
  }).visit(program);
  return found;
}
