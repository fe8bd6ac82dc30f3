/** The session: a random name in a cookie, so that a browser finds its basket and orders again. Says nothing of a person. */

import type { Context } from "hono";
import { getCookie, setCookie } from "hono/cookie";

const NAME = "kami_session";
const MONTH_S = 30 * 24 * 60 * 60;

/** The browser's session; undefined before it has one. */
export function sessionOf(c: Context): string | undefined {
  const session = getCookie(c, NAME);
  return session !== undefined && /^[0-9a-f]{32}$/.test(session) ? session : undefined;
}

/** For pages that write something: the session, new if there was none. */
export function startSession(c: Context, secure: boolean): string {
  const session = sessionOf(c) ?? crypto.randomUUID().replaceAll("-", "");
  setCookie(c, NAME, session, {
    httpOnly: true,
    sameSite: "Lax",
    path: "/",
    maxAge: MONTH_S,
    secure,
  });
  return session;
}
