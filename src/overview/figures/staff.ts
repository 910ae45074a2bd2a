import { freshAttempt, typedDay, type Attempt, type Problem } from '#platform/forms.ts';
import { asPlainDate, plusMonths, type PlainDate } from '#vocabulary/dates.ts';
import type { Page, StaffDoor, StaffVisit } from '#vocabulary/doors.ts';
import { figuresOf } from './facts.ts';
import { figuresPage } from './pages.ts';
import { seesFigures } from './policy.ts';

/** The figures, for those who answer for the service. */
export function figuresForStaff(door: StaffDoor): void {
  door.page('/figures', show, { roles: seesFigures });
}

async function show({ db, query, today }: StaffVisit): Promise<Page> {
  const usual = { from: plusMonths(today, -12), until: today };
  const problems: Problem[] = [];
  const day = (name: 'from' | 'until'): PlainDate => {
    const typed = typedDay(query, name);
    const read = asPlainDate(typed);
    if (typed !== '' && !read) problems.push({ field: name, text: 'That day does not exist. Write it like 1 4 2026' });
    return read ?? usual[name];
  };
  const [from, until] = [day('from'), day('until')];
  if (from > until) problems.push({ field: 'until', text: 'The end cannot be before the beginning' });
  const attempt: Attempt = problems.length === 0 ? freshAttempt : { typed: query, problems };
  return figuresPage({ figures: await figuresOf(db, from, until, today), from, until, attempt });
}
