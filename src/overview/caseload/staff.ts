import { z } from 'zod';
import { staffOf } from '#service/staff/facts.ts';
import type { Page, StaffDoor, StaffVisit } from '#vocabulary/doors.ts';
import type { StaffId } from '#vocabulary/ids.ts';
import { caseload } from './facts.ts';
import type { CaseloadCursor, CaseloadFilter } from './rules.ts';
import { caseloadPage } from './pages.ts';

/** The list of cases, narrowed by its address, a page at a time. */
export function caseloadForStaff(door: StaffDoor): void {
  door.page('/caseload', show);
}

// An address that was mistyped narrows to nothing in particular rather than failing.
const Narrowed = z.object({
  status: z.enum(['open', 'on-hold', 'closed']).nullable().catch(null),
  stage: z
    .enum(['new', 'first-contact', 'preparation', 'communication', 'agreement', 'follow-up'])
    .nullable()
    .catch(null),
  kind: z.enum(['justice', 'mediation', 'circle']).nullable().catch(null),
  incident: z
    .enum([
      'neighbour-dispute',
      'criminal-damage',
      'burglary',
      'assault',
      'anti-social-behaviour',
      'shop-theft',
      'serious-crime',
      'other',
    ])
    .nullable()
    .catch(null),
  lead: z.uuid().nullable().catch(null),
});

async function show({ db, query }: StaffVisit): Promise<Page> {
  const { lead, ...narrowed } = Narrowed.parse(query);
  const filter: CaseloadFilter = { ...narrowed, leadId: lead as StaffId | null };
  const cursor = cursorIn(query);
  const [lines, leads] = await Promise.all([caseload(db, filter, cursor), staffOf(db)]);
  return caseloadPage({ lines, filter, cursor, leads });
}

function cursorIn(query: Readonly<Record<string, string>>): CaseloadCursor | null {
  for (const way of ['older', 'newer'] as const) {
    const found = /^(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d{1,6})?[+-]\d\d(?::?\d\d)?) ([0-9a-f-]{36})$/.exec(
      query[way] ?? '',
    );
    if (found?.[1] && found[2] && z.uuid().safeParse(found[2]).success && !Number.isNaN(Date.parse(found[1]))) {
      return { way, at: found[1], id: found[2] };
    }
  }
  return null;
}
