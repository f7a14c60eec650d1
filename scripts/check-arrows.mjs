import { readdirSync, readFileSync } from "node:fs";
import { isBuiltin } from "node:module";
import { join, posix } from "node:path";
import { importSpecifiers } from "./import-specifiers.mjs";
import { workspacePackages } from "./workspace.mjs";

/**
 * What the packages of one folder may import of the others; a name in `mayImport` stands for `packages/<name>`.
 *
 * `reachesInto` names folders of other packages whose sources it may import by path, for what is not exported.
 *
 * `nodeFree` keeps Node's own modules out of every source, or out of those that the main entry reaches.
 *
 * @typedef {object} ArrowRule
 * @property {readonly string[] | "everything" | "everything published"} mayImport
 * @property {readonly string[]} [testsMayImport] - what tests may import beside it, and beside the doubles.
 * @property {readonly string[]} [reachesInto] - each ends in a slash.
 * @property {"everything" | "main entry"} [nodeFree]
 *
 * @typedef {import("./workspace.mjs").WorkspacePackage} WorkspacePackage
 *
 * @typedef {object} Source
 * @property {string} file - relative to the root.
 * @property {boolean} test
 * @property {import("./import-specifiers.mjs").ImportSpecifier[]} imports
 */

/**
 * @param {string} file
 * @returns {Record<string, ArrowRule>}
 */
export function readArrowRules(file) {
  return JSON.parse(readFileSync(file, "utf8"));
}

/** Where tests may reach out of their package. */
const testSupport = "scripts/test-support/";

/**
 * Checks that imports and dependencies between packages point where the table allows it. It is our own because the
 * kept tools for this (dependency-cruiser, Nx's module boundaries) parse TypeScript with its compiler API, which
 * TypeScript 7 does not ship.
 *
 * @param {string} root
 * @param {Readonly<Record<string, ArrowRule>>} rules - by folder; `folder/*` stands for each folder in it.
 * @returns {string[]} one line for each finding.
 */
export function checkArrows(root, rules) {
  const packages = workspacePackages(root);
  return packages.flatMap((own) => {
    const rule = rules[own.folder] ?? rules[`${posix.dirname(own.folder)}/*`];
    if (rule === undefined) {
      return [`${own.folder} is not in scripts/arrows.json: add it with what it may import.`];
    }
    const unpublished = unpublishedFolders(own);
    const sources = readSources(root, own.folder).map((source) => ({
      ...source,
      test: source.test || unpublished.some((folder) => source.file.startsWith(folder)),
    }));
    const context = { root, packages, own, rule };
    return [
      ...dependencyFindings(context),
      ...sources.flatMap((source) => importFindings(context, source)),
      ...nodeFindings(context, sources),
    ];
  });
}

/**
 * Folders that a package keeps to itself: what its tests share.
 *
 * @param {WorkspacePackage} own
 */
function unpublishedFolders({ folder, manifest }) {
  const { files = [] } = manifest;
  return files.filter((entry) => /^![\w/-]+$/.test(entry)).map((entry) => `${folder}/${entry.slice(1)}/`);
}

/** @typedef {{ root: string; packages: readonly WorkspacePackage[]; own: WorkspacePackage; rule: ArrowRule }} Context */

/** @param {Context} context */
function dependencyFindings(context) {
  const { dependencies, peerDependencies, optionalDependencies, devDependencies } = context.own.manifest;
  const file = `${context.own.folder}/package.json`;
  const lines = readFileSync(join(context.root, file), "utf8").split("\n");
  const findings = (/** @type {Record<string, string> | undefined} */ names, /** @type {boolean} */ test) =>
    Object.keys(names ?? {})
      .filter((name) => !isAllowed(context, name, test))
      .map((name) => {
        const line = lines.findIndex((text) => text.includes(`"${name}":`)) + 1;
        return `${file}:${line} depends on ${name}; ${allowance(context)}`;
      });
  return [
    ...findings({ ...dependencies, ...peerDependencies, ...optionalDependencies }, false),
    ...findings(devDependencies, true),
  ];
}

/**
 * @param {Context} context
 * @param {Source} source
 */
function importFindings(context, { file, test, imports }) {
  const { folder } = context.own;
  const reachable = [`${folder}/`, ...(context.rule.reachesInto ?? []), ...(test ? [testSupport] : [])];
  return imports.flatMap(({ specifier, line }) => {
    if (specifier.startsWith(".")) {
      const target = posix.join(posix.dirname(file), specifier);
      const allowed = reachable.some((prefix) => target.startsWith(prefix));
      return allowed ? [] : [`${file}:${line} imports ${specifier}, outside ${folder}; import a package by its name.`];
    }
    if (isAllowed(context, packageName(specifier), test)) return [];
    return [`${file}:${line} imports ${specifier}; ${allowance(context)}`];
  });
}

/**
 * @param {Context} context
 * @param {readonly Source[]} sources
 */
function nodeFindings({ own, rule }, sources) {
  if (rule.nodeFree === undefined) return [];
  const shipped = sources.filter(({ test }) => !test);
  const checked = rule.nodeFree === "everything" ? shipped : reachedFrom(mainEntry(own), shipped);
  return checked.flatMap(({ file, imports }) =>
    imports
      .filter(({ specifier }) => isBuiltin(specifier))
      .map(
        ({ specifier, line }) =>
          `${file}:${line} imports ${specifier}; ${rule.nodeFree} of ${own.folder} is free of Node's modules.`,
      ),
  );
}

/**
 * @param {string} entry
 * @param {readonly Source[]} sources
 */
function reachedFrom(entry, sources) {
  const byFile = new Map(sources.map((source) => [source.file, source]));
  const found = /** @type {Set<Source>} */ (new Set());
  const visit = (/** @type {string} */ file) => {
    const source = byFile.get(file);
    if (source === undefined || found.has(source)) return;
    found.add(source);
    for (const { specifier } of source.imports) {
      if (specifier.startsWith(".")) visit(posix.join(posix.dirname(file), specifier));
    }
  };
  visit(entry);
  return [...found];
}

/** @param {WorkspacePackage} own */
function mainEntry({ folder, manifest }) {
  const entries = /** @type {{ "."?: { "@massgen/source"?: string } } | undefined} */ (manifest.exports);
  return posix.join(folder, entries?.["."]?.["@massgen/source"] ?? "src/index.ts");
}

/**
 * @param {Context} context
 * @param {string} name - of a package.
 * @param {boolean} test - tests may also use the doubles.
 */
function isAllowed({ packages, own, rule: { mayImport, testsMayImport = [] } }, name, test) {
  const target = packages.find(({ manifest }) => manifest.name === name);
  if (target === undefined || target === own || mayImport === "everything") return true;
  if (mayImport === "everything published") return target.manifest.private !== true;
  const allowed = test ? [...mayImport, "testing", ...testsMayImport] : mayImport;
  return allowed.some((allowedName) => target.folder === `packages/${allowedName}`);
}

/** @param {Context} context */
function allowance({ own, rule: { mayImport } }) {
  const names = typeof mayImport === "string" ? mayImport : mayImport.join(", ") || "no other package";
  return `${own.folder} may import ${names} (scripts/arrows.json).`;
}

/** @param {string} specifier */
function packageName(specifier) {
  return specifier.split("/", specifier.startsWith("@") ? 2 : 1).join("/");
}

/**
 * @param {string} root
 * @param {string} folder
 * @returns {Source[]}
 */
function readSources(root, folder) {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return ["node_modules", "dist"].includes(entry.name) ? [] : readSources(root, path);
    // A tool's settings are not part of the package, and share a base at the root.
    if (!/\.[cm]?[jt]sx?$/.test(path) || /\.config\.ts$/.test(path)) return [];
    const imports = importSpecifiers(path, readFileSync(join(root, path), "utf8"));
    return [{ file: path, test: /\.test(-d)?\.ts$/.test(path), imports }];
  });
}
