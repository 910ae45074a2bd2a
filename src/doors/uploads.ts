import type { Multipart, MultipartFile } from '@fastify/multipart';
import type { FastifyRequest } from 'fastify';
import type { SentFile } from '#vocabulary/doors.ts';

/** How much a form with files may bring. */
export const uploadLimits = {
  /** The longest file, in bytes, and how many are taken. */
  fileBytes: 20 * 1024 * 1024,
  files: 10,
  /** How many are read through to be named as refused; a form with more is refused whole. */
  filesNamed: 40,
  fields: 50,
  fieldBytes: 100_000,
} as const;

/** What the reader of such forms holds itself to. A file that is too long is cut off and named, not a fault. */
export const multipartOptions = {
  throwFileSizeLimit: false,
  limits: {
    fileSize: uploadLimits.fileBytes,
    files: uploadLimits.filesNamed,
    fields: uploadLimits.fields,
    fieldSize: uploadLimits.fieldBytes,
    fieldNameSize: 100,
    parts: uploadLimits.filesNamed + uploadLimits.fields,
  },
};

/** Whether a request brings files, whatever it is sent to. */
export function bringsFiles(request: FastifyRequest): boolean {
  return /^\s*multipart\//i.test(request.headers['content-type'] ?? '');
}

type Fields = Record<string, string | string[]>;

/**
 * Reads a form with files: one file at a time in memory, whole, and none on the disk. Its fields are the body of the request
 * afterwards, like those of any form.
 */
export async function readUpload<Taken>(
  request: FastifyRequest,
  take: (file: SentFile) => Promise<Taken>,
): Promise<readonly Taken[]> {
  const taken: Taken[] = [];
  if (!bringsFiles(request)) return taken;
  const fields: Fields = Object.create(null) as Fields;
  for await (const part of request.parts()) {
    if (part.type === 'field') addField(fields, part);
    else if (part.filename === '' || part.filename === undefined) part.file.resume();
    else taken.push(await take(await fileOf(part, taken.length >= uploadLimits.files)));
  }
  request.body = fields;
  return taken;
}

/** Reads the fields alone of a form whose session is over, so that what was typed is not lost. Files are let go. */
export async function readFieldsOnly(request: FastifyRequest): Promise<void> {
  await readUpload(request, async () => undefined);
}

function addField(fields: Fields, part: Extract<Multipart, { type: 'field' }>): void {
  if (typeof part.value !== 'string') return;
  const before = fields[part.fieldname];
  if (before === undefined) fields[part.fieldname] = part.value;
  else fields[part.fieldname] = [before, part.value].flat();
}

async function fileOf(part: MultipartFile, isOverCount: boolean): Promise<SentFile> {
  const pieces: Buffer[] = [];
  for await (const piece of part.file as AsyncIterable<Buffer>) if (!isOverCount) pieces.push(piece);
  return { name: part.filename, bytes: Buffer.concat(pieces), isTooBig: part.file.truncated, isOverCount };
}
