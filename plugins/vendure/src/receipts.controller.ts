/**
 * POST /warifu/receipts: where the shop's page brings the receipt that it got from the wallet, bare or as `{ receipt }`,
 * whatever type it says it is. Anyone may: a receipt is believed only after it was verified, and then it says what is
 * true. 200 once the payment is written.
 */

import type { IncomingMessage, ServerResponse } from "node:http";
import { Controller, HttpCode, Inject, Post, Req, Res } from "@nestjs/common";
import { Finalizer } from "./finalizer.ts";
import { asFetchRequest } from "./raw-body.ts";

@Controller("warifu/receipts")
export class ReceiptsController {
  @Inject(Finalizer) private readonly finalizer: Finalizer;

  @Post()
  @HttpCode(200)
  async take(
    @Req() request: IncomingMessage,
    @Res({ passthrough: true }) response: ServerResponse,
  ): Promise<Record<string, string>> {
    const done = await this.finalizer.finalize(await receiptIn(request));
    if (done.state !== "refused") return { order: done.order, state: done.state };
    response.statusCode = 422;
    return { error: done.code };
  }
}

async function receiptIn(request: IncomingMessage & { readonly body?: unknown }): Promise<unknown> {
  const kept = asFetchRequest(request);
  const body: unknown = kept ? await kept.json().catch(() => undefined) : request.body;
  const isWrapped = typeof body === "object" && body !== null && "receipt" in body;
  return isWrapped ? body.receipt : body;
}
