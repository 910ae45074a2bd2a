import { deflateRawSync } from 'node:zlib';
import { crc32 } from 'node:zlib';

/** A picture of one dot with everything in it that a telephone writes down, and words of its maker. */
export function aJpeg(hidden: string, way = 6): Buffer {
  const dot = Buffer.from(
    '/9j/4AAQSkZJRgABAQEASABIAAD/2wBDAAMCAgICAgMCAgIDAwMDBAYEBAQEBAgGBgUGCQgKCgkICQkKDA8MCgsOCwkJDRENDg8QEBEQCgwSExIQEw8QEBD/yQALCAABAAEBAREA/8wABgAQEAX/2gAIAQEAAD8A0s8g/9k=',
    'base64',
  );
  const exif = Buffer.from('4d4d002a00000008000101120003000000010000000000000000', 'hex');
  exif.writeUInt16BE(way, 18);
  const told = [
    segment(0xe1, Buffer.concat([Buffer.from('Exif\0\0'), exif, Buffer.from(hidden)])),
    segment(0xe1, Buffer.from(`http://ns.adobe.com/xap/1.0/\0<x>${hidden}</x>`)),
    segment(0xe2, Buffer.from(`ICC_PROFILE\0${hidden}`)),
    segment(0xed, Buffer.from(`Photoshop 3.0\0${hidden}`)),
    segment(0xfe, Buffer.from(hidden)),
  ];
  return Buffer.concat([dot.subarray(0, 2), ...told, dot.subarray(2), Buffer.from(`behind the end ${hidden}`)]);
}

function segment(marker: number, inside: Buffer): Buffer {
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(inside.length + 2, 2);
  return Buffer.concat([head, inside]);
}

/** The same as a PNG. */
export function aPng(hidden: string): Buffer {
  const head = Buffer.from('0000000100000001080000000000000000', 'hex').subarray(0, 13);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    part('IHDR', head),
    part('tEXt', Buffer.from(`Comment\0${hidden}`)),
    part('eXIf', Buffer.from(hidden)),
    part('iTXt', Buffer.from(`XML:com.adobe.xmp\0\0\0\0\0${hidden}`)),
    part('IDAT', Buffer.from('789c63600000000200 01'.replaceAll(' ', ''), 'hex')),
    part('IEND', Buffer.alloc(0)),
    Buffer.from(`behind the end ${hidden}`),
  ]);
}

function part(name: string, inside: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), inside]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(inside.length, 0);
  frame.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
}

/** The smallest PDF that says something. */
export function aPdf(words: string): Buffer {
  return Buffer.from(`%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]/Contents 4 0 R>>endobj
4 0 obj<</Length ${words.length + 40}>>stream
BT /F1 12 Tf 20 100 Td (${words}) Tj ET
endstream endobj
trailer<</Root 1 0 R>>
%%EOF
`);
}

/** A zip file with these members; `says` is the size that its directory tells, where that is a lie. */
export function aZip(members: Readonly<Record<string, string | Buffer>>, says?: number): Buffer {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const [name, content] of Object.entries(members)) {
    const plain = Buffer.from(content);
    const packed = deflateRawSync(plain);
    const sizes = Buffer.alloc(12);
    sizes.writeUInt32LE(crc32(plain), 0);
    sizes.writeUInt32LE(packed.length, 4);
    sizes.writeUInt32LE(says ?? plain.length, 8);
    const names = Buffer.from([Buffer.byteLength(name), 0, 0, 0]);
    const local = Buffer.concat([
      Buffer.from('504b0304140000000800000000 00'.replaceAll(' ', ''), 'hex'),
      sizes,
      names,
    ]);
    locals.push(local, Buffer.from(name), packed);
    const where = Buffer.alloc(4);
    where.writeUInt32LE(at);
    directory.push(
      Buffer.from('504b010214001400000008000000 0000'.replaceAll(' ', ''), 'hex'),
      sizes,
      names,
      Buffer.alloc(10),
      where,
      Buffer.from(name),
    );
    at += local.length + Buffer.byteLength(name) + packed.length;
  }
  const listed = Buffer.concat(directory);
  const end = Buffer.from('504b0506000000000000000000000000000000000000', 'hex');
  end.writeUInt16LE(Object.keys(members).length, 8);
  end.writeUInt16LE(Object.keys(members).length, 10);
  end.writeUInt32LE(listed.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...locals, listed, end]);
}

const wordTypes = (main: string) =>
  `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/word/document.xml" ContentType="application/vnd.${main}.main+xml"/></Types>`;

/** A Word file that says this, with more members where wished. */
export function aDocx(words: string, more: Readonly<Record<string, string>> = {}): Buffer {
  return aZip({
    '[Content_Types].xml': wordTypes('openxmlformats-officedocument.wordprocessingml.document'),
    'word/document.xml': `<w:document><w:body><w:p><w:r><w:t>${words.slice(0, 4)}</w:t></w:r><w:r><w:t>${words.slice(4)}</w:t></w:r></w:p></w:body></w:document>`,
    ...more,
  });
}

export interface FormFile {
  readonly name: string;
  readonly bytes: Buffer | string;
}

/** A form with files as a browser sends it. */
export function multipart(
  fields: Readonly<Record<string, string>>,
  files: readonly FormFile[],
): { readonly type: string; readonly body: Buffer } {
  const edge = '----a-form-of-a-browser';
  const pieces: Buffer[] = [];
  for (const [name, value] of Object.entries(fields))
    pieces.push(Buffer.from(`--${edge}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`));
  for (const { name, bytes } of files) {
    const said = name.replaceAll('"', '%22');
    pieces.push(
      Buffer.from(
        `--${edge}\r\nContent-Disposition: form-data; name="files"; filename="${said}"\r\nContent-Type: application/octet-stream\r\n\r\n`,
      ),
      Buffer.from(bytes),
      Buffer.from('\r\n'),
    );
  }
  pieces.push(Buffer.from(`--${edge}--\r\n`));
  return { type: `multipart/form-data; boundary=${edge}`, body: Buffer.concat(pieces) };
}
