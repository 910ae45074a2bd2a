import type { FastifyRequest } from 'fastify';
import type { Page } from '#vocabulary/doors.ts';
import { participantIn, type CaseFrame } from '#vocabulary/frame.ts';
import { isId } from '#vocabulary/ids.ts';
import type { PlacedRead } from './ports.ts';
import { asked } from './visit.ts';

/** The way in, as it was registered: it names nobody. */
export function placeOf(request: FastifyRequest): string {
  return request.routeOptions.url ?? '';
}

/** Everything a page shows of somebody: what it is of, and whoever else stands on it. */
export function readsOf(
  request: FastifyRequest,
  frame: CaseFrame | undefined,
  page: Pick<Page, 'read' | 'readBeside'>,
): readonly PlacedRead[] {
  const place = placeOf(request);
  const read = readOf(request, frame, page);
  return [...(read ? [read] : []), ...(page.readBeside ?? []).map((beside) => ({ ...beside, place }))];
}

/** What a staff page is of: every page of a case is of somebody, of the others those that say so. */
function readOf(
  request: FastifyRequest,
  frame: CaseFrame | undefined,
  page: Pick<Page, 'read'>,
): PlacedRead | undefined {
  const place = placeOf(request);
  if (!frame) return page.read && { ...page.read, place };
  const { params } = asked(request);
  const participant = participantIn(frame, params['participant'] ?? '');
  return {
    what: participant ? 'person' : 'case',
    caseId: frame.id,
    participantId: participant?.id,
    itemId: itemIn(params),
    ...page.read,
    place,
  };
}

/** The letter, agreement or other thing that an address is of: the last id in it that is no participant's. */
export function itemIn(params: Readonly<Record<string, string>>): string | undefined {
  return Object.entries(params)
    .filter(([name, value]) => name !== 'participant' && isId(value))
    .at(-1)?.[1];
}
