import { detailsOf } from '#casefile/people/facts.ts';
import type { CaseSent, CaseVisit, Outcome, Page, StaffDoor } from '#vocabulary/doors.ts';
import { participantIn } from '#vocabulary/frame.ts';
import { lookThroughFor } from './actions.ts';
import { sharedTextsOf } from './facts.ts';
import { beforeErasingPage } from './pages.ts';
import { looksThrough } from './policy.ts';
import { explainLook } from './rules.ts';

/** Before somebody is erased: what was written about the case as a whole is looked through. */
export function erasingForStaff(door: StaffDoor): void {
  door.casePage('/people/:participant/erasing', show, { roles: looksThrough });
  door.caseForm('/people/:participant/erasing', submit, show, { roles: looksThrough, whenClosed: true });
}

function personIn({ frame, params }: Pick<CaseVisit, 'frame' | 'params'>) {
  const found = participantIn(frame, params['participant'] ?? '');
  return found && found.personId !== null ? found : undefined;
}

async function show(visit: CaseVisit): Promise<Page | 'not-found'> {
  const { db, frame, staff, attempt } = visit;
  const participant = personIn(visit);
  if (!participant) return 'not-found';
  const texts = await sharedTextsOf(db, {
    serviceId: staff.serviceId,
    caseId: frame.id,
    participantId: participant.id,
  });
  const [details] = await detailsOf(db, frame.id, participant.id);
  const names = details ? [details.fullName, details.called] : [];
  return beforeErasingPage({ frame, participant, texts, names, attempt });
}

async function submit(sent: CaseSent): Promise<Outcome> {
  const { frame, form, act } = sent;
  const participant = personIn(sent);
  if (!participant) return 'not-found';
  const looked = {
    shown: listIn(form['shown']).flatMap((marks) => marks.split(';')),
    struck: listIn(form['struck']),
    isEachRead: listIn(form['read']).includes('each'),
  };
  const decision = await act((hand) => lookThroughFor(hand, participant.id, looked));
  if (decision.ok)
    return { to: `/cases/${frame.reference}/people/${participant.id}/erasing`, said: 'It is written down.' };
  return {
    problems: decision.because.map((reason) => ({
      field: reason === 'say-that-each-was-read' ? 'read' : 'struck',
      text: explainLook(reason),
    })),
  };
}

function listIn(value: unknown): readonly string[] {
  return (Array.isArray(value) ? value : [value]).filter(
    (each): each is string => typeof each === 'string' && each !== '',
  );
}
