import type { FastifyInstance } from 'fastify';
import type { Website } from '#service/website/facts.ts';
import { findHomeService } from '#service/sign-in/store.ts';
import type { Ports } from '../ports.ts';
import { keeperOf } from '../staff/sign-in.ts';

/** What searches are told: the pages there are, and which ways are not for them. Of a demonstration they are told nothing. */
export function forSearches(server: FastifyInstance, ports: Ports, { pages }: Website): void {
  const paths = [...pages.map(({ path }) => path), '/is-it-for-me', '/api'];
  const isOpen = async () => (await findHomeService(keeperOf(ports)))?.isDemonstration === false;
  server.get('/robots.txt', async (_, reply) => {
    const lines = (await isOpen())
      ? ['Disallow: /my', 'Disallow: /day', 'Disallow: /refer/', '', `Sitemap: ${ports.baseUrl}/sitemap.xml`]
      : ['Disallow: /'];
    return reply.type('text/plain; charset=utf-8').send(['User-agent: *', ...lines, ''].join('\n'));
  });
  server.get('/sitemap.xml', async (_, reply) => {
    if (!(await isOpen())) return reply.callNotFound();
    const places = paths.map((path) => `<url><loc>${ports.baseUrl}${path}</loc></url>`);
    const open = '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">';
    return reply.type('application/xml; charset=utf-8').send([open, ...places, '</urlset>', ''].join('\n'));
  });
}
