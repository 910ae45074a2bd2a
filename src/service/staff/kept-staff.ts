import type { Decision } from '#platform/decision.ts';
import type { Hand } from '#vocabulary/acting.ts';
import type { Outcome, StaffSent } from '#vocabulary/doors.ts';
import { isId, type StaffId } from '#vocabulary/ids.ts';
import { letColleagueGo, reinstateColleague, renewByMail, renewWaysIn, suspendColleague } from './actions.ts';
import type { KeepPeople, KeptPeople, KeptStep } from './facts.ts';
import { keptLinkPage } from './kept-pages.ts';
import { explain, type CannotLetGo } from './rules.ts';

type Work = (hand: Hand, id: StaffId, by: StaffId) => Promise<Decision<unknown, CannotLetGo | 'not-there'>>;

const works: Readonly<Record<KeptStep['does'], Work>> = {
  suspend: suspendColleague,
  reinstate: reinstateColleague,
  end: letColleagueGo,
};

/** The forms by which people of the register are given a link, shut out and let go where they are kept: one way for all. */
export function keepingPeople(baseUrl: string): KeepPeople {
  return (door, people) => {
    const { route, show, allowed } = people;
    door.form(`${route}/show-link`, (sent) => showLink(sent, people, baseUrl), show, allowed);
    const step = (name: string, work: Work, said: string) =>
      door.form(`${route}/${name}`, (sent) => take(sent, people, { work, said }), show, allowed);
    step('send-link', renewByMail, 'A link is on its way by e-mail.');
    for (const { name, does, said } of people.steps) step(name, works[does], said);
  };
}

async function showLink(sent: StaffSent, people: KeptPeople, baseUrl: string): Promise<Outcome> {
  const found = foundIn(sent, people);
  if (!found) return 'not-found';
  const decision = await sent.act((hand) => people.about(hand, sent.params, found.id, renewWaysIn));
  if (decision.ok) return { once: keptLinkPage(found.list, `${baseUrl}/join/${decision.value}`) };
  return refused(decision.because);
}

async function take(
  sent: StaffSent,
  people: KeptPeople,
  { work, said }: { readonly work: Work; readonly said: string },
): Promise<Outcome> {
  const found = foundIn(sent, people);
  if (!found) return 'not-found';
  const decision = await sent.act((hand) => people.about(hand, sent.params, found.id, work));
  return decision.ok ? { to: found.list, said } : refused(decision.because);
}

function foundIn({ params, form }: StaffSent, { listOf }: KeptPeople) {
  const list = listOf(params);
  const id = String(form['person'] ?? '');
  return list !== undefined && isId(id) ? { list, id: id as StaffId } : undefined;
}

function refused(because: readonly (CannotLetGo | 'not-there')[]): Outcome {
  const reasons = because.filter((reason) => reason !== 'not-there');
  if (reasons.length < because.length) return 'not-found';
  return { problems: reasons.map((reason) => ({ field: 'main-content', text: explain(reason) })) };
}
