/**
 * Which addresses and names are public, so that a proof can't make the carrier talk to what stands inside somebody's
 * network. Pure. Everything that isn't surely public is refused: special-purpose blocks (RFC 6890), and IPv6 that has
 * an IPv4 address inside by what that one is.
 */

/** Blocks of IPv4 that aren't for the public: first address, length of the prefix. */
const V4_BLOCKS: readonly (readonly [string, number])[] = [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["192.88.99.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  ["224.0.0.0", 3],
];

/** @param text an address as a resolver writes it */
export function isPublicAddress(text: string): boolean {
  const v4 = v4Of(text);
  if (v4 !== undefined) return isPublicV4(v4);
  const groups = v6Groups(text);
  return groups !== undefined && isPublicV6(groups);
}

function v4Of(text: string): number | undefined {
  // No zero in front: some readers take 012 for ten.
  const match = /^(0|[1-9]\d{0,2})\.(0|[1-9]\d{0,2})\.(0|[1-9]\d{0,2})\.(0|[1-9]\d{0,2})$/.exec(
    text,
  );
  if (!match) return undefined;
  const bytes = match.slice(1).map(Number);
  if (bytes.some((byte) => byte > 255)) return undefined;
  return bytes.reduce((sum, byte) => sum * 256 + byte, 0);
}

function isPublicV4(address: number): boolean {
  return !V4_BLOCKS.some(([first, length]) => {
    const size = 2 ** (32 - length);
    return Math.floor(address / size) === Math.floor((v4Of(first) ?? 0) / size);
  });
}

/** The eight groups of an IPv6 address, or undefined for what isn't one. A zone makes none. */
function v6Groups(text: string): number[] | undefined {
  const mapped = /^(.*:)(\d+\.\d+\.\d+\.\d+)$/.exec(text);
  const v4 = mapped ? v4Of(mapped[2] ?? "") : undefined;
  if (mapped && v4 === undefined) return undefined;
  const hex =
    v4 === undefined
      ? text
      : `${mapped?.[1]}${Math.floor(v4 / 65_536).toString(16)}:${(v4 % 65_536).toString(16)}`;
  const halves = hex.split("::");
  if (halves.length > 2) return undefined;
  const [head = [], tail = []] = halves.map((half) => (half === "" ? [] : half.split(":")));
  const missing = 8 - head.length - tail.length;
  if (halves.length === 2 ? missing < 1 : missing !== 0) return undefined;
  const groups = [...head, ...Array<string>(missing).fill("0"), ...tail];
  if (!groups.every((group) => /^[0-9a-f]{1,4}$/i.test(group))) return undefined;
  return groups.map((group) => Number.parseInt(group, 16));
}

/** Only global unicast, and of it neither what tunnels to IPv4 nor what is for documents and tests. */
function isPublicV6(groups: readonly number[]): boolean {
  const [a = 0, b = 0, , , , , g = 0, h = 0] = groups;
  const zeros = (from: number, to: number) => groups.slice(from, to).every((group) => group === 0);
  const v4 = (high: number, low: number) => isPublicV4(high * 65_536 + low);
  // ::ffff:0:0/96, mapped; 64:ff9b::/96, NAT64. Translated ones (::ffff:0:0:0/96) aren't global, nor is 64:ff9b:1::/48.
  if (zeros(0, 5) && groups[5] === 0xffff) return v4(g, h);
  if (a === 0x64 && b === 0xff9b && zeros(2, 6)) return v4(g, h);
  if (a < 0x2000 || a > 0x3fff) return false;
  // 2002::/16 is 6to4: the IPv4 address is in its second and third group.
  if (a === 0x2002) return v4(b, groups[2] ?? 0);
  // ISATAP (RFC 5214): an IPv4 address behind whatever prefix.
  if (groups[5] === 0x5efe && ((groups[4] ?? 0) & 0xfdff) === 0) return v4(g, h);
  // 2001::/23 is the IETF's own (Teredo, benchmarks), 2001:db8::/32 and 3fff::/20 are for documents.
  if (a === 0x2001 && (b < 0x200 || b === 0xdb8)) return false;
  return !(a === 0x3fff && b < 0x1000);
}

/** Endings that never lead into the public DNS (RFC 6761, RFC 6762, RFC 8375, and what networks use inside). */
const INNER_NAMES =
  /(^|\.)(localhost|local|localdomain|internal|intranet|private|corp|home|lan|home\.arpa|test|example|invalid|onion|arpa)$/;

/** @param hostname as the URL parser writes it: any spelling of an IPv4 address has become four numbers */
export function isPublicName(hostname: string): boolean {
  if (hostname.startsWith("[") || v4Of(hostname) !== undefined) return false;
  return hostname.includes(".") && !hostname.endsWith(".") && !INNER_NAMES.test(hostname);
}
