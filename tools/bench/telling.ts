import { aimLines, aimsOfLikeness } from './aims.ts';
import type { Judged } from './lighthouse.ts';
import { type LikenessFigures, precisionOf, recallOf } from './likeness.ts';
import { median } from './medians.ts';
import type { PageTime } from './page-time.ts';
import { type RaceResult, timesQuicker } from './race.ts';
import type { WallCost } from './walls.ts';
import type { Weight } from './weights.ts';

export function tellJudged(judged: readonly Judged[]): void {
  console.log('\nWhat Lighthouse says of the public pages, of 100: a phone on a slow line');
  tellTable(
    ['', 'performance', 'accessibility', 'best practice', 'SEO', 'lost by'],
    judged.map(({ path, scores, lost }) => [path, ...scores.map(String), lost.join(', ')]),
  );
  console.log(
    '(Where somebody asks for help or for a call, searches are asked to stay out, by noindex: nobody should land in the middle of it, and a search should remember nothing of it. That is "is-crawlable", and costs SEO points on purpose.)',
  );
}

export function tellPages(times: readonly PageTime[]): void {
  console.log('Page time through the doors, signed in, against the bare SQL the page needs');
  console.log(
    '(bare: the same SELECTs, prepared, on one connection, without row security, transaction, session or page)',
  );
  tellTable(
    ['', 'queries', 'bare ms', 'page ms', 'ratio', 'packed ms', 'KB', 'KB brotli'],
    times.map(({ name, queries, bareMs, pageMs, packedMs, bytes, packedBytes }) => [
      name,
      String(queries),
      bareMs.toFixed(2),
      pageMs.toFixed(2),
      (pageMs / bareMs).toFixed(2),
      packedMs.toFixed(2),
      (bytes / 1000).toFixed(1),
      (packedBytes / 1000).toFixed(1),
    ]),
  );
}

export function tellWalls(costs: readonly WallCost[]): void {
  console.log('\nWhat row security and sealing cost: the same statements with and without, times as long');
  console.log(
    '(with: in one transaction of the reader, under a signed identity, opened; without: no policy, texts in clear; in transactions: both, the statements without in one too; whole page: from the request to its last byte, its statements with and without)',
  );
  tellTable(
    [
      '',
      'queries',
      'without ms',
      'with ms',
      'row security',
      'sealing',
      'both',
      'in transactions',
      'both, no key at hand',
      'whole page',
    ],
    costs.map(({ name, queries, clearMs, readerMs, ...ratios }) => [
      name,
      String(queries),
      clearMs.toFixed(2),
      readerMs.toFixed(2),
      ...[
        ...[ratios.rowSecurity, ratios.sealing, ratios.both, ratios.bothInTransaction, ratios.bothAtFirst],
        ratios.wholePage,
      ].map((ratio) => ratio.toFixed(2)),
    ]),
  );
}

export function tellLikeness(of: string, figures: LikenessFigures): void {
  const { shown, likely, times } = figures;
  console.log(
    `\nWho of 100,000 made-up people comes again (${of}): what is suggested, as one referral after another comes in`,
  );
  const part = (share: number) => (Number.isNaN(share) ? '' : share.toFixed(3));
  tellTable(
    ['', 'referrals', 'recall', 'precision', 'recall of likely', 'precision of likely'],
    shown.map((row, at) => {
      const sure = likely[at] ?? row;
      return [
        row.of,
        String(row.asked),
        ...[recallOf(row), precisionOf(row), recallOf(sure), precisionOf(sure)].map(part),
      ];
    }),
  );
  for (const aim of aimLines(aimsOfLikeness(figures))) console.log(aim);
  if (!times) return;
  const { askedMs, bareMs, slowest, ratio } = times;
  console.log(
    `  A suggestion took ${askedMs.toFixed(1)} ms (19 of 20 under ${slowest.toFixed(1)}), the index scans by themselves ${bareMs.toFixed(1)} ms: ${ratio.toFixed(2)} times`,
  );
}

export function tellWeights(weights: readonly Weight[]): void {
  console.log('\nWhat pages weigh, brotli, in KB');
  const kilobytes = (bytes: number) => (bytes / 1000).toFixed(1);
  tellTable(
    ['', 'page', 'first visit', 'fonts'],
    weights.map(({ name, page, withIts, fonts }) => [name, kilobytes(page), kilobytes(withIts), kilobytes(fonts)]),
  );
}

export function tellRace({ bytes, renders, requests, cost }: RaceResult): void {
  console.log(
    '\nThe same page, 20 facts, 50 lines and 10 questions, in Fastify and our pages and in Express and Nunjucks with govuk-frontend',
  );
  const row = (name: string, lists: RaceResult['renders'], digits: number, ratio: number) => [
    name,
    median(lists.ours).toFixed(digits),
    median(lists.usual).toFixed(digits),
    ratio.toFixed(1),
  ];
  tellTable(
    ['', 'ours', 'usual', 'times'],
    [
      row('Renders a second', renders, 0, timesQuicker(renders)),
      row('Requests a second', requests, 0, timesQuicker(requests)),
      row('Processor ms a request', cost, 2, 1 / timesQuicker(cost)),
      ['KB a page', (bytes.ours / 1000).toFixed(1), (bytes.usual / 1000).toFixed(1), ''],
    ],
  );
}

function tellTable(head: readonly string[], rows: readonly (readonly string[])[]): void {
  const all = [head, ...rows];
  const widths = head.map((_, at) => Math.max(...all.map((row) => row[at]?.length ?? 0)));
  for (const row of all) {
    console.log(
      `  ${row.map((cell, at) => (at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0))).join('  ')}`,
    );
  }
}
