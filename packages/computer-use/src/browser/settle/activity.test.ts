import { EventEmitter } from "node:events";
import { describe, expect, it, vi } from "vitest";
import { Activity } from "./activity.ts";

/** A page and its DevTools of which a test makes the events. */
function fakePage(isTabComing = () => false) {
  const mainFrame = {};
  const page = Object.assign(new EventEmitter(), { mainFrame: () => mainFrame });
  const session = new EventEmitter();
  const activity = new Activity(isTabComing);
  const end = activity.watch(page as never);
  activity.listen(session as never, "main");
  const request = (type: string, url = "http://a.example/") => ({
    isNavigationRequest: () => type === "document",
    resourceType: () => type,
    frame: () => mainFrame,
    url: () => url,
    method: () => "GET",
  });
  return { page, session, activity, mainFrame, request, end };
}

describe("Activity", () => {
  it("follows a navigation from its announcement to its document", () => {
    const { page, session, activity, mainFrame, request } = fakePage();
    session.emit("Page.frameRequestedNavigation", { frameId: "main", disposition: "currentTab" });
    expect(activity.navigating).toBe(true);
    const navigation = request("document");
    page.emit("request", navigation);
    page.emit("domcontentloaded");
    expect(activity.navigating, "that was the old document").toBe(true);
    page.emit("framenavigated", mainFrame);
    page.emit("requestfinished", navigation);
    expect(activity.navigating).toBe(true);
    page.emit("domcontentloaded");
    expect(activity.navigating).toBe(false);
    expect(activity.documents).toBe(1);
  });

  it("waits for no navigation that stays in its document, fails, or is for a frame", () => {
    const { page, session, activity, mainFrame, request } = fakePage();
    session.emit("Page.frameRequestedNavigation", { frameId: "main", disposition: "currentTab" });
    page.emit("framenavigated", mainFrame);
    expect(activity.navigating).toBe(false);
    session.emit("Page.frameRequestedNavigation", { frameId: "inner", disposition: "currentTab" });
    expect(activity.navigating).toBe(false);
    const failed = request("document");
    page.emit("request", failed);
    page.emit("requestfailed", failed);
    expect(activity.navigating).toBe(false);
    expect(activity.documents).toBe(0);
  });

  it("counts requests that began since a moment, but no streams and none that hung before", () => {
    const { page, activity, request } = fakePage();
    page.emit("request", request("fetch", "http://a.example/poll?1"));
    page.emit("request", request("eventsource"));
    page.emit("request", request("image"));
    expect(activity.requestsSince(0)).toBe(1);
    expect(activity.requestsSince(performance.now() + 1)).toBe(0);
    activity.giveUp();
    page.emit("request", request("fetch", "http://a.example/poll?2"));
    expect(activity.requestsSince(0)).toBe(0);
    page.emit("request", request("xhr", "http://a.example/other"));
    expect(activity.requestsSince(0)).toBe(1);
  });

  it("expects a tab for each window that opens, and none for one that is used again", () => {
    const { session, activity } = fakePage();
    for (const windowName of ["", "_blank", "named", "named"]) session.emit("Page.windowOpen", { windowName });
    expect(activity.announcedTabs).toBe(3);
    activity.tabCame();
    expect(activity.announcedTabs).toBe(2);
  });

  it("leaves no listener on a page that it lets go", () => {
    const { page, end } = fakePage();
    end();
    expect(page.eventNames()).toEqual([]);
  });

  it("waits for a tab as long as its page is being loaded, and not for one that never comes", () => {
    vi.useFakeTimers({ toFake: ["performance"] });
    let isComing = true;
    const { session, activity } = fakePage(() => isComing);
    session.emit("Page.windowOpen", { windowName: "" });
    for (let second = 0; second < 3; second += 1) {
      vi.advanceTimersByTime(1_000);
      expect(activity.announcedTabs).toBe(1);
    }
    isComing = false;
    vi.advanceTimersByTime(400);
    expect(activity.announcedTabs, "it may be there in a moment").toBe(1);
    vi.advanceTimersByTime(200);
    expect(activity.announcedTabs).toBe(0);
    vi.useRealTimers();
  });

  it("gives up a document that is there and goes on loading, and no other", () => {
    const { page, activity, mainFrame, request } = fakePage();
    page.emit("request", request("document"));
    activity.giveUpLoading();
    expect([activity.navigating, activity.leaving]).toEqual([true, true]);
    page.emit("framenavigated", mainFrame);
    expect([activity.navigating, activity.leaving]).toEqual([true, false]);
    activity.giveUpLoading();
    expect(activity.navigating).toBe(false);
  });
});
