import type { FileHandle } from "node:fs/promises";
import { type FileAccess, nodeFiles } from "../files/file-access.ts";

/** What goes wrong from now on; each names Node's code, e.g. `ENOSPC`. */
export interface Faults {
  open?: string;
  rename?: string;
  readFile?: string;
  truncate?: string;
  datasync?: string;
  /** Each write puts this many bytes on the disk, then fails. */
  write?: { readonly code: string; readonly bytes: number };
}

/** A real file system that fails on demand. */
export function faultyFiles(faults: Faults): FileAccess {
  return {
    ...nodeFiles,
    open: async (...parameters) => {
      throwIf(faults.open);
      return faultyHandle(await nodeFiles.open(...parameters), faults);
    },
    rename: async (from, to) => {
      throwIf(faults.rename);
      await nodeFiles.rename(from, to);
    },
    readFile: ((...parameters: Parameters<FileAccess["readFile"]>) => {
      throwIf(faults.readFile);
      return nodeFiles.readFile(...parameters);
    }) as FileAccess["readFile"],
  };
}

/** A real file system that does not wait for the disk: for tests that write much and cut no power. */
export const hastyFiles: FileAccess = {
  ...nodeFiles,
  open: async (...parameters) => {
    const handle = await nodeFiles.open(...parameters);
    const nothing = async () => undefined;
    return replaceMethods(handle, { sync: nothing, datasync: nothing });
  },
};

function faultyHandle(handle: FileHandle, faults: Faults): FileHandle {
  return replaceMethods(handle, {
    async writeFile(data: string | Buffer) {
      if (faults.write !== undefined) {
        await handle.writeFile(Buffer.from(data).subarray(0, faults.write.bytes));
        throwIf(faults.write.code);
      }
      await handle.writeFile(data);
    },
    async truncate(length: number) {
      throwIf(faults.truncate);
      await handle.truncate(length);
    },
    async datasync() {
      throwIf(faults.datasync);
      await handle.datasync();
    },
  });
}

function replaceMethods(handle: FileHandle, methods: Readonly<Record<string, unknown>>): FileHandle {
  return new Proxy(handle, {
    get(target, name) {
      if (typeof name === "string" && name in methods) return methods[name];
      const value = Reflect.get(target, name);
      return typeof value === "function" ? value.bind(target) : value;
    },
  });
}

function throwIf(code: string | undefined): void {
  if (code !== undefined) throw Object.assign(new Error(`${code}: made up`), { code });
}
