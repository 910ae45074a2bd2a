import type { NearbyService } from '#vocabulary/nearby.ts';
import { isDistrict } from './rules.ts';

/** The services to ask about a place outside the area: those that name its very district, else those that name its letters. (ARE-2) */
export function nearbyFor(district: string, services: readonly NearbyService[]): readonly NearbyService[] {
  const named = (postcode: string) => services.filter(({ postcodes }) => postcodes.includes(postcode));
  const exact = named(district);
  return exact.length > 0 ? exact : named(district.replace(/[0-9].*$/, ''));
}

/** Made-up services around the made-up one, so that a demonstration shows what becomes of a place outside its area. */
export const madeUpNearby: readonly NearbyService[] = [
  {
    name: 'Soar Valley Restorative Service',
    phone: '0116 496 0000',
    website: 'https://soar.example/ask-us',
    postcodes: ['LE', 'CV11'],
  },
  { name: 'Welland Restorative Practice', phone: '01733 960000', website: '', postcodes: ['PE', 'LE15'] },
];

/** What is wrong in a file of services nearby, and in which line. */
export class NotNearby extends Error {
  readonly line: number;
  constructor(line: number, sentence: string) {
    super(sentence);
    this.line = line;
  }
}

const keys = ['name', 'phone', 'website', 'postcodes'];

/** The services of a file: a few lines each, and an empty line between two. A line that begins with # is for whoever edits it. */
export function nearbyIn(text: string): readonly NearbyService[] {
  const services: NearbyService[] = [];
  let [found, first]: [Record<string, string>, number] = [{}, 1];
  for (const [at, line] of [...text.replace(/^\uFEFF/, '').split(/\r?\n/), ''].entries()) {
    if (line.startsWith('#')) continue;
    if (line.trim() === '') {
      if (Object.keys(found).length > 0) services.push(serviceOf(found, first));
      [found, first] = [{}, at + 2];
      continue;
    }
    const [, key = '', value = ''] = /^([a-z]+):\s*(.+?)\s*$/.exec(line) ?? [];
    if (!keys.includes(key)) throw new NotNearby(at + 1, `begins with none of ${keys.join(', ')} and a colon`);
    if (value.length > 500) throw new NotNearby(at + 1, 'is longer than 500 characters');
    found[key] = value;
  }
  return services;
}

function serviceOf(found: Readonly<Record<string, string>>, line: number): NearbyService {
  const { name = '', phone = '', website = '' } = found;
  const postcodes = (found['postcodes'] ?? '').toUpperCase().split(/[\s,]+/);
  if (name === '') throw new NotNearby(line, 'has a service without a name');
  if (phone === '' && website === '') throw new NotNearby(line, `has ${name} without phone or website`);
  if (!/^[0-9+() ]*$/.test(phone)) throw new NotNearby(line, `has a phone of ${name} that is no number`);
  if (website !== '' && !/^https:\/\/[^\s/]+\S*$/.test(website))
    throw new NotNearby(line, `has a website of ${name} that does not begin with https://`);
  const wrong = postcodes.find((postcode) => !isDistrict(postcode) && !/^[A-Z]{1,2}$/.test(postcode));
  if (wrong !== undefined)
    throw new NotNearby(
      line,
      `has postcodes of ${name} that are not like LE17 or LE: ${wrong === '' ? 'none' : wrong}`,
    );
  return { name, phone, website, postcodes };
}
