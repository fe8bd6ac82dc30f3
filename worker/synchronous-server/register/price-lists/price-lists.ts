/**
 * A register's price lists at Register: published once under a key, the newest of each name kept, read by anyone. What
 * is refused writes nothing. The signature is checked by the key that the register has now [PL2].
 */

import { PRICE_LISTS_MAX } from "../../../../protocol/limits.ts";
import { commitmentTo, type Listing, listingOf } from "../../../../protocol/price-list/listing.ts";
import {
  type PricedItem,
  type PriceListName,
  priceListIdOf,
  type SignedPriceList,
} from "../../../../protocol/price-list/price-list.ts";
import type {
  PriceListView,
  PublishPriceList,
} from "../../../../protocol/price-list/price-list-messages.ts";
import { type Refusal, refusal } from "../../../../protocol/problem.ts";
import { err, ok, type Result } from "../../../../protocol/result.ts";
import { verify } from "../../../../protocol/signing/signature.ts";
import type { RegisterCertificate } from "../../../../protocol/signing/signed-objects.ts";
import type { Database } from "../../../objects/database.ts";
import type { RecordDesk } from "../record-desk.ts";
import type { Use, UsedKeys } from "../used-keys.ts";
import { PriceListStore, type StoredPriceList } from "./price-list-store.ts";

interface Works {
  readonly database: Database;
  readonly record: RecordDesk;
  readonly used: UsedKeys;
}

export interface Published {
  readonly view: PriceListView;
  readonly replayed: boolean;
}

/** What a page of ours says of an item: the shop's certified face beside it. */
export interface SoldItem {
  readonly listing: Listing;
  readonly shop: Pick<RegisterCertificate, "register" | "mode" | "name" | "origins">;
}

type Answer<T> = Promise<Result<T, Refusal>>;

/** What Register does with them. */
export class PriceLists {
  readonly #works: Works;

  constructor(works: Works) {
    this.#works = works;
  }

  publish(asked: PublishPriceList, use: Use): Answer<Published> {
    return publishPriceList(this.#works, asked, use);
  }

  read(name: PriceListName): Result<PriceListView, Refusal> {
    return readPriceList(this.#works, name);
  }

  soldItem(name: PriceListName, item: string): Result<SoldItem, Refusal> {
    return readSoldItem(this.#works, name, item);
  }
}

/** [PL2] The same again changes nothing, whatever its key; an older one isn't brought back. */
async function publishPriceList(
  { database, record, used }: Works,
  asked: PublishPriceList,
  use: Use,
): Answer<Published> {
  const reused = used.repeatOf(use)?.refused;
  if (reused) return err(reused);
  const certificate = record.read()?.pair.certificate.payload;
  if (!certificate) return err(refusal("register_unknown"));
  const refused = await listRefusal(asked, certificate);
  // Another request may have changed the register, or used the key, while this was awaiting.
  const now = record.read()?.pair.certificate.payload;
  if (now?.key !== certificate.key) return err(refusal("storage_unavailable"));
  const repeat = used.repeatOf(use);
  if (repeat?.refused) return err(repeat.refused);
  if (repeat) return ok({ view: viewOf(asked), replayed: true });
  if (refused) return err(refused);
  const store = new PriceListStore(database);
  const known = store.read(asked.list.payload.name);
  if (known && isSame(known, asked)) {
    database.transaction(() => used.add(use));
    return ok({ view: viewOf(asked), replayed: true });
  }
  if (known && known.list.payload.serial >= asked.list.payload.serial)
    return err(refusal("price_list_outdated", { param: "/list/payload/serial" }));
  if (!known && store.count() >= PRICE_LISTS_MAX) return err(refusal("too_many_price_lists"));
  database.transaction(() => {
    store.write(asked);
    used.add(use);
  });
  return ok({ view: viewOf(asked), replayed: false });
}

/** In this order; the first that fails is the answer. */
async function listRefusal(
  { list, items }: PublishPriceList,
  { register, key, mode, origins, encryption_key }: RegisterCertificate,
): Promise<Refusal | undefined> {
  const { aud } = list.payload;
  const expected = { typ: "warifu/price-list/1", iss: register, aud, mode };
  const code = await verify(list, expected, key);
  if (code) return refusal(code, { param: "/list" });
  const { size, root } = commitmentTo(items);
  if (size !== list.payload.size || root !== list.payload.root)
    return refusal("price_list_mismatch", { param: "/items" });
  const isAway = ({ url }: PricedItem) =>
    url !== undefined && !origins.some(({ origin }) => origin === new URL(url).origin);
  const away = items.findIndex(isAway);
  if (away >= 0) return refusal("wrong_origin", { param: `/items/${away}/url` });
  const asking = items.findIndex(({ asks }) => asks !== undefined);
  if (asking >= 0 && encryption_key === undefined)
    return refusal("encryption_key_missing", { param: `/items/${asking}/asks` });
  return undefined;
}

/** The newest of its name. Nothing is stored for the asking. */
function readPriceList(
  { database, record }: Works,
  name: PriceListName,
): Result<PriceListView, Refusal> {
  const known = record.read() && new PriceListStore(database).read(name);
  return known ? ok(viewOf(known)) : err(refusal("price_list_not_found"));
}

function readSoldItem(works: Works, name: PriceListName, item: string): Result<SoldItem, Refusal> {
  const found = readPriceList(works, name);
  if (!found.ok) return found;
  const { list, items, withdrawn } = found.value;
  if (withdrawn) return err(refusal("price_list_withdrawn"));
  const listing = listingOf(list, items, item);
  const certificate = works.record.read()?.pair.certificate.payload;
  if (!listing || !certificate) return err(refusal("item_not_found"));
  const { register, mode, name: shop, origins } = certificate;
  return ok({ listing, shop: { register, mode, name: shop, origins } });
}

function isSame({ list }: StoredPriceList, other: { readonly list: SignedPriceList }): boolean {
  return list.signature === other.list.signature;
}

function viewOf({ list, items }: StoredPriceList): PriceListView {
  const { iss, mode, name, serial, from, until } = list.payload;
  return {
    id: priceListIdOf(iss, name),
    object: "price_list",
    ...{ mode, register: iss, name, serial, from, until },
    withdrawn: items.length === 0,
    list,
    items,
  };
}
