import { deflateSync } from "node:zlib";
import type { ComputerResult, Decision, Frame } from "@massgen/core";
import type { ComputerRunLog, ComputerRunRecord } from "../loop/run-log.ts";

/** A plain picture, as PNG. */
export function plainPicture(width: number, height: number, grey: number): Uint8Array {
  const rows = Buffer.alloc((width + 1) * height, grey);
  for (let row = 0; row < height; row++) rows[row * (width + 1)] = 0;
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 0, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from("89504e470d0a1a0a", "hex"),
    chunk("IHDR", header),
    chunk("IDAT", deflateSync(rows)),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(checksum(body));
  return Buffer.concat([length, body, sum]);
}

function checksum(bytes: Buffer): number {
  let rest = 0xffffffff;
  for (const byte of bytes) {
    rest ^= byte;
    for (let bit = 0; bit < 8; bit++) rest = rest & 1 ? (rest >>> 1) ^ 0xedb88320 : rest >>> 1;
  }
  return (rest ^ 0xffffffff) >>> 0;
}

const result: ComputerResult = {
  status: "success",
  answer: "The kettle costs 31 €.",
  reason: "The model says that it is done.",
  steps: 0,
  requests: 0,
  usage: { inputTokens: 0, outputTokens: 0 },
  durationMilliseconds: 4_200,
  modelMilliseconds: 3_100,
  models: ["scripted/model"],
  notes: [],
};

/** Appends a run that made these decisions, a frame before each and one at the end. */
export async function recordRun(
  log: ComputerRunLog,
  decisions: readonly Decision[],
  { task = "What does the kettle cost?" } = {},
): Promise<void> {
  let elapsedMilliseconds = 0;
  const append = (record: Parameters<typeof stamped>[0]) => log.append(stamped(record, elapsedMilliseconds));
  const putFrame = async (number: number) => {
    const data = plainPicture(720, 450, 60 + number * 30);
    const id = number.toString(16).padStart(64, "0");
    const frame: Frame = { id: `f${number}`, width: 720, height: 450, mediaType: "image/png", data };
    await log.putFrame(id, frame);
    const { data: _bytes, ...facts } = frame;
    const observation = {
      frame: { ...facts, picture: id },
      url: "http://shop.example/kettles",
      title: "Kettles",
      tabs: [],
      permissions: [],
      downloads: [],
      notices: [],
    };
    await append({ type: "frame", number, step: number - 1, observation });
  };
  await append({
    type: "run",
    log: "massgen-computer-run",
    version: 1,
    task,
    models: ["scripted/model"],
    computer: "browser",
    capabilities: { environment: "browser", actions: ["click"] },
  });
  for (const [index, decision] of decisions.entries()) {
    const step = index + 1;
    await putFrame(step);
    elapsedMilliseconds += 700;
    await append({
      type: "step",
      step,
      model: "scripted/model",
      turn: { frame: step, remarks: [] },
      decision,
      output: {},
      usage: { inputTokens: 1_500, outputTokens: 40 },
      requests: 1,
      cost: 0.0021,
      durationMilliseconds: 650,
    });
    if (decision.type === "act") {
      const outcome = { type: "acted", performed: decision.actions.length, acknowledged: [] } as const;
      await append({ type: "outcome", step, outcome, durationMilliseconds: 120 });
    }
  }
  await putFrame(decisions.length + 1);
  await append({ type: "end", result: { ...result, steps: decisions.length, requests: decisions.length } });
}

type WithoutTime<Entry> = Entry extends unknown ? Omit<Entry, "elapsedMilliseconds"> : never;

function stamped(record: WithoutTime<ComputerRunRecord>, elapsedMilliseconds: number): ComputerRunRecord {
  return { ...record, elapsedMilliseconds };
}
