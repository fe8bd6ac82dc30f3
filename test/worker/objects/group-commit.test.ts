// What shares a commit: what has arrived together, and what is known to come soon; and that nobody waits long for it.
import { describe, expect, it, vi } from "vitest";
import { GroupCommit } from "../../../worker/objects/group-commit.ts";
import { Meter } from "../../../worker/objects/meter.ts";

interface Room {
  readonly group: GroupCommit<string, string>;
  readonly flushes: string[][];
  coming: number;
}

function aRoom(): Room {
  const flushes: string[][] = [];
  const flush = (requests: string[]) => {
    flushes.push(requests);
    return requests.map((request) => `${request} done`);
  };
  const group = new GroupCommit(flush, vi.fn(), new Meter(), () => room.coming);
  const room: Room = { group, flushes, coming: 0 };
  return room;
}

describe("a group commit", () => {
  it("has what arrived together, each with its own answer", async () => {
    const { group, flushes } = aRoom();
    const answers = await Promise.all(["a", "b", "c"].map((request) => group.submit(request)));
    expect(answers).toEqual(["a done", "b done", "c done"]);
    expect(flushes).toEqual([["a", "b", "c"]]);
  });

  it("waits a little for what is known to come", async () => {
    const room = aRoom();
    room.coming = 1;
    const first = room.group.submit("a");
    await scheduler.wait(1);
    expect(room.flushes).toEqual([]);
    const second = room.group.submit("b");
    room.coming = 0;
    expect(await Promise.all([first, second])).toEqual(["a done", "b done"]);
    expect(room.flushes).toEqual([["a", "b"]]);
  });

  it("doesn't wait for ever for what never comes", async () => {
    const room = aRoom();
    room.coming = 1;
    expect(await room.group.submit("a")).toBe("a done");
    expect(room.flushes).toEqual([["a"]]);
  });
});
