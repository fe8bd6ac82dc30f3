// Every operation of the API that a register asks for has its method in the SDK: walked from the contract itself, so
// that an operation added there without one is found here.
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import * as sdk from "../../register-server/index.ts";
import { createWarifu, type Warifu } from "../../register-server/index.ts";
import { SYNCHRONOUS_SERVER } from "../../worker/synchronous-server/contract/described.ts";
import { FakeWarifu } from "../support/fake-warifu.ts";

/** Where the method has another name than the operation. All others have the operation's. */
const METHODS: Readonly<Record<string, string>> = {
  readJournal: "listJournal",
  readShopStatement: "getStatement",
  listEvents: "events.list",
  listKeys: "listApiKeys",
  createKey: "createApiKey",
  revokeKey: "revokeApiKey",
  listDisputes: "disputes.list",
  getDispute: "disputes.get",
  answerDispute: "disputes.write",
  contestDispute: "disputes.contest",
  acceptDispute: "disputes.accept",
  createWebhook: "webhooks.create",
  listWebhooks: "webhooks.list",
  getWebhook: "webhooks.get",
  changeWebhook: "webhooks.change",
  deleteWebhook: "webhooks.remove",
  rotateWebhookSecret: "webhooks.rotateSecret",
  replayEvents: "webhooks.replay",
  listWebhookAttempts: "webhooks.listAttempts",
};

/** What anyone may ask, and a shop's backend has a use for. */
const OF_ANYONE: Readonly<Record<string, string>> = {
  readReceiptRoot: "receipts.getRoot",
  proveReceipt: "receipts.prove",
  readHealth: "getHealth",
};

const warifu = createWarifu({ key: (await FakeWarifu.open()).key });

function methodAt(of: Warifu, path: string): unknown {
  return path.split(".").reduce<unknown>((at, name) => (at as Record<string, unknown>)?.[name], of);
}

describe("the SDK", () => {
  const asked = SYNCHRONOUS_SERVER.operations.filter(({ asker }) => asker === "register");

  it.each(asked.map(({ id, method, path }) => [id, `${method} ${path}`]))(
    "has a method for %s: %s",
    (id) => {
      expect(methodAt(warifu, METHODS[id] ?? id)).toBeTypeOf("function");
    },
  );

  it("has one for what anyone may ask about receipts and health", () => {
    const ids = SYNCHRONOUS_SERVER.operations.map(({ id }) => id);
    for (const [id, method] of Object.entries(OF_ANYONE)) {
      expect(ids).toContain(id);
      expect(methodAt(warifu, method)).toBeTypeOf("function");
    }
  });

  it("is asked by no name that the contract no longer has", () => {
    const ids = asked.map(({ id }) => id);
    expect(Object.keys(METHODS).filter((id) => !ids.includes(id))).toEqual([]);
  });

  it("is told of whole in its README", () => {
    const readme = readFileSync(
      new URL("../../register-server/README.md", import.meta.url),
      "utf8",
    );
    const methods = Object.entries(warifu).flatMap(([name, value]) => {
      if (typeof value === "function") return [name];
      return typeof value === "object" ? Object.keys(value) : [];
    });
    const isTold = (name: string) => readme.includes(`.${name}(`) || readme.includes(`.${name}\``);
    expect(methods.filter((name) => name !== "toJSON" && !isTold(name))).toEqual([]);
    expect(Object.keys(sdk).filter((name) => !readme.includes(name))).toEqual([]);
  });
});
