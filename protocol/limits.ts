/**
 * Every limit and time of the protocol: the unit in the name, the reason above it. [TM] rules of
 * SPEC.md name these. Nothing else in the tree may hold a limit that two parties must agree on.
 */

/** [TM1] A claim without a confirm frees the trade again: long enough for a slow network, short for a second payer. */
export const CLAIM_MS = 60_000;

/** [TM2] A confirm may arrive this long after the signed deadline: the shopper pressed in time, the network was slow. */
export const CONFIRM_GRACE_MS = 30_000;

/** [TM3] The default and the longest life of an open trade: what a till must look back over when it wakes. */
export const TRADE_LIFETIME_DEFAULT_MS = 30 * 60_000;
export const TRADE_LIFETIME_MAX_MS = 24 * 60 * 60_000;
/** A shorter one could end before the sheet was read. */
export const TRADE_LIFETIME_MIN_MS = 1_000;

/** [TM4] The branch's outbox tries again after this long, doubling up to the maximum; the first ≤ 2 s so that no shop waits on luck. */
export const OUTBOX_RETRY_FIRST_MS = 1_000;
export const OUTBOX_RETRY_MAX_MS = 60_000;

/** [TM5] A till that got no answer from the branch asks again after this long, doubling up to the maximum. */
export const OUTCOME_RETRY_FIRST_MS = 1_000;
export const OUTCOME_RETRY_MAX_MS = 60_000;

/** [TM6] A terminal's credential: minutes, since revoking it means letting it run out. */
export const CREDENTIAL_MS = 5 * 60_000;

/** [TM7] How far a terminal's signed request may be from the server's clock, either way. */
export const REQUEST_SKEW_MS = 60_000;

/** [TM8] A ticket opens a money socket this long after it was issued; as the address of a confirm it never expires. */
export const TICKET_SOCKET_MS = 15 * 60_000;

/** [TM10] A request to link a terminal, and an approval: long enough to walk to the other computer, short for a code that is seen. */
export const LINK_MS = 10 * 60_000;

/** [TM11] A recovery key that a terminal replaced stays good this long: who stole a terminal can't lock its owner out. */
export const RECOVERY_KEPT_MS = 7 * 24 * 60 * 60_000;

/** Bodies over this are refused unread. The largest honest one is a confirm with an offer of ITEMS_MAX items. */
export const BODY_BYTES_MAX = 64 * 1024;
/** Deeper JSON than this is no message of ours. */
export const JSON_DEPTH_MAX = 16;

export const ITEMS_MAX = 50;
export const ITEM_NAME_CHARS_MAX = 120;
export const REGISTER_NAME_CHARS_MAX = 60;
export const ORIGINS_MAX = 10;
export const REFERENCE_CHARS_MAX = 80;
export const IDEMPOTENCY_KEY_CHARS_MAX = 255;
export const TERMINAL_NAME_CHARS_MAX = 60;
/** The holder of a bank account: what SEPA's banks take of a name. */
export const HOLDER_NAME_CHARS_MAX = 70;

/** What a wallet's owner may give a shop for a delivery: more than any label of a parcel holds. */
export const DELIVERY_NAME_CHARS_MAX = 100;
export const PLACE_CHARS_MAX = 80;
export const POSTAL_CODE_CHARS_MAX = 16;
export const ADDRESS_LINES_MAX = 3;
export const ADDRESS_LINE_CHARS_MAX = 100;
/** RFC 5321: a path has 256 octets, two of them its brackets. */
export const EMAIL_CHARS_MAX = 254;
/** All of these in three-byte letters, padded, encrypted and in base64url have about 4,600 characters. */
export const SEALED_DISCLOSURE_CHARS_MAX = 6_000;
/** Keys of a register that open what was given to it: the one there is, and those before it. */
export const OPENING_KEYS_MAX = 5;

/** API keys of one register that are valid at a time: each of its tills knows them all. */
export const API_KEYS_MAX = 50;
export const API_KEY_NAME_CHARS_MAX = 60;
/** Revoked keys that a list still shows. */
export const REVOKED_KEYS_SHOWN_MAX = 100;

/** [RG7] A proof of an origin: what its file may weigh, and what fetching it may take, names looked up included. */
export const PROOF_BYTES_MAX = 16 * 1024;
export const PROOF_MS = 5_000;
/** [RG8] A proven origin is looked at again each day, one whose proof fails four times a day. */
export const REPROVE_MS = 24 * 60 * 60_000;
export const REPROVE_FAILING_MS = 6 * 60 * 60_000;
/** [RG8] An origin whose proof has failed for this long leaves the certificate: long enough to mend a deployment. */
export const ORIGIN_GRACE_MS = 7 * 24 * 60 * 60_000;
/**
 * [RG9] What a register's certificate lasts, and how long before its end the carrier makes the next: short, since a
 * certificate that is out can't be called back, and a synchronous server under a thief would go on showing it.
 */
export const CERTIFICATE_MS = 30 * 24 * 60 * 60_000;
export const RENEW_BEFORE_MS = 10 * 24 * 60 * 60_000;
/** [RG13] How long a register's former key may still sign what is new, at most: what a deployment of its backends takes. */
export const FORMER_KEY_MAX_MS = 7 * 24 * 60 * 60_000;

/** Slots of a register; each belongs to one till at a time. Finer than any number of tills. */
export const SLOTS = 4096;
/** Tills a register starts with: one object does some hundred trades a second, and its trades share commits. A till map adds more any time. */
export const TILLS_DEFAULT = 1;
/** A register's change is told to all its tills at once, and a Worker may make 1,000 calls in one go. */
export const TILLS_MAX = 512;

/** Attempts of one trade: each needs a recorded refusal or void of the one before, so a limit stops loops, not shoppers. */
export const ATTEMPTS_MAX = 50;

/** Budgets of one account in one currency: they stand in the account's row, which is written with each payment. */
export const BUDGETS_MAX = 20;
/** One trade at most, minor units, as one top-up: an hour's sums at a till stay far inside the safe integers. */
export const TRADE_AMOUNT_MAX = 1_000_000_000_000;
/** One top-up at most, minor units: two noughts too many are a mistake, and balances stay far inside the safe integers. */
export const TOP_UP_MAX = 1_000_000_000_000;
/** The fixed part of a fee at most, minor units: the same fuse as a top-up's. */
export const FEE_FIXED_MAX = 1_000_000_000;
/** Fee schedules of one register, one per currency: they travel in its certificate, with every offer. */
export const FEE_SCHEDULES_MAX = 20;
/** Currencies of a payout schedule: each is asked of every till when its time comes. */
export const SCHEDULE_CURRENCIES_MAX = 20;
/** Payouts of one file for the bank: what waits beyond it goes with the next. */
export const PAYOUTS_PER_FILE_MAX = 1_000;
/** Those schedules sealed, as text. */
export const SEALED_FEES_CHARS_MAX = 4_000;
/**
 * Registers that an account remembers to have paid, for the first-payment rule: they stand in its row, which is
 * written with each payment. Beyond them the one paid longest ago is forgotten, and asks for a step-up again.
 */
export const STEP_UP_REGISTERS_MAX = 100;
/** Passkeys of one account: they stand in its row, which is written with each payment. */
export const PASSKEYS_MAX = 10;
/** [BU1] No budget is unlimited: about what a household spends at one shop in a month, in major units where there are minor ones. */
export const BUDGET_MAJOR_MAX = 10_000;
/** [BU1] The same of a currency without decimals. */
export const BUDGET_WHOLE_MAX = 1_000_000;
/** [BU1] A budget that nobody looked at for a year ends by itself. */
export const BUDGET_MS = 365 * 24 * 60 * 60_000;
/** A passkey's public key as COSE in base64url: an RSA key has about 370. */
export const PASSKEY_KEY_CHARS_MAX = 1_000;
/** Currencies with a one-click rule: as many as there are, and a few. */
export const ONE_CLICK_CURRENCIES_MAX = 200;
/** Ways to reach a passkey that a browser may name. */
export const PASSKEY_TRANSPORTS_MAX = 8;
/** A PIN encrypted to the carrier has about 400 characters. */
export const PIN_SEALED_CHARS_MAX = 1_000;
/** [SU13] Wrong PINs in a row that cost nothing but the try: typing errors. */
export const PIN_TRIES_FREE = 5;
/** [SU13] After that many the PIN is locked. A guesser gets 10 of 1,000,000. */
export const PIN_TRIES_MAX = 10;
/** [SU13] What the next try waits for after the 5th, 6th, … wrong one: a minute for a shopper, a day for a guesser. */
export const PIN_DELAYS_MS = [60_000, 5 * 60_000, 30 * 60_000, 2 * 60 * 60_000, 12 * 60 * 60_000];
/** Currencies that an account can be opened with. */
export const CURRENCIES_MAX = 20;
/** An opening code is good for 30 days: a letter's way and a holiday. The operator can issue another. */
export const OPENING_CODE_MS = 30 * 24 * 60 * 60_000;
/** One credit limit at most, minor units, for the same reason. */
export const CREDIT_MAX = 1_000_000_000_000;
/** Entries of one page of a list, and what is given when no number is asked for. */
export const PAGE_ENTRIES_MAX = 500;
export const PAGE_ENTRIES_DEFAULT = 100;
/** The same of a list that is put together from all tills of a register. */
export const LIST_ENTRIES_MAX = 100;
export const LIST_ENTRIES_DEFAULT = 20;
/** [AR2] Rows that a till looks at for one page of a filtered list: some ms, in which it does nothing else. */
export const LIST_SCAN_MAX = 500;
/** Rows that the database sifts for a page by a text in them, so that few of them are read as trades: some ms. */
export const LIST_SIFT_MAX = 5_000;
/** [AR5] What a shop notes on a trade: an order's number, a customer group, not a document. */
export const METADATA_KEYS_MAX = 20;
export const METADATA_KEY_CHARS_MAX = 40;
export const METADATA_VALUE_CHARS_MAX = 500;
/** Entries of a list of the operator's that has no pages, since it is short where all is well. */
export const UNPAGED_ENTRIES_MAX = 10_000;
/** Entries of one month's statement: it is put together in memory. More are read from the journal, in pages. */
export const STATEMENT_ENTRIES_MAX = 1_000_000;
/** Keys that are published: every signing key, the retired ones too, and the encryption keys that still open. */
export const PUBLISHED_KEYS_MAX = 200;

/** [TM9] A hold lasts at most this long after its trade's deadline: money that is held is money that nobody has. */
export const HOLD_MAX_MS = 31 * 24 * 60 * 60_000;
/** [TR18] A till that has not heard of a hold's end asks for it this long after: the branch's own news comes first. */
export const HOLD_END_WAIT_MS = 60_000;
/** Holds of one account at a time: they stand in the account's row, which is written with each payment. */
export const HOLDS_MAX = 50;
/** Captures, and refunds, of one trade: a till and a branch read them together. */
export const ORDERS_PER_TRADE_MAX = 100;

/** Terminals of one account that may pay: they stand in its row, which is written with each payment. */
export const TERMINALS_MAX = 10;
/** Revoked ones that its row still names, the latest: that an approval can't bring them back is held for longer than TM10 anyway. */
export const REVOKED_TERMINALS_KEPT = 20;
/** Link codes that one user may look up in an hour: a person mistypes a few times; nobody needs more. */
export const LINK_LOOKUPS_PER_HOUR_MAX = 20;

/** [AS2] What a terminal says to the account's others is kept so long: no trade can be paid for longer. */
export const WORD_MS = TRADE_LIFETIME_MAX_MS;
/** [AS2] Words of one terminal: the orders that a person has open, and a few that he has just decided on. */
export const WORDS_PER_TERMINAL_MAX = 20;

/** Open status sockets of one trade: page, its reloads and a second window, not a flood. */
export const PAGE_SOCKETS_PER_TRADE_MAX = 20;

/**
 * [PG15] Trades of one till that one payer holds claimed at a time: many tabs, not a shop's whole stock. He is asked to
 * wait, and a claim lasts a minute at most.
 */
export const OPEN_CLAIMS_PER_PAYER_MAX = 20;

/** Open money sockets of one account: a terminal or two with their reconnects. The branch is shared with other payers. */
export const MONEY_SOCKETS_PER_ACCOUNT_MAX = 10;
/** Messages of one money socket in a minute: a confirm and its repeats, many times over. */
export const MONEY_SOCKET_MESSAGES_PER_MINUTE = 60;
/** A money socket on which nothing was said for so long gives its place to the account's next one. */
export const MONEY_SOCKET_IDLE_MS = 15 * 60_000;

/**
 * [TM12] A create's row is stored this long after its answer: creates of a till share a commit, or go with the claim. A
 * till that is stopped meanwhile has lost them, and the repeated create makes them again.
 */
export const CREATE_STORED_MS = 1_000;

/** [TM14] Nor does anybody wait for the row of what came in company: within the branch's patience, and soon enough for a poller. */
export const CREDIT_STORED_MS = 1_000;

/** [LE62] How long a movement may be known to one side of a till alone: longer than any retry of TM4 and TM5 waits. */
export const IN_FLIGHT_MS = 60_000;

/** [LE65] A day's receipts are committed to this long after its end: what was decided just before is written just after. */
export const RECEIPT_ROOT_GRACE_MS = 5 * 60_000;

/** [EV3] Events that the Courier takes of a till or a register at a time: one transaction, and one answer of it. */
export const EVENTS_PER_TAKE = 200;
/** Types of event: those that there are, and room for more. */
export const EVENT_TYPES_MAX = 50;
/** [EV6] What happens at a till within this time is told to the Courier together. */
export const EVENTS_GATHER_MS = 50;
/** [EV6] A Courier that didn't answer is told again after this. */
export const EVENTS_AGAIN_MS = 5_000;
/** [EV6] The alarm under it: as late as the alarm that a claim sets anyway (TM1), so that it mostly costs nothing. */
export const EVENTS_NET_MS = 60_000;
/** [EV7] A register asks so often whether its bank was told of a payout, at first; a day apart at most. */
export const PAID_LOOK_FIRST_MS = 60 * 60_000;
export const PAID_LOOK_MAX_MS = 24 * 60 * 60_000;

/** Webhook endpoints of one register. */
export const WEBHOOKS_MAX = 10;
export const WEBHOOK_URL_CHARS_MAX = 500;
export const WEBHOOK_DESCRIPTION_CHARS_MAX = 100;
/** [EV13] What an endpoint may take to answer: Standard Webhooks has 15 to 30 s. */
export const WEBHOOK_MS = 15_000;
/** [EV14] What a failed try of an event waits for the next: over three days, at first soon. After the last it is given up. */
export const WEBHOOK_DELAYS_MS = [
  ...[5_000, 5 * 60_000, 30 * 60_000],
  ...[2, 5, 10, 14, 20, 24].map((hours) => hours * 60 * 60_000),
] as const;
/** [EV12] Trades that are told of at a time, and events of each: a slow endpoint keeps few requests of ours open. */
export const WEBHOOK_LANES = 8;
export const WEBHOOK_LANE_EVENTS = 10;
export const WEBHOOK_FRESH_EVENTS = 32;
/** [EV15] After so many failures in a row an endpoint is left alone; at first so long, then ever longer. */
export const WEBHOOK_FAILURES_MAX = 8;
export const WEBHOOK_REST_FIRST_MS = 30_000;
export const WEBHOOK_REST_MAX_MS = 60 * 60_000;
/** [EV16] An endpoint that failed for so long without one success is disabled. */
export const WEBHOOK_FAILING_MS = 3 * 24 * 60 * 60_000;
/** [EV17] How long the former secret signs too, and how long it may: what a deployment of a backend takes. */
export const WEBHOOK_OVERLAP_MS = 24 * 60 * 60_000;
export const WEBHOOK_OVERLAP_MAX_MS = 7 * 24 * 60 * 60_000;
/** [EV18] Attempts of one endpoint that its log keeps: the latest. */
export const WEBHOOK_ATTEMPTS_KEPT = 200;
/** [EV11] A webhook is good for so long, to either side of its time: what Standard Webhooks' libraries take. */
export const WEBHOOK_TOLERANCE_MS = 5 * 60_000;
/** What a webhook's body may weigh: a few hundred bytes do. */
export const WEBHOOK_BYTES_MAX = 20_000;

/** [PL4] A listed trade's life: anybody may make one, so what nobody pays is soon over. */
export const LISTED_TRADE_MS = 15 * 60_000;
/** Items of a price list: one body, and one row at Register. */
export const PRICE_LIST_ITEMS_MAX = 200;
/** Levels of a tree of so many items. */
export const PRICE_LIST_PATH_MAX = 8;
/** A list is signed anew once a year, with a while to do it: a stolen server could go on showing an older one so long. */
export const PRICE_LIST_MS_MAX = 400 * 24 * 60 * 60_000;
/** Price lists of one register. */
export const PRICE_LISTS_MAX = 20;
/** Of one item at once, as a line of terms has it. */
export const ITEM_QUANTITY_MAX = 1_000_000;
export const ITEM_URL_CHARS_MAX = 500;
/** A hundred years: longer than anybody remembers, and far inside the safe integers. */
export const ACCESS_MS_MAX = 100 * 365 * 24 * 60 * 60_000;

/** [DP2] A dispute may be opened so long after the payment: what cards give, and long enough for a slow parcel. */
export const DISPUTE_WINDOW_MS = 120 * 24 * 60 * 60_000;
/** [DP7] What a shop has to answer a dispute, and what the two have to agree once it is contested: a holiday week, and two. */
export const DISPUTE_ANSWER_MS = 7 * 24 * 60 * 60_000;
export const DISPUTE_CONTESTED_MS = 14 * 24 * 60 * 60_000;
/** [DP8] Messages of each side in one dispute, and what one may say: a talk, not an archive. */
export const DISPUTE_MESSAGES_MAX = 10;
export const DISPUTE_TEXT_CHARS_MAX = 1_000;
/** That text in three-byte letters, padded, encrypted and in base64url has about 5,700 characters. */
export const SEALED_DISPUTE_CHARS_MAX = 6_000;
