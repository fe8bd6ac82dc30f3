/** Which of the two servers; also the name of its Watch. */

export type Role = "synchronous-server" | "carrier-server";
