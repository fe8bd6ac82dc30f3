/**
 * The PostgreSQL peers' tables and the function of the hard one: double entry, idempotent by trade and attempt, with
 * balances and the day's spending in the account's row. Ids in the order of time; integer account ids; room in the
 * pages for updates without index work.
 */

export const SCHEMA = `
CREATE TABLE accounts (
  id integer PRIMARY KEY,
  device text UNIQUE,
  register text UNIQUE,
  status text NOT NULL DEFAULT 'active',
  balance bigint NOT NULL,
  day integer NOT NULL DEFAULT 0,
  day_spent bigint NOT NULL DEFAULT 0,
  day_limit bigint
) WITH (fillfactor = 50);
CREATE TABLE trades (
  id text PRIMARY KEY,
  register text NOT NULL,
  key text NOT NULL,
  terms text NOT NULL,
  terms_hash text NOT NULL,
  offer text NOT NULL,
  amount bigint NOT NULL,
  deadline bigint NOT NULL,
  status text NOT NULL,
  attempt integer NOT NULL DEFAULT 0,
  payer integer,
  claimed_until bigint,
  created bigint NOT NULL,
  UNIQUE (register, key)
) WITH (fillfactor = 70);
CREATE TABLE settlements (
  trade text PRIMARY KEY,
  attempt integer NOT NULL,
  payer integer NOT NULL,
  confirmation text NOT NULL,
  amount bigint NOT NULL,
  receipt text NOT NULL,
  decided bigint NOT NULL
);
CREATE TABLE entries (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  trade text NOT NULL,
  account integer NOT NULL,
  amount bigint NOT NULL
);`;

/** The same tables in SQLite, which knows neither fill factors nor identities. */
export const SQLITE_SCHEMA = SCHEMA.replaceAll(/ WITH \(fillfactor = \d+\)/g, "").replace(
  "bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY",
  "integer PRIMARY KEY",
);

/** Shops' accounts are numbered from here. */
export const SHOPS_FROM = 1_000_000;

/** Opens the books: payers with what they start with, shops with nothing. */
export const OPEN_PAYERS = `INSERT INTO accounts (id, device, balance)
  SELECT ordinality, device, $2 FROM unnest($1::text[]) WITH ORDINALITY AS payers (device, ordinality)`;
export const OPEN_SHOPS = `INSERT INTO accounts (id, register, balance)
  SELECT ${SHOPS_FROM} + ordinality, register, 0 FROM unnest($1::text[]) WITH ORDINALITY AS shops (register, ordinality)`;

/** One call, one turn of the wire: everything a settlement does. */
export const SETTLE_FUNCTION = `
CREATE FUNCTION settle(
  p_trade text, p_attempt integer, p_device text, p_confirmation text, p_amount bigint, p_day integer,
  p_now bigint, p_receipt text, OUT code text, OUT stored text
) LANGUAGE plpgsql AS $$
DECLARE
  done settlements;
  t trades;
  a accounts;
BEGIN
  SELECT * INTO t FROM trades WHERE id = p_trade FOR UPDATE;
  IF NOT FOUND THEN code := 'trade_not_found'; RETURN; END IF;
  SELECT * INTO done FROM settlements WHERE trade = p_trade;
  IF FOUND THEN
    IF done.confirmation = p_confirmation THEN stored := done.receipt;
    ELSE code := 'exists_with_different_confirmation'; END IF;
    RETURN;
  END IF;
  SELECT * INTO a FROM accounts WHERE device = p_device FOR NO KEY UPDATE;
  IF NOT FOUND OR t.payer IS DISTINCT FROM a.id OR t.attempt <> p_attempt THEN code := 'wrong_account'; RETURN; END IF;
  IF t.status <> 'claimed' THEN code := 'trade_ending'; RETURN; END IF;
  IF p_now > t.deadline + 30000 THEN code := 'too_late'; RETURN; END IF;
  IF a.status <> 'active' THEN code := 'account_frozen'; RETURN; END IF;
  IF a.day <> p_day THEN a.day_spent := 0; END IF;
  IF a.day_limit IS NOT NULL AND a.day_spent + p_amount > a.day_limit THEN code := 'over_day_limit'; RETURN; END IF;
  IF a.balance < p_amount THEN code := 'insufficient_funds'; RETURN; END IF;
  UPDATE accounts SET balance = balance - p_amount, day = p_day, day_spent = a.day_spent + p_amount WHERE id = a.id;
  INSERT INTO settlements VALUES (p_trade, p_attempt, a.id, p_confirmation, p_amount, p_receipt, p_now);
  UPDATE trades SET status = 'settled' WHERE id = p_trade;
  UPDATE accounts SET balance = balance + p_amount WHERE register = t.register RETURNING id INTO a.day;
  INSERT INTO entries (trade, account, amount) VALUES (p_trade, a.id, -p_amount), (p_trade, a.day, p_amount);
  stored := p_receipt;
END $$;`;
