import { allocationsOf, conflictsOf, isLevelEnough } from '#casefile/allocation/facts.ts';
import { choicesOf } from '#casefile/cases/facts.ts';
import { detailsOf } from '#casefile/people/facts.ts';
import { wishesOf } from '#casefile/wishes/facts.ts';
import { checksOver, facilitatorsOf, loadsOf, overWords, trainedFor } from '#service/facilitators/facts.ts';
import { staffById } from '#service/staff/facts.ts';
import type { CaseVisit, Page, StaffDoor } from '#vocabulary/doors.ts';
import type { Db } from '#platform/sql.ts';
import type { PlainDate } from '#vocabulary/dates.ts';
import type { CaseFrame } from '#vocabulary/frame.ts';
import type { StaffId } from '#vocabulary/ids.ts';
import { aboutOf, districtsOf, hoursOf } from './facts.ts';
import { suggestionPage } from './pages.ts';
import { seesSuggestions } from './policy.ts';
import { trainingsAsked } from '#vocabulary/complexity.ts';
import { suggest, suggestPairs, trainingsFor, type LevelFits, type Need, type Person } from './rules.ts';

/** Who could work on a case, and why. */
export function suggestionForStaff(door: StaffDoor): void {
  door.casePage('/allocation/suggestion', show, { roles: seesSuggestions });
}

async function show({ db, frame, today }: CaseVisit): Promise<Page> {
  const leading = frame.facilitators.find(({ as }) => as === 'lead');
  const [need, people, lead] = await Promise.all([
    needOf(db, frame, today),
    peopleFor(db, frame, today),
    // Whoever leads need not stand in the register.
    leading && staffById(db, leading.staffId),
  ]);
  const isLed = leading !== undefined;
  const as = isLed ? 'co' : 'lead';
  const fits: LevelFits = (role, level, beside) =>
    isLevelEnough({
      as: role,
      level,
      complexity: frame.complexity,
      now: beside === null ? [] : [{ staffId: '' as StaffId, as: 'lead', level: beside }],
    });
  return suggestionPage({
    frame,
    need,
    as,
    all: suggest(people, need, { as, besideLevel: lead?.level ?? null, fits }),
    pairs: isLed ? [] : suggestPairs(people, need, fits),
  });
}

async function needOf(db: Db, frame: CaseFrame, today: PlainDate): Promise<Need> {
  const [details, wishes, districts, about, hours, choices] = await Promise.all([
    detailsOf(db, frame.id),
    wishesOf(db, frame.id),
    districtsOf(db, frame.id),
    aboutOf(db, frame.id),
    hoursOf(db, frame.id),
    choicesOf(db, frame.id),
  ]);
  return {
    complexity: frame.complexity,
    languages: details
      .filter(({ language }) => !['', 'english'].includes(language.trim().toLowerCase()))
      .map(({ called, language }) => ({ called, language })),
    wishes: wishes.flatMap(({ participantId, wish }) =>
      wish === 'no-matter'
        ? []
        : [{ wish, called: frame.participants.find(({ id }) => id === participantId)?.called ?? 'Somebody' }],
    ),
    districts,
    trainings: trainingsFor(frame.complexity, about),
    leadIsTrainedFor: trainingsAsked(choices.complexBecause),
    hours,
    today,
  };
}

async function peopleFor(db: Db, frame: CaseFrame, today: PlainDate): Promise<readonly Person[]> {
  const [all, allLoads, conflicts, allocations] = await Promise.all([
    facilitatorsOf(db, today),
    loadsOf(db),
    conflictsOf(db, frame.id),
    allocationsOf(db, frame.id),
  ]);
  const loads = new Map(allLoads.map((load) => [load.staffId, load]));
  const conflicted = new Set(conflicts.filter(({ liftedAt }) => liftedAt === null).map(({ staffId }) => staffId));
  const working = new Set(allocations.filter(({ untilAt }) => untilAt === null).map(({ staffId }) => staffId));
  return all
    .filter(({ isActive }) => isActive)
    .map(({ checks, roles, ...each }): Person => ({
      ...each,
      isVolunteer: roles.includes('volunteer-facilitator') && !roles.includes('facilitator'),
      hasConflict: conflicted.has(each.id),
      worksOnIt: working.has(each.id),
      openCases: loads.get(each.id)?.openCases ?? 0,
      complexCases: loads.get(each.id)?.complexCases ?? 0,
      checksOver: checksOver(checks, today).map(overWords),
      trainedFor: trainedFor(checks, today),
      isAnythingChecked: checks.length > 0,
    }));
}
