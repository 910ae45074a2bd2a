import type { FastifyRequest } from 'fastify';

/**
 * Whether a request may come from where it comes from. Forms come from our own pages. Pages may be opened from anywhere,
 * such as a link in an e-mail, but only as a page of their own: no other site shows them within its own, or loads them as
 * a picture, a script or data. Browsers say all this themselves; where an old one is silent about a form, its Origin counts.
 */
export function mayComeFromThere(request: FastifyRequest, baseUrl: string): boolean {
  const site = request.headers['sec-fetch-site'] || undefined;
  const onlyReads = request.method === 'GET' || request.method === 'HEAD';
  if (!onlyReads) return site === undefined ? isOurOrigin(request, baseUrl) : site === 'same-origin';
  if (site === undefined || site === 'same-origin' || site === 'none') return true;
  return request.headers['sec-fetch-mode'] === 'navigate' && request.headers['sec-fetch-dest'] === 'document';
}

function isOurOrigin({ headers, protocol }: FastifyRequest, baseUrl: string): boolean {
  const { origin, host } = headers;
  return origin === baseUrl || (host !== undefined && origin === `${protocol}://${host}`);
}
