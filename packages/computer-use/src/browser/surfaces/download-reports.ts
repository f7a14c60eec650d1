import type { ObservedDownload } from "@massgen/core";
import type { NoticeBox } from "./notice-box.ts";

const maximumReports = 20;

/** What is told of downloads: the last word on each since it was last asked for, and not more than 20. */
export interface DownloadReports {
  report(id: string, download: ObservedDownload): void;
  drain(): ObservedDownload[];
}

export function createDownloadReports(notices: NoticeBox): DownloadReports {
  let reports = new Map<string, ObservedDownload>();
  let more = 0;
  return {
    report(id, download) {
      if (reports.size < maximumReports || reports.has(id)) {
        reports.set(id, download);
      } else {
        more += 1;
      }
    },
    drain() {
      if (more > 0) {
        notices.add(`${more} more downloads are not listed.`);
      }
      const drained = [...reports.values()];
      reports = new Map();
      more = 0;
      return drained;
    },
  };
}
