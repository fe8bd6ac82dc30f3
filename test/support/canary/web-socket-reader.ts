/** Reads the messages out of one direction of a WebSocket (RFC 6455), unmasked: what a capture may search. No extensions. */

const LONG_16 = 126;
const LONG_64 = 127;

export class WebSocketReader {
  #rest = Buffer.alloc(0);
  #message: Buffer[] = [];

  /** @returns the messages that are whole with these bytes; control frames are messages of their own */
  read(chunk: Uint8Array): Buffer[] {
    this.#rest = Buffer.concat([this.#rest, chunk]);
    const whole: Buffer[] = [];
    for (let frame = frameOf(this.#rest); frame; frame = frameOf(this.#rest)) {
      this.#rest = this.#rest.subarray(frame.length);
      if (frame.isControl) {
        whole.push(frame.payload);
        continue;
      }
      this.#message.push(frame.payload);
      if (!frame.isLast) continue;
      whole.push(Buffer.concat(this.#message));
      this.#message = [];
    }
    return whole;
  }
}

interface Frame {
  readonly length: number;
  readonly isLast: boolean;
  readonly isControl: boolean;
  readonly payload: Buffer;
}

function frameOf(bytes: Buffer): Frame | undefined {
  if (bytes.length < 2) return undefined;
  const [first, second] = [bytes.readUInt8(0), bytes.readUInt8(1)];
  const short = second & 0x7f;
  const lengthBytes = short === LONG_16 ? 2 : short === LONG_64 ? 8 : 0;
  const maskBytes = second & 0x80 ? 4 : 0;
  const start = 2 + lengthBytes + maskBytes;
  if (bytes.length < start) return undefined;
  const size =
    lengthBytes === 0
      ? short
      : lengthBytes === 2
        ? bytes.readUInt16BE(2)
        : Number(bytes.readBigUInt64BE(2));
  if (bytes.length < start + size) return undefined;
  const mask = bytes.subarray(start - maskBytes, start);
  const masked = bytes.subarray(start, start + size);
  const payload = Buffer.from(masked.map((byte, i) => byte ^ (maskBytes ? (mask[i % 4] ?? 0) : 0)));
  return { length: start + size, isLast: first >= 0x80, isControl: (first & 0x0f) >= 8, payload };
}
