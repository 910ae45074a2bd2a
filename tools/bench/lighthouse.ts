import lighthouse from 'lighthouse';
import { chromium } from 'playwright-core';
import { freePort } from '../../test/support/child-service.ts';
import { findChromium } from '../chromium.ts';

const categories = ['performance', 'accessibility', 'best-practices', 'seo'] as const;

/** A page anybody may open; some only with the cookie of what they answered before. */
export interface PublicPath {
  readonly path: string;
  readonly cookie: string;
}

export interface Judged {
  readonly path: string;
  /** Of 100, in the order of the categories. */
  readonly scores: readonly number[];
  /** The names of what kept it from 100. */
  readonly lost: readonly string[];
}

/** What Lighthouse says of pages as a phone on a slow line sees them, in the Chromium of the tests. */
export async function judge(base: string, pages: readonly PublicPath[]): Promise<readonly Judged[]> {
  const port = await freePort();
  const executablePath = findChromium(process.env);
  if (executablePath === undefined) throw new Error('no Chromium: npm test installs one');
  const browser = await chromium.launch({
    executablePath,
    args: [`--remote-debugging-port=${port}`, ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])],
  });
  try {
    const judged: Judged[] = [];
    // One after the other: each measures time.
    for (const page of pages) judged.push(await judgeOne(base, page, port));
    return judged;
  } finally {
    await browser.close();
  }
}

/** The middle of three by the sum of the scores, since whatever else the machine does costs some. */
async function judgeOne(base: string, page: PublicPath, port: number): Promise<Judged> {
  const tries: Judged[] = [];
  while (tries.length < 3) tries.push(await judgeOnce(base, page, port));
  const sum = ({ scores }: Judged) => scores.reduce((all, score) => all + score, 0);
  const [, middle] = tries.toSorted((one, other) => sum(one) - sum(other));
  if (middle === undefined) throw new Error('three tries have a middle');
  return middle;
}

async function judgeOnce(base: string, { path, cookie }: PublicPath, port: number): Promise<Judged> {
  const extraHeaders: Record<string, string> = cookie === '' ? {} : { cookie };
  const wish = { port, extraHeaders, onlyCategories: [...categories], logLevel: 'error' as const };
  const result = await lighthouse(`${base}${path}`, wish);
  if (result === undefined) throw new Error(`Lighthouse said nothing about ${path}`);
  const { categories: found, audits, runtimeError } = result.lhr;
  if (runtimeError !== undefined) throw new Error(`Lighthouse about ${path}: ${runtimeError.message}`);
  const refs = categories.flatMap((name) => found[name]?.auditRefs ?? []);
  const lost = refs
    .filter(({ id, weight }) => weight > 0 && (audits[id]?.score ?? 1) < 0.9)
    .map(({ id }) => `${id} ${audits[id]?.displayValue ?? ''}`.trim());
  return { path, scores: categories.map((name) => Math.round((found[name]?.score ?? 0) * 100)), lost };
}
