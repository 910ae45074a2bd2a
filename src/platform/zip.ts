import { inflateRawSync } from 'node:zlib';

/** A member of a zip file, as its directory says; nothing of it is opened. */
export interface ZipMember {
  readonly name: string;
  /** How long it says it is once opened. */
  readonly size: number;
  readonly packedSize: number;
  readonly method: number;
  /** Whether it opens with a password only. */
  readonly isLocked: boolean;
  readonly at: number;
}

const endMark = 0x06054b50;
const memberMark = 0x02014b50;
const endLength = 22;

/** The directory of a zip file; undefined when it has none that fits. Reads no more than `most` members. */
export function zipMembers(bytes: Buffer, most: number): readonly ZipMember[] | undefined {
  const end = endOf(bytes);
  if (end === undefined) return undefined;
  const count = bytes.readUInt16LE(end + 10);
  let at = bytes.readUInt32LE(end + 16);
  if (count === 0 || count > most) return undefined;
  const members: ZipMember[] = [];
  for (let place = 0; place < count; place += 1) {
    if (at + 46 > end || bytes.readUInt32LE(at) !== memberMark) return undefined;
    const nameLength = bytes.readUInt16LE(at + 28);
    members.push({
      name: bytes.toString('utf8', at + 46, at + 46 + nameLength),
      isLocked: (bytes.readUInt16LE(at + 8) & 1) === 1,
      method: bytes.readUInt16LE(at + 10),
      packedSize: bytes.readUInt32LE(at + 20),
      size: bytes.readUInt32LE(at + 24),
      at: bytes.readUInt32LE(at + 42),
    });
    at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return members;
}

function endOf(bytes: Buffer): number | undefined {
  for (let at = bytes.length - endLength; at >= 0 && at >= bytes.length - endLength - 65_535; at -= 1) {
    if (bytes.readUInt32LE(at) === endMark) return at;
  }
  return undefined;
}

/** The packed bytes of a member; undefined when there is none where the directory says. */
export function zipStart(bytes: Buffer, { at, packedSize }: ZipMember): Buffer | undefined {
  if (at + 30 > bytes.length || bytes.readUInt32LE(at) !== 0x04034b50) return undefined;
  const from = at + 30 + bytes.readUInt16LE(at + 26) + bytes.readUInt16LE(at + 28);
  return bytes.subarray(from, from + packedSize);
}

/** What a member holds; undefined when it is no member that opens, or is longer than `most`, whatever the directory says. */
export function zipContent(bytes: Buffer, member: ZipMember, most: number): Buffer | undefined {
  const packed = zipStart(bytes, member);
  const { method } = member;
  if (!packed) return undefined;
  if (method === 0) return packed.length <= most ? packed : undefined;
  if (method !== 8) return undefined;
  try {
    return inflateRawSync(packed, { maxOutputLength: most });
  } catch {
    return undefined; // no such packing, or longer than it may be
  }
}
