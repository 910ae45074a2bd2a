import { fetchAs, type Visit } from './http-load.ts';

export interface Weight {
  readonly name: string;
  readonly page: number;
  /** Styles, scripts and pictures that the page names. */
  readonly withIts: number;
  /** Fonts, which the styles name: they come after the page can be read. */
  readonly fonts: number;
}

/** What a page weighs over the wire, packed with brotli: alone, and with all that a first visit brings. */
export async function weigh(name: string, base: string, visit: Visit): Promise<Weight> {
  const page = await fetched(visit);
  const text = await readable(visit);
  const named = [...new Set([...text.matchAll(/(?:href|src)="(\/assets\/[^"]+)"/g)].map(([, path]) => path ?? ''))];
  let [withIts, fonts] = [page, 0];
  for (const path of named) {
    const asset = { address: `${base}${path}`, cookie: '' };
    withIts += await fetched(asset);
    if (!path.endsWith('.css')) continue;
    const inside = [...(await readable(asset)).matchAll(/url\(["']?([^"')]+\.woff2)/g)].map(([, font]) => font ?? '');
    for (const font of new Set(inside))
      fonts += await fetched({ address: new URL(font, asset.address).href, cookie: '' });
  }
  return { name, page, withIts, fonts };
}

async function fetched(visit: Visit): Promise<number> {
  const { status, body } = await fetchAs('br', visit);
  if (status !== 200) throw new Error(`${visit.address} answered ${status}`);
  return body.length;
}

async function readable({ address, cookie }: Visit): Promise<string> {
  return (await fetch(address, { headers: { cookie } })).text();
}
