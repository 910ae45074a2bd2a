import { csv } from '#platform/csv.ts';
import { typedDay, type Problem } from '#platform/forms.ts';
import type { Db } from '#platform/sql.ts';
import { staffOf } from '#service/staff/facts.ts';
import { asPlainDate } from '#vocabulary/dates.ts';
import type { Allowed, Download, Page, StaffDoor, StaffVisit } from '#vocabulary/doors.ts';
import { isId, type PersonId, type StaffId } from '#vocabulary/ids.ts';
import { trails, type Read, type Trail } from '#vocabulary/trails.ts';
import { caseNamed, linesOf, namesOf, ofPeople, peopleNamed, type Asked } from './facts.ts';
import { cellsOf, columnsOf, trailsPage, type Shown } from './pages.ts';
import { readsTrails } from './policy.ts';
import { exportedAtMost, linesAtOnce, type Cursor, type Narrowed, type TrailLine } from './rules.ts';

const forDataOfficers: Allowed = { roles: readsTrails };

/** The trails for data officers, and the same as a table to keep. `hide` hides a word as the trails do. */
export function trailsForStaff(door: StaffDoor, hide: (word: string) => string): void {
  door.page('/trails', (visit) => show(visit, hide), forDataOfficers);
  door.download('/trails/export', (visit) => exported(visit, hide), forDataOfficers);
}

async function show(visit: StaffVisit, hide: (word: string) => string): Promise<Page> {
  const { db, query } = visit;
  const trail = trailIn(query);
  const wanted = await wantedIn(db, query, hide);
  const asked = { ...wanted, after: cursorIn(query), most: linesAtOnce + 1, withHistory: false };
  const lines = wanted.problems.length > 0 ? [] : await linesOf(db, trail, asked);
  const staff = await staffOf(db);
  const names = await namesOf(db, idsIn(lines));
  const page = trailsPage({ ...wanted, trail, lines, staff, names, typed: query });
  return { ...page, read: readOf(trail, wanted.narrowed) };
}

async function exported(visit: StaffVisit, hide: (word: string) => string): Promise<Download | 'not-found'> {
  const { db, query, today } = visit;
  const trail = trailIn(query);
  const wanted = await wantedIn(db, query, hide);
  if (wanted.problems.length > 0) return 'not-found';
  const lines = await linesOf(db, trail, { ...wanted, after: null, most: exportedAtMost, withHistory: true });
  const names = await namesOf(db, idsIn(lines));
  return {
    name: `${trail}-${today}.csv`,
    type: 'text/csv',
    text: csv(
      columnsOf(trail),
      lines.map((line) => cellsOf(line, names)),
    ),
    read: { ...readOf(trail, wanted.narrowed, String(lines.length)), what: 'export' },
  };
}

function trailIn(query: StaffVisit['query']): Trail {
  return trails.find((each) => each === query['show']) ?? 'changes';
}

interface WantedLines extends Pick<Asked, 'narrowed' | 'somebody'>, Pick<Shown, 'matched'> {
  readonly problems: readonly Problem[];
}

async function wantedIn(db: Db, query: StaffVisit['query'], hide: (word: string) => string): Promise<WantedLines> {
  const problems: Problem[] = [];
  const reference = (query['case'] ?? '').trim().toUpperCase();
  const caseId = reference === '' ? null : ((await caseNamed(db, reference)) ?? null);
  if (reference !== '' && caseId === null) problems.push({ field: 'case', text: 'No case has this reference' });
  const named = (query['person'] ?? '').trim();
  const matched = named === '' || isId(named) ? null : await matching(db, named, problems);
  const people = isId(named) ? [named as PersonId] : (matched?.map(({ id }) => id) ?? null);
  const staffId = isId(query['staff'] ?? '') ? (query['staff'] as StaffId) : null;
  const searched = (query['searched'] ?? '').trim().toLowerCase().replace(/\s+/g, ' ');
  const narrowed: Narrowed = {
    caseId,
    people,
    staffId,
    from: dayIn(query, 'from', problems),
    until: dayIn(query, 'until', problems),
    searched: searched === '' ? null : hide(searched),
  };
  return { narrowed, somebody: people === null ? null : await ofPeople(db, people), matched, problems };
}

async function matching(db: Db, named: string, problems: Problem[]) {
  const words = named.toLowerCase();
  const found = words.length < 3 ? [] : await peopleNamed(db, words);
  if (words.length < 3) problems.push({ field: 'person', text: 'Type at least three letters of the name' });
  else if (found.length === 0) problems.push({ field: 'person', text: 'Nobody in a case has this name' });
  return found;
}

function dayIn(query: StaffVisit['query'], name: string, problems: Problem[]): Narrowed['from'] {
  const text = typedDay(query, name);
  const day = asPlainDate(text);
  if (text !== '' && day === null) problems.push({ field: name, text: 'Type a day that there is' });
  return day;
}

function cursorIn(query: StaffVisit['query']): Cursor | null {
  const [, at, place] = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z)_(\d{1,15})$/.exec(query['older'] ?? '') ?? [];
  return at !== undefined && !Number.isNaN(Date.parse(at)) ? { at, place: Number(place) } : null;
}

function idsIn(lines: readonly TrailLine[]): readonly string[] {
  const texts = lines.flatMap((line) => [
    line.actorId,
    line.caseId,
    ...(line.trail === 'security' ? [line.aboutId] : [line.personId]),
    ...(line.trail === 'changes' ? [line.old, line.new].flatMap((each) => Object.values(each ?? {})) : []),
  ]);
  return [...new Set(texts.filter((each) => typeof each === 'string').filter(isId))];
}

function readOf(trail: Trail, { caseId, people, staffId, from, until }: Narrowed, rows?: string): Read {
  const wanted = { trail, people: people?.join(' '), staff: staffId, from, until, rows };
  const said = Object.entries(wanted).filter((each): each is [string, string] => typeof each[1] === 'string');
  return { what: 'trail', caseId, wanted: Object.fromEntries(said) };
}
