/**
 * Takes out of a picture everything that is not the picture: where and when it was taken, by which camera, comments, small copies
 * of it, whatever hangs behind its end. The picture itself is not opened and loses nothing; which way up it is stays.
 */
export function bareJpeg(bytes: Buffer): Buffer | undefined {
  if (bytes.length < 4 || bytes.readUInt16BE(0) !== 0xffd8) return undefined;
  const kept: Buffer[] = [bytes.subarray(0, 2)];
  let turned: Buffer | undefined;
  let hasPicture = false;
  let at = 2;
  while (at + 2 <= bytes.length) {
    if (bytes[at] !== 0xff) return undefined;
    const marker = bytes[at + 1] ?? 0;
    if (marker === 0xff) {
      at += 1; // a fill byte
      continue;
    }
    if (marker === 0xd9) {
      if (!hasPicture) return undefined;
      const [start, ...rest] = kept as [Buffer, ...Buffer[]];
      return Buffer.concat([start, ...(turned ? [turned] : []), ...rest, bytes.subarray(at, at + 2)]);
    }
    if (at + 4 > bytes.length) return undefined;
    const length = bytes.readUInt16BE(at + 2);
    const next = at + 2 + length;
    if (length < 2 || next > bytes.length) return undefined;
    const segment = bytes.subarray(at, next);
    if (marker === 0xe1) turned ??= turnedOnly(segment);
    if (isOfThePicture(marker, segment)) kept.push(segment);
    at = next;
    if (marker === 0xda) {
      hasPicture = true;
      const from = at;
      while (at + 1 < bytes.length && !(bytes[at] === 0xff && isMarker(bytes[at + 1] ?? 0))) at += 1;
      kept.push(bytes.subarray(from, at));
    }
  }
  return undefined; // it breaks off
}

// In the picture itself a 0xff stands before nothing, or before the number of a restart.
function isMarker(byte: number): boolean {
  return byte !== 0 && !(byte >= 0xd0 && byte <= 0xd7);
}

// APP14 of Adobe says how the colours are meant; APP0 of JFIF how large a dot is, and may hold a small copy, which its length tells.
function isOfThePicture(marker: number, segment: Buffer): boolean {
  if (marker === 0xfe) return false;
  if (marker < 0xe0 || marker > 0xef) return true;
  if (marker === 0xee) return segment.toString('latin1', 4, 9) === 'Adobe' && segment.length === 16;
  return marker === 0xe0 && segment.toString('latin1', 4, 9) === 'JFIF\0' && segment.length === 18;
}

/** A segment that says which way up the picture is and nothing else. */
function turnedOnly(segment: Buffer): Buffer | undefined {
  if (segment.toString('latin1', 4, 10) !== 'Exif\0\0') return undefined;
  const tiff = segment.subarray(10);
  if (tiff.length < 14) return undefined;
  const isLittle = tiff.toString('latin1', 0, 2) === 'II';
  const short = (at: number) => (isLittle ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at));
  const first = isLittle ? tiff.readUInt32LE(4) : tiff.readUInt32BE(4);
  if (first + 2 > tiff.length) return undefined;
  const count = Math.min(short(first), 200);
  for (let place = 0; place < count; place += 1) {
    const at = first + 2 + place * 12;
    if (at + 12 > tiff.length) return undefined;
    if (short(at) !== 0x0112) continue;
    const way = short(at + 8);
    return way >= 2 && way <= 8 ? segmentTurned(way) : undefined;
  }
  return undefined;
}

function segmentTurned(way: number): Buffer {
  const segment = Buffer.from('ffe100224578696600004d4d002a00000008000101120003000000010000000000000000', 'hex');
  segment.writeUInt16BE(way, 28);
  return segment;
}

const pngStart = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
// What is needed to draw it, and nothing that could hold a word.
const pngParts = new Set(['IHDR', 'PLTE', 'IDAT', 'IEND', 'tRNS', 'gAMA', 'cHRM', 'sRGB', 'sBIT', 'bKGD', 'pHYs']);

/** The same for a PNG: only the parts that draw it are kept. */
export function barePng(bytes: Buffer): Buffer | undefined {
  if (!bytes.subarray(0, 8).equals(pngStart)) return undefined;
  const kept: Buffer[] = [pngStart];
  let at = 8;
  while (at + 12 <= bytes.length) {
    const next = at + 12 + bytes.readUInt32BE(at);
    if (next > bytes.length) return undefined;
    const part = bytes.toString('latin1', at + 4, at + 8);
    if (pngParts.has(part)) kept.push(bytes.subarray(at, next));
    if (part === 'IEND') return Buffer.concat(kept);
    at = next;
  }
  return undefined;
}
