/** How finely this shop counts money: the precision of its money strategy. */

import { Inject, Injectable } from "@nestjs/common";
import { ConfigService } from "@vendure/core";

/** Vendure's own, where a strategy names none. */
const PRECISION_DEFAULT = 2;

@Injectable()
export class MoneyScale {
  @Inject(ConfigService) private readonly config: ConfigService;

  get precision(): number {
    return this.config.entityOptions.moneyStrategy.precision ?? PRECISION_DEFAULT;
  }
}
