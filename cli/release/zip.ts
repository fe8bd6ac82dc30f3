/**
 * A zip archive whose bytes depend on names and contents alone: sorted, deflated by this Node, without the times, users
 * and attributes of the machine that packs. For packages that somebody else can build and compare. Pure.
 */

import { crc32, deflateRawSync } from "node:zlib";

const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
const END = 0x06054b50;
const VERSION = 20;
/** Names are UTF-8. */
const FLAGS = 0x0800;
const DEFLATED = 8;
/** The first day that a zip can say: 1980-01-01, 00:00. */
const DATE = 0x0021;
const COUNT_MAX = 0xffff;

/** @param files by path, with "/" */
export function zipOf(files: ReadonlyMap<string, Uint8Array>): Buffer {
  if (files.size > COUNT_MAX) throw new Error("too many files for one archive");
  const names = [...files.keys()].sort();
  const bodies: Buffer[] = [];
  const entries: Buffer[] = [];
  let offset = 0;
  for (const name of names) {
    const bytes = files.get(name) ?? new Uint8Array();
    const packed = deflateRawSync(bytes, { level: 9 });
    const path = Buffer.from(name, "utf8");
    const head = fieldsOf(bytes, packed, path);
    const local = Buffer.concat([u32(LOCAL), head, u16(0), path, packed]);
    entries.push(
      Buffer.concat([
        ...[u32(CENTRAL), u16(VERSION), head, u16(0), u16(0)],
        ...[u16(0), u16(0), u32(0), u32(offset), path],
      ]),
    );
    bodies.push(local);
    offset += local.length;
  }
  const central = Buffer.concat(entries);
  const count = u16(names.length);
  const end = [u32(END), u16(0), u16(0), count, count, u32(central.length), u32(offset), u16(0)];
  return Buffer.concat([...bodies, central, ...end]);
}

/** What both headers say of a file, up to the length of its name. */
function fieldsOf(bytes: Uint8Array, packed: Buffer, path: Buffer): Buffer {
  return Buffer.concat([
    ...[u16(VERSION), u16(FLAGS), u16(DEFLATED), u16(0), u16(DATE)],
    ...[u32(crc32(bytes)), u32(packed.length), u32(bytes.length), u16(path.length)],
  ]);
}

function u16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(value);
  return bytes;
}

function u32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}
