/** Whether a browser can open a window. Windows and macOS always have where. */
export function hasDisplay(
  platform: NodeJS.Platform = process.platform,
  environment: Readonly<Record<string, string | undefined>> = process.env,
): boolean {
  if (platform === "win32" || platform === "darwin") return true;
  return Boolean(environment.DISPLAY || environment.WAYLAND_DISPLAY);
}
