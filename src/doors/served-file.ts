import { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';
import type { ServedFile } from '#vocabulary/doors.ts';

/** Hands out a file as what it is: no page of ours, nothing in it runs, nobody keeps it on the way. */
export async function sendFile(reply: FastifyReply, file: ServedFile): Promise<FastifyReply | 'gone'> {
  const content = await file.content();
  if (!content) return 'gone';
  const way = file.isShown ? 'inline' : 'attachment';
  return reply
    .headers({
      'content-type': file.type,
      'content-length': file.size,
      'content-disposition': `${way}; ${fileNameFor(file.name)}`,
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'; sandbox",
    })
    .send(Readable.from(content, { objectMode: false }));
}

/** A name for old readers, with nothing in it that could end it, and the whole one for the others (RFC 5987). */
export function fileNameFor(name: string): string {
  const plain = name.replaceAll(/[^ \w.()-]/g, '_').slice(-100);
  const whole = encodeURIComponent(name.toWellFormed()).replaceAll(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `filename="${plain}"; filename*=UTF-8''${whole}`;
}
