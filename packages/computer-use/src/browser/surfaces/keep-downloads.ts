import type { ObservedDownload } from "@massgen/core";
import type { BrowserContext } from "playwright-core";
import { boundedText } from "./bounded-text.ts";
import type { DownloadChannel } from "./download-channel.ts";
import type { DownloadFolder } from "./download-folder.ts";
import { createDownloadOwner } from "./download-owner.ts";
import { createDownloadQuota } from "./download-quota.ts";
import { safeFileName } from "./safe-file-name.ts";
import type { DownloadOptions } from "./surface-options.ts";

const defaultMaximumBytes = 100_000_000;
const defaultMaximumFiles = 50;
/** Characters of names and addresses that are looked through. */
const longestText = 20_000;

/** Milliseconds between two looks at the size of a running download: the browser tells of it too seldom. */
const lookEvery = 100;

/** Ids that Chromium gives to downloads, and that become file names. */
const guidPattern = /^[\da-f-]{1,64}$/iu;

interface Running {
  readonly fileName: string;
  readonly url: string;
  bytes: number;
}

/**
 * Keeps the downloads of a context as long as they fit, and cuts the one that does not while it runs.
 *
 * Resolves when the browser has been told; gives what ends it.
 */
export async function keepDownloads(settings: {
  readonly context: BrowserContext;
  readonly channel: DownloadChannel;
  readonly folder: DownloadFolder;
  readonly options: DownloadOptions | undefined;
  readonly report: (id: string, download: ObservedDownload) => void;
  readonly mask: (text: string) => string;
  readonly refuse: (id: string, suggestedName: string, url: string, reason: string) => void;
}): Promise<() => Promise<void>> {
  const { channel, folder, options, report, refuse, mask } = settings;
  const { session } = channel;
  const ofContext = channel.browserContextId === undefined ? {} : { browserContextId: channel.browserContextId };
  const quota = createDownloadQuota(
    options?.maximumBytes ?? defaultMaximumBytes,
    options?.maximumFiles ?? defaultMaximumFiles,
  );
  const isOwner = createDownloadOwner(settings.context, channel);
  const ours = new Map<string, Promise<boolean>>();
  const running = new Map<string, Running>();
  const work = new Set<Promise<void>>();
  const timer = setInterval(lookAtAll, lookEvery);
  timer.unref();

  function start(task: Promise<void>): void {
    const settled = task.catch(() => undefined).finally(() => work.delete(settled));
    work.add(settled);
  }

  async function stop(guid: string): Promise<void> {
    await session.send("Browser.cancelDownload", { guid, ...ofContext }).catch(() => undefined);
    await folder.discard(guid);
  }

  function end(guid: string, download: Running, status: "failed" | "refused", reason: string): void {
    running.delete(guid);
    quota.end(undefined);
    const { fileName, url, bytes } = download;
    report(guid, { fileName, url, bytes, status, reason });
  }

  function grow(guid: string, bytes: number, expectedBytes = 0): void {
    const download = running.get(guid);
    if (download === undefined) {
      return;
    }
    download.bytes = Math.max(download.bytes, bytes);
    const others = [...running.values()].reduce((sum, other) => sum + other.bytes, 0) - download.bytes;
    if (quota.exceeds(others + Math.max(download.bytes, expectedBytes))) {
      end(guid, download, "refused", quota.reason);
      start(stop(guid));
    }
  }

  function lookAtAll(): void {
    for (const guid of running.keys()) {
      start(look(guid));
    }
  }

  async function look(guid: string): Promise<void> {
    grow(guid, await folder.size(guid));
  }

  async function finish(guid: string): Promise<void> {
    await look(guid);
    const download = running.get(guid);
    if (download === undefined) {
      await folder.discard(guid);
      return;
    }
    try {
      const path = await folder.keep(guid, download.fileName);
      running.delete(guid);
      quota.end(download.bytes);
      report(guid, { ...download, status: "finished", path });
    } catch {
      end(guid, download, "failed", "The file could not be kept in the downloads folder.");
      await folder.discard(guid);
    }
  }

  function begin(guid: string, suggestedName: string, url: string): void {
    const refusal = quota.refusal();
    if (refusal !== undefined) {
      refuse(guid, suggestedName, url, refusal);
      start(stop(guid));
      return;
    }
    const download = { fileName: safeFileName(suggestedName), url: boundedText(url, 2_048), bytes: 0 };
    running.set(guid, download);
    quota.begin();
    report(guid, { ...download, status: "running" });
  }

  function breakOff(guid: string): void {
    const download = running.get(guid);
    if (download !== undefined) {
      end(guid, download, "failed", "The download broke off.");
      start(folder.discard(guid));
    }
  }

  /** Does the next thing of a download once it is known to be ours, in the order in which the browser told. */
  function inTurn(guid: string, task: () => void, isLast = false): void {
    const isOurs = ours.get(guid);
    if (isOurs !== undefined) {
      start(isOurs.then((own) => (own ? task() : undefined)));
    }
    if (isLast) {
      ours.delete(guid);
    }
  }

  session.on("Browser.downloadWillBegin", ({ frameId, guid, url, suggestedFilename }) => {
    if (guidPattern.test(guid)) {
      ours.set(guid, isOwner(frameId));
      inTurn(guid, () => begin(guid, mask(suggestedFilename.slice(0, longestText)), mask(url.slice(0, longestText))));
    }
  });
  session.on("Browser.downloadProgress", ({ guid, state, receivedBytes, totalBytes }) => {
    if (state === "completed") {
      inTurn(guid, () => start(finish(guid)), true);
    } else if (state === "canceled") {
      inTurn(guid, () => breakOff(guid), true);
    } else {
      inTurn(guid, () => grow(guid, receivedBytes, totalBytes));
    }
  });
  await session.send("Browser.setDownloadBehavior", {
    behavior: "allowAndName",
    downloadPath: folder.incoming,
    ...ofContext,
    eventsEnabled: true,
  });
  return async () => {
    clearInterval(timer);
    await session.send("Browser.setDownloadBehavior", { behavior: "deny", ...ofContext }).catch(() => undefined);
    await Promise.all([...running.keys()].map(stop));
    running.clear();
    while (work.size > 0) {
      await Promise.all(work);
    }
  };
}
