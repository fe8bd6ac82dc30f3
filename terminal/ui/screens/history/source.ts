/**
 * What the screens of the history are made of. Which of them it is comes with the window; making its state is code that is
 * fetched with its view, since no payment needs it.
 */

import type { Stored } from "../../../wallet/ports.ts";
import type { HistoryPlace } from "../../models/history-model.ts";

export interface HistorySource {
  readonly status: "history" | "payment" | "spending";
  readonly source: {
    readonly stored: Stored;
    readonly history: HistoryPlace;
    readonly offlineSince: number | undefined;
    /** ms since the epoch */
    readonly now: number;
  };
}

export type SourceOf<S extends HistorySource["status"]> = HistorySource & { readonly status: S };
