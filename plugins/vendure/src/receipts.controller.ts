/**
 * POST /warifu/receipts: where the shop's page brings the receipt that it got from the wallet. Anyone may: a receipt is
 * believed only after it was verified, and then it says what is true. 200 once the payment is written.
 */

import type { ServerResponse } from "node:http";
import { Body, Controller, HttpCode, Inject, Post, Res } from "@nestjs/common";
import { Finalizer } from "./finalizer.ts";

@Controller("warifu/receipts")
export class ReceiptsController {
  @Inject(Finalizer) private readonly finalizer: Finalizer;

  /** @param body `{ receipt }` */
  @Post()
  @HttpCode(200)
  async take(
    @Body() body: unknown,
    @Res({ passthrough: true }) response: ServerResponse,
  ): Promise<Record<string, string>> {
    const receipt =
      typeof body === "object" && body !== null && "receipt" in body ? body.receipt : undefined;
    const done = await this.finalizer.finalize(receipt);
    if (done.state !== "refused") return { order: done.order, state: done.state };
    response.statusCode = 422;
    return { error: done.code };
  }
}
