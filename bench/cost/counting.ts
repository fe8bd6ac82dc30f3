/**
 * Counts what Cloudflare would bill, inside workerd: put before a server's own module, which stays byte for byte what
 * `wrangler deploy` uploads. Its objects' classes are wrapped, and the runtime's storage reports each statement. Only the
 * bench builds such a server; what is deployed has none of this. No import: it is copied beside that module as it is.
 */

export interface Counts {
  /** at the Worker's own door */
  readonly requests: number;
  /** of objects: RPC and fetch */
  readonly calls: number;
  /** incoming, on objects' sockets */
  readonly messages: number;
  readonly alarms: number;
  readonly alarmsSet: number;
  readonly rowsRead: number;
  readonly rowsWritten: number;
  /** objects' time with something under way, whatever their number */
  readonly activeMs: number;
  /** of all objects that are awake */
  readonly storedBytes: number;
}

type Tally = { -readonly [Name in keyof Counts]: number };
type Method = (this: object, ...args: unknown[]) => unknown;
type ObjectClass = new (ctx: ObjectState, env: unknown) => object;

interface Rows {
  readonly rowsRead: number;
  readonly rowsWritten: number;
}
interface Cursor extends Rows {
  toArray(): unknown[];
  one(): unknown;
}
interface Sql {
  readonly databaseSize: number;
  exec(...args: unknown[]): Cursor;
}
interface Storage {
  readonly sql: Sql;
  setAlarm(...args: unknown[]): Promise<void>;
}
interface ObjectState {
  readonly id: { toString(): string };
  readonly storage: Storage;
  waitUntil(promise: Promise<unknown>): void;
}

/** Something under way at an object: from the first that begins until the last has ended. */
class Activity {
  /** of its database, when it last came to rest */
  bytes = 0;
  #running = 0;
  #since = 0;
  readonly #tally: Tally;
  readonly #sql: Sql | undefined;

  constructor(tally: Tally, sql?: Sql) {
    this.#tally = tally;
    this.#sql = sql;
  }

  during<T>(act: () => T): T {
    if (this.#running++ === 0) this.#since = Date.now();
    let result: T | undefined;
    try {
      result = act();
      return result;
    } finally {
      const end = () => {
        if (--this.#running > 0) return;
        this.#tally.activeMs += Date.now() - this.#since;
        // Asked here, since only the object itself may.
        this.bytes = this.#sql?.databaseSize ?? 0;
      };
      if (result instanceof Promise) result.then(end, end);
      else end();
    }
  }
}

const NOTHING: Counts = {
  ...{ requests: 0, calls: 0, messages: 0, alarms: 0, alarmsSet: 0 },
  ...{ rowsRead: 0, rowsWritten: 0, activeMs: 0, storedBytes: 0 },
};

export class Counter {
  readonly #tallies = new Map<string, Tally>();
  readonly #ofSql = new WeakMap<object, Tally>();
  readonly #ofStorage = new WeakMap<object, Tally>();
  readonly #activities = new WeakMap<object, Activity>();
  /** by class and id: one that slept comes again */
  readonly #objects = new Map<string, Map<string, Activity>>();
  /** what was already counted of a cursor: its rows are known only once it was read */
  readonly #cursors = new WeakMap<object, { readonly tally: Tally; readonly counted: Rows }>();
  #patched = false;
  #patchedCursor = false;

  /** The same class, with every call from outside counted. */
  counted(name: string, Given: ObjectClass): ObjectClass {
    const counter = this;
    class Counted extends Given {
      constructor(ctx: ObjectState, env: unknown) {
        counter.#watch(name, ctx);
        super(ctx, env);
      }
    }
    for (const method of methodsOf(Given)) {
      const own = (Given.prototype as Record<string, Method>)[method] as Method;
      const counting: Method = function (...args) {
        counter.#called(name, method);
        return counter.#activityOf(this).during(() => own.apply(this, args));
      };
      Object.defineProperty(Counted.prototype, method, { value: counting });
    }
    return Counted;
  }

  request(): void {
    this.tallyOf("door").requests += 1;
  }

  /** By class. */
  read(): Record<string, Counts> {
    for (const [name, all] of this.#objects)
      this.tallyOf(name).storedBytes = [...all.values()].reduce((sum, { bytes }) => sum + bytes, 0);
    return Object.fromEntries(this.#tallies);
  }

  tallyOf(name: string): Tally {
    const tally = this.#tallies.get(name) ?? { ...NOTHING };
    this.#tallies.set(name, tally);
    return tally;
  }

  #called(name: string, method: string): void {
    const tally = this.tallyOf(name);
    if (method === "alarm") tally.alarms += 1;
    else if (method === "webSocketMessage") tally.messages += 1;
    // The runtime's own news of a socket's end, and of its ping: not billed.
    else if (!method.startsWith("webSocket")) tally.calls += 1;
  }

  #watch(name: string, ctx: ObjectState): void {
    const { storage } = ctx;
    if (!this.#patched) this.#patch(ctx);
    this.#patched = true;
    this.#ofSql.set(storage.sql, this.tallyOf(name));
    this.#ofStorage.set(storage, this.tallyOf(name));
    const activity = new Activity(this.tallyOf(name), storage.sql);
    this.#activities.set(ctx, activity);
    const all = this.#objects.get(name) ?? new Map();
    this.#objects.set(name, all.set(ctx.id.toString(), activity));
  }

  /** The activity of an object, which keeps its state as `ctx`. */
  #activityOf(object: object): Activity {
    const { ctx } = object as { ctx?: object };
    return (ctx && this.#activities.get(ctx)) || new Activity(this.tallyOf("unknown"));
  }

  /** Each of the runtime's classes once: all objects of a process share them. */
  #patch(ctx: ObjectState): void {
    const counter = this;
    patchMethod(ctx.storage.sql, "exec", function (own, args) {
      const cursor = own.apply(this, args) as Cursor;
      counter.#patchCursor(cursor);
      const tally = counter.#ofSql.get(this) ?? counter.tallyOf("unknown");
      counter.#cursors.set(cursor, { tally, counted: NOTHING });
      counter.#count(cursor);
      return cursor;
    });
    patchMethod(ctx.storage, "setAlarm", function (own, args) {
      (counter.#ofStorage.get(this) ?? counter.tallyOf("unknown")).alarmsSet += 1;
      return own.apply(this, args);
    });
    patchMethod(ctx, "waitUntil", function (own, args) {
      const activity = counter.#activities.get(this);
      const [promise] = args as [Promise<unknown>];
      return own.apply(this, [activity ? activity.during(() => promise) : promise]);
    });
  }

  #patchCursor(cursor: Cursor): void {
    if (this.#patchedCursor) return;
    this.#patchedCursor = true;
    const counter = this;
    for (const read of ["toArray", "one"] as const)
      patchMethod(cursor, read, function (own, args) {
        const result = own.apply(this, args);
        counter.#count(this as Cursor);
        return result;
      });
  }

  #count(cursor: Cursor): void {
    const known = this.#cursors.get(cursor);
    if (!known) return;
    const { tally, counted } = known;
    const { rowsRead, rowsWritten } = cursor;
    tally.rowsRead += rowsRead - counted.rowsRead;
    tally.rowsWritten += rowsWritten - counted.rowsWritten;
    this.#cursors.set(cursor, { tally, counted: { rowsRead, rowsWritten } });
  }
}

function patchMethod(
  of: object,
  name: string,
  patched: (this: object, own: Method, args: unknown[]) => unknown,
): void {
  const prototype = Object.getPrototypeOf(of) as Record<string, Method>;
  const own = prototype[name] as Method;
  prototype[name] = function (...args) {
    return patched.call(this, own, args);
  };
}

/** All that a class and those it extends define, down to the runtime's own class. */
function methodsOf(Given: ObjectClass): string[] {
  const names = new Set<string>();
  let at: unknown = Given.prototype;
  while (at instanceof Object && Object.getPrototypeOf(at) !== Object.prototype) {
    for (const [name, { value }] of Object.entries(Object.getOwnPropertyDescriptors(at)))
      if (typeof value === "function" && name !== "constructor") names.add(name);
    at = Object.getPrototypeOf(at);
  }
  return [...names];
}
