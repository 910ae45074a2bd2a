import { typedList } from '#platform/forms.ts';
import type { Db } from '#platform/sql.ts';
import { checksOf, loadsOf, mayBeGivenCases, trainedFor } from '#service/facilitators/facts.ts';
import { staffOf, type StaffCard } from '#service/staff/facts.ts';
import type { PlainDate } from '#vocabulary/dates.ts';
import type { Outcome, Page, StaffDoor, StaffSent, StaffVisit } from '#vocabulary/doors.ts';
import { isId, type CaseId, type StaffId } from '#vocabulary/ids.ts';
import { trainingsAsked } from '#vocabulary/complexity.ts';
import { hasRole, type Training } from '#vocabulary/staff.ts';
import { workOf, type WorkLine } from './facts.ts';
import { handCaseOver } from './handover-actions.ts';
import { handoverPage, type Handover, type HandoverLine } from './handover-pages.ts';
import { allocators, takers } from './policy.ts';
import { handOver, workAtOnce } from './rules.ts';

/** One case or all that somebody works on, handed to somebody else. */
export function handoverForStaff(door: StaffDoor): void {
  door.page('/handover', show, { roles: allocators });
  door.form('/handover', submit, show, { roles: allocators });
}

async function show({ db, query, today, attempt }: StaffVisit): Promise<Page> {
  return handoverPage({ ...(await askedFor(db, query, today)), attempt });
}

async function askedFor(
  db: Db,
  query: Readonly<Record<string, string>>,
  today: PlainDate,
): Promise<Omit<Handover, 'attempt'>> {
  const staff = await staffOf(db);
  const loads = new Map((await loadsOf(db)).map(({ staffId, openCases }) => [staffId, openCases]));
  const named = (field: 'from' | 'to') => staff.find(({ id }) => id === query[field]);
  const [from, to] = [named('from'), named('to')];
  const work = from ? await workOf(db, from.id) : [];
  const checks = to ? await checksOf(db, to.id) : [];
  const isCheckOver = !mayBeGivenCases(checks, today).ok;
  const trained = trainedFor(checks, today);
  const one = query['case'];
  return {
    busy: staff.flatMap((card) => {
      const openCases = loads.get(card.id) ?? 0;
      return openCases > 0 ? [{ ...card, openCases }] : [];
    }),
    colleagues: staff.filter((card) => card.isActive && card.id !== from?.id && hasRole(card, ...takers)),
    from,
    to,
    lines: to
      ? work
          .filter(({ reference }) => one === undefined || one === '' || reference === one)
          .map((line) => weighed(line, { from, to, staff, isCheckOver, trained }))
      : [],
    unseen: from && work.length < workAtOnce ? Math.max(0, (loads.get(from.id) ?? 0) - work.length) : 0,
  };
}

function weighed(
  line: WorkLine,
  known: {
    readonly from: StaffCard | undefined;
    readonly to: StaffCard;
    readonly staff: readonly StaffCard[];
    readonly isCheckOver: boolean;
    readonly trained: readonly Training[];
  },
): HandoverLine {
  const { from, to, staff, isCheckOver, trained } = known;
  const levelOf = (id: StaffId) => staff.find((card) => card.id === id)?.level ?? 'foundation';
  const decision = handOver(from?.id ?? to.id, {
    staffId: to.id,
    level: to.level,
    isActive: to.isActive,
    hasRole: hasRole(to, ...takers),
    hasConflict: line.conflicted.includes(to.id),
    isCheckOver,
    lacks: trainingsAsked(line.complexBecause).filter((training) => !trained.includes(training)),
    complexity: line.complexity,
    status: line.status,
    now: line.now.map(({ staffId, as }) => ({ staffId, as, level: levelOf(staffId) })),
  });
  return { ...line, because: decision.ok ? [] : decision.because };
}

/** Each case is a moment of its own: one that is refused leaves the others handed over, and the page says why it was. */
async function submit({ form, staff, actOn }: StaffSent): Promise<Outcome> {
  const { from, to } = form;
  if (typeof from !== 'string' || typeof to !== 'string' || !isId(from) || !isId(to)) return 'not-found';
  const chosen = typedList({ typed: form, problems: [] }, 'cases').filter(isId).slice(0, workAtOnce) as CaseId[];
  if (chosen.length === 0) return { problems: [{ field: 'cases', text: 'Tick at least one case' }] };
  const people = { from: from as StaffId, to: to as StaffId };
  let done = 0;
  for (const caseId of chosen) {
    const decision = await actOn(caseId, (hand) => handCaseOver(hand, people, staff));
    if (decision.ok) done += 1;
  }
  const left = chosen.length - done;
  const said = `${done === 1 ? '1 case is' : `${done} cases are`} handed over.${left > 0 ? ` ${left} could not be: below is why.` : ''}`;
  return { to: `/handover?from=${from}&to=${to}`, said };
}
