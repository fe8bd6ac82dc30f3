/** What is to be shown, as data: each is judged by the median over the rounds. */

import { CARRIER_PROCESS, FSYNC, HARD, OURS_HTTP, OURS_SOCKETS, TYPICAL } from "../names.ts";
import type { Bar } from "./figures.ts";

const HTTP_32 = { entry: OURS_HTTP, step: "confirm", connections: 32 } as const;
const SOCKETS_32 = { ...HTTP_32, entry: OURS_SOCKETS };
const HTTP_1 = { ...HTTP_32, connections: 1 };
const SOCKETS_1 = { ...SOCKETS_32, connections: 1 };
const CREATE_32 = { ...HTTP_32, step: "create" } as const;
const CREATE_1 = { ...CREATE_32, connections: 1 };

const least = (bar: number) => ({ is: "at least", bar }) as const;
const most = (bar: number) => ({ is: "at most", bar }) as const;
const rate = { figure: "perSecond" } as const;
const median = { figure: "p50Ms" } as const;

export const BARS: readonly Bar[] = [
  { says: "confirms/s, HTTP / hard peer", ours: HTTP_32, theirs: HARD, ...rate, ...least(1) },
  {
    says: "confirms/s, HTTP / typical peer",
    ours: HTTP_32,
    theirs: TYPICAL,
    ...rate,
    ...least(2.2),
  },
  {
    says: "confirms/s, WebSocket / hard peer",
    ours: SOCKETS_32,
    theirs: HARD,
    ...rate,
    ...least(1.5),
  },
  {
    says: "confirms/s, WebSocket / typical peer",
    ours: SOCKETS_32,
    theirs: TYPICAL,
    ...rate,
    ...least(3),
  },
  {
    says: "p99, WebSocket / typical peer",
    ours: SOCKETS_32,
    theirs: TYPICAL,
    figure: "p99Ms",
    ...most(0.5),
  },
  {
    says: "p99, HTTP / typical peer",
    ours: HTTP_32,
    theirs: TYPICAL,
    figure: "p99Ms",
    ...most(0.5),
  },
  {
    says: "CPU, WebSocket / hard peer",
    ours: SOCKETS_32,
    theirs: HARD,
    figure: "cpuMicros",
    ...most(0.6),
  },
  {
    says: "serial p50, WebSocket / typical peer",
    ours: SOCKETS_1,
    theirs: TYPICAL,
    ...median,
    ...most(0.55),
  },
  {
    says: "serial p50, HTTP / typical peer",
    ours: HTTP_1,
    theirs: TYPICAL,
    ...median,
    ...most(0.65),
  },
  {
    says: "serial p50, WebSocket / hard peer",
    ours: SOCKETS_1,
    theirs: HARD,
    ...median,
    ...most(1.2),
  },
  { says: "creates/s / typical peer", ours: CREATE_32, theirs: TYPICAL, ...rate, ...least(1) },
  {
    says: "serial create p50 / typical peer",
    ours: CREATE_1,
    theirs: TYPICAL,
    ...median,
    ...most(0.75),
  },
  {
    says: "whole trades/s, WebSocket / hard peer",
    ours: SOCKETS_32,
    theirs: HARD,
    figure: "whole",
    ...least(1),
  },
  {
    says: "whole trades/s, HTTP / hard peer",
    ours: HTTP_32,
    theirs: HARD,
    figure: "whole",
    ...least(1),
  },
  {
    says: "serial p50, WebSocket / one fsync",
    ours: SOCKETS_1,
    limit: FSYNC,
    ...median,
    ...most(4),
  },
  { says: "serial p50, HTTP / one fsync", ours: HTTP_1, limit: FSYNC, ...median, ...most(4) },
  ...[SOCKETS_32, HTTP_32].flatMap((ours): Bar[] => {
    const { entry } = ours;
    return [
      {
        says: `fsyncs per settlement, ${entry}: the payer's branch`,
        ...{ ours, figure: "fsyncs", process: CARRIER_PROCESS, ...most(0.2) },
      },
      {
        says: `fsyncs per settlement, ${entry}: all in all, crediting too`,
        ...{ ours, figure: "fsyncs", ...most(0.2) },
      },
    ];
  }),
];
