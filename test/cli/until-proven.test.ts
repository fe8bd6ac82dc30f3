// Waiting for the shop's proof: only an unproven origin is worth another look, and not for ever.
import { describe, expect, it } from "vitest";
import { RefusedError } from "../../cli/ask-server.ts";
import { untilProven } from "../../cli/until-proven.ts";

function aPatience(patienceMs: number) {
  const said: string[] = [];
  let passed = 0;
  const wait = async (ms: number) => {
    passed += ms;
  };
  return {
    said,
    how: { patienceMs, say: (text: string) => said.push(text), wait, now: () => passed },
  };
}

const unproven = (why: string) => new RefusedError(why, "origin_unproven");

describe("waiting for a proof", () => {
  it("[RG6] asks again until it holds, and says each reason once", async () => {
    const refusals = [unproven("nobody"), unproven("nobody"), unproven("another key")];
    const { said, how } = aPatience(600_000);
    const ask = async () => {
      const refusal = refusals.shift();
      if (refusal) throw refusal;
      return "certified";
    };
    expect(await untilProven(ask, how)).toBe("certified");
    expect(said).toEqual(["nobody", "another key"]);
  });

  it("ends with the reason when the time is over, and at once for any other refusal", async () => {
    const { how } = aPatience(12_000);
    let asked = 0;
    const never = () => {
      asked++;
      return Promise.reject(unproven("nobody"));
    };
    await expect(untilProven(never, how)).rejects.toThrow("nobody");
    expect(asked).toBe(3);
    const refused = () => Promise.reject(new RefusedError("no", "operator_unauthorized"));
    await expect(untilProven(refused, aPatience(60_000).how)).rejects.toThrow("no");
  });
});
