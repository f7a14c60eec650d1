import { MassGenError, type ObservedDownload } from "@massgen/core";
import type { BrowserContext } from "playwright-core";
import { boundedText } from "./bounded-text.ts";
import { type DownloadChannel, openDownloadChannel } from "./download-channel.ts";
import { openDownloadFolder } from "./download-folder.ts";
import { createDownloadReports } from "./download-reports.ts";
import { keepDownloads } from "./keep-downloads.ts";
import type { NoticeBox } from "./notice-box.ts";
import { safeFileName } from "./safe-file-name.ts";
import type { DownloadOptions } from "./surface-options.ts";

/** Characters of names and addresses that are looked through. */
const longestText = 20_000;

/** The downloads of a context. */
export interface Downloads {
  /** A download that only Playwright has told of has been refused. */
  refused(suggestedName: string, url: string): void;
  /** Whether any are kept; where not, each that Playwright tells of must be cancelled. */
  readonly kept: boolean;
  drain(): ObservedDownload[];
  close(): Promise<void>;
}

/** @throws MassGenError `invalid-option` where the folder or a limit cannot be used. */
export async function createDownloads(settings: {
  readonly context: BrowserContext;
  readonly options: DownloadOptions | undefined;
  readonly remote: boolean;
  readonly borrowed: boolean;
  readonly mask: (text: string) => string;
  readonly notices: NoticeBox;
}): Promise<Downloads> {
  const { context, options, remote, notices, mask } = settings;
  const reports = createDownloadReports(notices);
  const { folder, channel } = await openPlaces(context, remote ? undefined : options);
  let refusals = 0;
  const refusal = refusalReason(options, remote);
  const stop =
    channel === undefined
      ? undefined
      : folder === undefined
        ? // What its owner may load cannot be told to the browser again: there each download is cancelled, and no more.
          settings.borrowed
          ? undefined
          : await refuseAll(channel)
        : await keepDownloads({ context, channel, folder, options, report: reports.report, refuse, mask });

  function refuse(id: string, suggestedName: string, url: string, reason: string): void {
    const fileName = safeFileName(suggestedName);
    notices.add(`A download (${boundedText(fileName, 80)}) was refused: ${reason}`);
    reports.report(id, { fileName, url: boundedText(url, 2_048), status: "refused", bytes: 0, reason });
  }

  return {
    kept: folder !== undefined,
    refused(suggestedName, url) {
      refusals += 1;
      refuse(
        `refusal ${refusals}`,
        mask(suggestedName.slice(0, longestText)),
        mask(url.slice(0, longestText)),
        refusal,
      );
    },
    drain: reports.drain,
    async close() {
      await stop?.();
      await folder?.close();
      await channel?.session.detach().catch(() => undefined);
    },
  };
}

async function openPlaces(context: BrowserContext, options: DownloadOptions | undefined) {
  if (options !== undefined) {
    checkLimit("maximumBytes", options.maximumBytes);
    checkLimit("maximumFiles", options.maximumFiles);
  }
  const folder = options === undefined ? undefined : await openDownloadFolder(options.folder);
  const channel = await openDownloadChannel(context);
  if (channel === undefined) {
    await folder?.close();
    return {};
  }
  return { folder, channel };
}

function checkLimit(name: string, limit: number | undefined): void {
  if (limit !== undefined && !(Number.isSafeInteger(limit) && limit >= 0)) {
    throw new MassGenError(`The downloads' ${name} is ${limit}.`, {
      code: "invalid-option",
      remedy: "Give a whole number, 0 or more.",
    });
  }
}

function refusalReason(options: DownloadOptions | undefined, remote: boolean): string {
  return options === undefined
    ? "Downloads are not allowed."
    : remote
      ? "The browser runs on another machine, whose downloads cannot be watched."
      : "This browser does not tell how large a running download is.";
}

async function refuseAll({ session, browserContextId }: DownloadChannel): Promise<() => Promise<void>> {
  await session.send("Browser.setDownloadBehavior", {
    behavior: "deny",
    ...(browserContextId === undefined ? {} : { browserContextId }),
  });
  return async () => undefined;
}
