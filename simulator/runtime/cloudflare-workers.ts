/**
 * What the shells import from the platform, under Node: base classes that keep what they are given. The
 * loader puts this in the place of the platform's module.
 */

export class DurableObject<Env = unknown> {
  readonly ctx: unknown;
  readonly env: Env;

  constructor(ctx: unknown, env: Env) {
    this.ctx = ctx;
    this.env = env;
  }
}

export class WorkerEntrypoint<Env = unknown> extends DurableObject<Env> {}

export class RpcTarget {}
