/** GET /problems and /problems/:code at either server: pages for people, in the reader's language or the one he asks for. */

import * as v from "valibot";
import { ProblemCode, refusal } from "../../../protocol/problem.ts";
import { refuse } from "../answer.ts";
import type { Described } from "../contract/openapi.ts";
import type { Door } from "../door.ts";
import { ourPage, type PageLanguage, pageLanguage } from "../page-frame.ts";
import { PROBLEMS_PATH, problemIndex, problemPage } from "./problem-page.ts";

const CACHE = "public, max-age=300";

export function addProblemPages<Env extends object>(door: Door<Env>, described: Described): void {
  door.get(PROBLEMS_PATH, (c) => {
    const language = languageOf(c.req.raw);
    return ourPage({ ...problemIndex(language), language, cache: CACHE });
  });
  door.get(`${PROBLEMS_PATH}/:code`, (c) => {
    const code = c.req.param("code");
    if (!v.is(ProblemCode, code)) return refuse(c.req.raw, refusal("route_not_found"));
    const language = languageOf(c.req.raw);
    return ourPage({ ...problemPage(code, language, described), language, cache: CACHE });
  });
}

function languageOf(request: Request): PageLanguage {
  const asked = new URL(request.url).searchParams.get("lang");
  if (asked === "en" || asked === "ja") return asked;
  return pageLanguage(request.headers.get("Accept-Language") ?? undefined);
}
