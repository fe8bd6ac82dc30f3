/** Which signed messages were taken: each is taken once, in whichever process it arrives. */

import { Inject, Injectable } from "@nestjs/common";
import { TransactionalConnection } from "@vendure/core";
import { LessThan, type Repository } from "typeorm";
import { WebhookTry } from "./webhook-try.entity.ts";

/** Twice as long as a message may be old or ahead: after that it is stale by itself. */
const KEPT_MS = 20 * 60_000;
const DROP_EVERY_MS = 60_000;

@Injectable()
export class WebhookTries {
  @Inject(TransactionalConnection) private readonly connection: TransactionalConnection;
  private droppedAt = 0;

  /** @param message its id and time, as signed @returns whether it is the first time */
  async take(message: string): Promise<boolean> {
    await this.drop();
    try {
      await this.rows().insert({ message });
      return true;
    } catch (error) {
      if (await this.rows().findOne({ where: { message } })) return false;
      throw error;
    }
  }

  /** What came of it failed: the same message may come again. */
  async forget(message: string): Promise<void> {
    await this.rows().delete({ message });
  }

  private async drop(now = Date.now()): Promise<void> {
    if (now - this.droppedAt < DROP_EVERY_MS) return;
    this.droppedAt = now;
    await this.rows().delete({ createdAt: LessThan(new Date(now - KEPT_MS)) });
  }

  private rows(): Repository<WebhookTry> {
    return this.connection.rawConnection.getRepository(WebhookTry);
  }
}
