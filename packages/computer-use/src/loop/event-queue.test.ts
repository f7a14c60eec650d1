import { describe, expect, it } from "vitest";
import { createEventQueue } from "./event-queue.ts";

const queueOf = (capacity: number) => createEventQueue<string>(capacity, (dropped) => `(${dropped} dropped)`);

async function rest(queue: AsyncIterable<string>): Promise<readonly string[]> {
  const read: string[] = [];
  for await (const event of queue) read.push(event);
  return read;
}

describe("an event queue", () => {
  it("keeps events until they are read, and no more than it can hold", async () => {
    const queue = queueOf(3);
    for (let number = 1; number <= 100; number += 1) queue.push(String(number));
    queue.end();
    queue.push("late");
    expect(await rest(queue)).toEqual(["(97 dropped)", "98", "99", "100"]);
  });

  it("gives each event to one of several readers", async () => {
    const queue = queueOf(9);
    const readers = [rest(queue), rest(queue)];
    for (const event of ["a", "b", "c"]) {
      queue.push(event);
      await Promise.resolve();
    }
    queue.end();
    expect((await Promise.all(readers)).flat().toSorted()).toEqual(["a", "b", "c"]);
  });

  it("lets a reader leave while it waits, without losing the next event", async () => {
    const queue = queueOf(9);
    const iterator = queue[Symbol.asyncIterator]();
    const waiting = iterator.next();
    await iterator.return?.();
    expect(await waiting).toEqual({ done: true, value: undefined });
    queue.push("a");
    queue.end();
    expect(await rest(queue)).toEqual(["a"]);
  });

  it("goes on over many times its capacity when it is read", async () => {
    const queue = queueOf(2);
    const iterator = queue[Symbol.asyncIterator]();
    for (let number = 0; number < 50; number += 1) {
      queue.push(String(number));
      expect(await iterator.next()).toEqual({ done: false, value: String(number) });
    }
  });
});
