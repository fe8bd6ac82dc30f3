/** A webhook that was taken: the same signed message is taken once. Rows are dropped once the message is stale by itself. */

import { type DeepPartial, VendureEntity } from "@vendure/core";
import { Column, Entity, Index } from "typeorm";

@Entity("warifu_webhook_try")
export class WebhookTry extends VendureEntity {
  constructor(input?: DeepPartial<WebhookTry>) {
    super(input);
  }

  /** its id and the second of this try, which are both signed */
  @Index({ unique: true })
  @Column({ type: "varchar", length: 160 })
  message: string;
}
