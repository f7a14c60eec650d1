import { expect, it } from "vitest";
import { parseFault } from "./parse-fault.ts";

it.each([
  ["429", { kind: "status", status: 429 }],
  ["429; retry-after=1.5", { kind: "status", status: 429, retryAfter: 1.5 }],
  ["400;code=a;type=b;message=c=d", { kind: "status", status: 400, code: "a", type: "b", message: "c=d" }],
  ["cut=0", { kind: "cut", afterBytes: 0 }],
  ["latency=500", { kind: "latency", milliseconds: 500 }],
  ["failed;code=server_error", { kind: "failed", code: "server_error" }],
  ["stream-error;message=No.", { kind: "stream-error", message: "No." }],
  ["incomplete", { kind: "incomplete" }],
  ["hang", { kind: "hang" }],
  ["malformed", { kind: "malformed" }],
])("reads %s", (text, fault) => {
  expect(parseFault(text)).toEqual({ fault, times: undefined, path: "" });
});

it("reads whom it hits", () => {
  expect(parseFault("500;times=2;path=/responses")).toMatchObject({ times: 2, path: "/responses" });
});

it.each([
  "",
  "200",
  "600",
  "cut",
  "cut=-1",
  "latency=soon",
  "429;retry-after=x",
  "429;times=0",
  "429;color=red",
  "constructor",
])("does not read %j", (text) => {
  expect(() => parseFault(text)).toThrow(
    `"${text}" is no fault. Write it like one of: 429;retry-after=1, 503;times=2, cut=200, failed, stream-error, incomplete, latency=500, hang, malformed.`,
  );
});
