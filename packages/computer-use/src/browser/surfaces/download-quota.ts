/** What of the downloads' quota is used. */
export interface DownloadQuota {
  /** Why one more may not begin. */
  refusal(): string | undefined;
  /** Whether this many bytes more than those that are kept would be too many. */
  exceeds(bytes: number): boolean;
  begin(): void;
  /** A download has ended, with so many bytes that are kept, or without. */
  end(keptBytes: number | undefined): void;
  readonly reason: string;
}

export function createDownloadQuota(maximumBytes: number, maximumFiles: number): DownloadQuota {
  let files = 0;
  let keptBytes = 0;
  const reason = `All downloads together may have ${maximumBytes} bytes.`;
  return {
    reason,
    refusal: () =>
      files >= maximumFiles
        ? `At most ${maximumFiles} files may be downloaded.`
        : keptBytes >= maximumBytes
          ? reason
          : undefined,
    exceeds: (bytes) => keptBytes + bytes > maximumBytes,
    begin() {
      files += 1;
    },
    end(bytes) {
      files -= bytes === undefined ? 1 : 0;
      keptBytes += bytes ?? 0;
    },
  };
}
