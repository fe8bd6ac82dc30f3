// The few words of `pg` and `fastify` that the peers use: both are installed with the bench, not with the project.

declare module "pg" {
  export interface QueryResult {
    readonly rows: readonly Record<string, unknown>[];
    readonly rowCount: number | null;
  }
  export interface NamedQuery {
    readonly name?: string;
    readonly text: string;
    readonly values?: readonly unknown[];
  }
  export interface PoolClient {
    query(query: NamedQuery | string): Promise<QueryResult>;
    release(): void;
  }
  export class Pool {
    constructor(options: { connectionString: string; max: number });
    query(query: NamedQuery | string): Promise<QueryResult>;
    connect(): Promise<PoolClient>;
    end(): Promise<void>;
  }
}

declare module "fastify" {
  import type { IncomingHttpHeaders, ServerResponse } from "node:http";

  export interface FastifyRequest {
    readonly url: string;
    readonly headers: IncomingHttpHeaders;
    readonly body: Buffer;
    readonly params: Readonly<Record<string, string>>;
  }
  export interface FastifyReply {
    readonly raw: ServerResponse;
    hijack(): void;
    code(status: number): FastifyReply;
    header(name: string, value: string): FastifyReply;
    send(body: string): FastifyReply;
  }
  type Handler = (request: FastifyRequest, reply: FastifyReply) => unknown;
  export interface FastifyInstance {
    post(path: string, handler: Handler): void;
    get(path: string, handler: Handler): void;
    removeAllContentTypeParsers(): void;
    addContentTypeParser(
      type: string,
      options: { parseAs: "buffer" },
      parse: (request: FastifyRequest, body: Buffer) => Promise<Buffer>,
    ): void;
    listen(options: { port: number; host: string }): Promise<string>;
  }
  export function fastify(options?: { logger?: boolean }): FastifyInstance;
}
