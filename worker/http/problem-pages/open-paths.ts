/** The addresses of these pages: anyone may read them, also from a link on another page [PG10]. */

export const PROBLEM_PAGE_PATHS = /^\/problems(\/[a-z_]+)?$/;
