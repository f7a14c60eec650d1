import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { loadO200kCounter } from "../o200k.ts";
import { heuristicCounter } from "./heuristic-counter.ts";
import { FEATURE_WEIGHTS } from "./heuristic-weights.ts";
import { FEATURE_NAMES } from "./text-features.ts";

/** Texts of any UTF-16 units, valid or not. */
const anyUnits = (maxLength: number) =>
  fc.array(fc.nat(0xffff), { maxLength }).map((codes) => String.fromCharCode(...codes));
const count = (text: string) => heuristicCounter.count(text).tokens;

const code = `export async function readLines(path: string, options: ReadOptions = {}): Promise<string[]> {
  const content = await readFile(path, { encoding: options.encoding ?? "utf8" });
  return content.split(/\\r?\\n/).filter((line) => line.trim().length > 0);
}
`;
const prose = `The first agent that finishes its answer shares it with the others. Each of them may then keep its own
answer or take over what it finds better, and votes when nothing is left to improve; the winner presents the result.`;
const json = JSON.stringify(
  { id: "call_4fK2", status: "completed", items: [{ type: "message", role: "user", created: 1_718_000_000 }] },
  null,
  2,
);
const chinese = `压缩器把较早的对话整理成摘要，最近的几轮则原样保留。工具调用与其结果必须成对出现，
截图按像素尺寸计费，而不是按字节。若摘要反而更长，就丢弃它，改用下一种策略；全部失败时，对话保持不变。`;
const russian = `Сжатие переписывает старую часть беседы, а последние сообщения оставляет дословно. Вызов инструмента и его
результат нельзя разрывать; снимки экрана оцениваются по размеру в пикселях. Если сводка вышла длиннее исходного текста,
она отбрасывается, и очередь доходит до следующей стратегии.`;
const base64 =
  "iVBORw0KGgoAAAANSUhEUgAAAAoAAAAKCAYAAACNMs+9AAAAFUlEQVR42mNkYPhfz0AEYBxVSF+FABJADveWkH6oAAAAAElFTkSuQmCC";
const log = `drwxr-xr-x  5 root root  4096 Sep 14 10:22 node_modules
2024-05-01T12:00:03.125Z ERROR [worker-3] connect ECONNREFUSED 127.0.0.1:5432
    at TCPConnectWrap.afterConnect [as oncomplete] (node:net:1555:16)
`;

describe("heuristicCounter", () => {
  it("says that every count is an estimate, and that an empty text has no tokens", () => {
    expect(heuristicCounter.name).toBe("heuristic");
    expect(heuristicCounter.count("")).toEqual({ tokens: 0, estimated: true });
    expect(heuristicCounter.count("word")).toEqual({ tokens: 1, estimated: true });
  });

  it("is within a fifth of the exact count, whatever the kind of text", async () => {
    const exact = await loadO200kCounter();
    for (const [kind, text] of Object.entries({ code, prose, json, chinese, russian, base64, log })) {
      const ratio = count(text) / exact.count(text).tokens;
      expect(ratio, kind).toBeGreaterThan(0.8);
      expect(ratio, kind).toBeLessThan(1.2);
    }
  });

  it("has a weight for every feature, and for nothing else", () => {
    expect(Object.keys(FEATURE_WEIGHTS)).toEqual(FEATURE_NAMES);
  });

  it("counts text that is no valid Unicode, and control characters", () => {
    for (const text of ["\ud800", "\udc00", "\udc00\ud800", "a\ud83d", "\0", "\0\u0001\u007f", "\ufeff", "\uffff"]) {
      expect(count(text)).toBeGreaterThan(0);
    }
  });

  it.each(["a", " ", "\n", "=", "\0", "漢", "😀", "aB3", "\ud800", "é", "1", "!\n/", "it's"])(
    "counts a million units of %j",
    (unit) => {
      const tokens = count(unit.repeat(1_000_000 / unit.length));
      expect(tokens).toBeGreaterThan(1_000);
      expect(tokens).toBeLessThan(2_000_000);
    },
  );

  it("counts a text of ten million units", () => {
    const tenth = count(prose.repeat(5_000));
    expect(count(prose.repeat(50_000)) / tenth).toBeCloseTo(10, 2);
  });

  it("answers with a whole number, the same each time, and at least one token for any text", () => {
    fc.assert(
      fc.property(anyUnits(100), (text) => {
        const tokens = count(text);
        expect(Number.isSafeInteger(tokens)).toBe(true);
        expect(tokens).toBe(count(text));
        expect(tokens > 0).toBe(text.length > 0);
      }),
    );
  });

  it("counts two texts joined as nearly what they have apart", () => {
    const piece = fc.oneof(
      anyUnits(20),
      fc.constantFrom(code, prose, chinese, russian, base64, log, "\n\n", "'s", "    ", "HTTPServer", "=".repeat(80)),
      fc
        .tuple(fc.constantFrom("a", "B", "7", " ", "-", "─", "ж", "字", "🚀"), fc.nat(200))
        .map(([unit, times]) => unit.repeat(times)),
    );
    const text = fc.array(piece, { maxLength: 6 }).map((pieces) => pieces.join(""));
    fc.assert(
      fc.property(text, text, (left, right) => {
        expect(Math.abs(count(left + right) - count(left) - count(right))).toBeLessThanOrEqual(10);
      }),
      { numRuns: 1_000 },
    );
  });
});
