import { z } from 'zod';
import { problemsOf, type Problem, type Typed } from '#platform/forms.ts';
import type { Allowed, Outcome, Page, StaffDoor, StaffSent, StaffVisit } from '#vocabulary/doors.ts';
import type { VenueId } from '#vocabulary/ids.ts';
import { hasRole } from '#vocabulary/staff.ts';
import { addVenue, changeVenue } from './actions.ts';
import { venuesOf } from './facts.ts';
import { venuePage, venuesPage } from './pages.ts';
import { keepsVenues } from './policy.ts';
import { explain, type CannotKeep, type VenueDetails } from './rules.ts';

const forKeepers: Allowed = { roles: keepsVenues };

/** The register of venues: everybody reads it, coordinators and supervisors keep it. */
export function venuesForStaff(door: StaffDoor): void {
  door.page('/venues', showAll);
  door.page('/venues/new', showNew, forKeepers);
  door.form('/venues/new', add, showNew, forKeepers);
  door.page('/venues/:id', showOne, forKeepers);
  door.form('/venues/:id', change, showOne, forKeepers);
}

async function showAll({ db, staff }: StaffVisit): Promise<Page> {
  return venuesPage(await venuesOf(db), hasRole(staff, ...keepsVenues));
}

async function showNew({ attempt }: StaffVisit): Promise<Page> {
  return venuePage(undefined, attempt);
}

async function showOne({ db, params, attempt }: StaffVisit): Promise<Page | 'not-found'> {
  const venue = (await venuesOf(db)).find(({ id }) => id === params['id']);
  return venue ? venuePage(venue, attempt) : 'not-found';
}

function text(most: number, missing?: string) {
  const limited = z.string().max(most, `Write at most ${most} characters`).default('');
  return missing === undefined ? limited : limited.refine((given) => given !== '', missing);
}

const Filled = z.object({
  name: text(200, explain('name-is-missing')),
  address: text(500, explain('address-is-missing')),
  access: text(2000),
  neutrality: text(2000),
  'is-open': z.enum(['yes', 'no'], 'Say whether we can use it now'),
});

type Details = { readonly venue: VenueDetails } | { readonly problems: readonly Problem[] };

function detailsOf(form: Typed): Details {
  const parsed = Filled.safeParse(form);
  if (!parsed.success) return { problems: problemsOf(parsed.error) };
  const { 'is-open': isOpen, ...words } = parsed.data;
  const has = [form['has']].flat();
  return {
    venue: {
      ...words,
      hasTwoWaitingRooms: has.includes('two-waiting-rooms'),
      hasTwoEntrances: has.includes('two-entrances'),
      isOpen: isOpen === 'yes',
    },
  };
}

async function add({ form, act }: StaffSent): Promise<Outcome> {
  const details = detailsOf(form);
  if ('problems' in details) return details;
  const decision = await act((hand) => addVenue(hand, details.venue));
  if (decision.ok) return { to: '/venues', said: 'The venue is in the register.' };
  return { problems: decision.because.map(problemOf) };
}

const isUuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

async function change({ form, params, act }: StaffSent): Promise<Outcome> {
  const id = params['id'] ?? '';
  if (!isUuid.test(id)) return 'not-found';
  const details = detailsOf(form);
  if ('problems' in details) return details;
  const decision = await act((hand) => changeVenue(hand, id as VenueId, details.venue));
  if (decision.ok) return { to: '/venues', said: 'The venue is saved.' };
  const reasons = decision.because.filter((reason) => reason !== 'no-such-venue');
  return reasons.length < decision.because.length ? 'not-found' : { problems: reasons.map(problemOf) };
}

function problemOf(reason: CannotKeep): Problem {
  return { field: reason === 'address-is-missing' ? 'address' : 'name', text: explain(reason) };
}
