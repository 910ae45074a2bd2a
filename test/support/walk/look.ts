import type pg from 'pg';
import type { House } from '../house.ts';
import { openSealed } from '../open-sealed.ts';
import type { Rows } from './rows.ts';

const lists: Readonly<Record<string, string>> = {
  participants: `select q.id, coalesce(p.is_under_18, false) as is_child, q.approached_on from app.participants q
    left join app.people p on p.service_id = q.service_id and p.id = q.person_id
    where q.service_id = $1 and q.case_id = $2 order by q.added_at, q.id`,
  links: of('harm_links', 'harmed_id, responsible_id'),
  consents: of(
    'consents',
    'seq, participant_id, guardian_id, purpose, mode, toward_id, item_id, answer, ask_after',
    'seq',
  ),
  told: `select seq, name, participant_id, detail from app.history where service_id = $1 and case_id = $2
    and (name like 'consent.%' or name in ('case.reopened', 'letter.offered', 'letter.delivered', 'conference.asked', 'conference.booked',
      'conference.held', 'agreement.proposed', 'agreement.made', 'approach.recorded')) order by seq`,
  responsibility: of('responsibility', '*', 'seq'),
  risks: of('risk_assessments', '*', 'seq'),
  mitigations: `select m.id, f.assessment_id, m.done_on from app.mitigations m
    join app.risk_factors f on f.service_id = m.service_id and f.case_id = m.case_id and f.id = m.factor_id
    where m.service_id = $1 and m.case_id = $2 order by m.id`,
  orders: of('legal_orders', '*', 'recorded_at, id'),
  letters: of('letters', '*', 'begun_at, id'),
  reviews: of('letter_reviews', '*'),
  releases: of('releases', '*'),
  conferences: of('conferences', '*', 'planned_at, id'),
  attendees: of('conference_attendees', '*', 'added_at, id'),
  invitations: of('conference_invitations', 'conference_id, participant_id'),
  facilitators: of('conference_facilitators', 'conference_id, staff_id'),
  companions: of('companions', 'id, participant_id, kind', 'added_at, id'),
  agreements: of('agreements', 'id, participant_id, status, proposed_on', 'drafted_on, id'),
  parties: of('agreement_parties', 'agreement_id, participant_id', 'participant_id'),
  amends: of('amends', '*', 'agreement_id, position'),
  notices: of('notices', '*', 'written_at, id'),
  points: `select q.id as participant_id, p.channel, p.value_index, p.is_in_use and p.checked_on is not null as is_usable
    from app.participants q join app.contact_points p on p.service_id = q.service_id and p.person_id = q.person_id
    where q.service_id = $1 and q.case_id = $2`,
  safe: `select q.id as participant_id, r.seq, r.may_text, r.may_email, r.may_post
    from app.participants q join app.safe_contact_rules r on r.service_id = q.service_id and r.person_id = q.person_id
    where q.service_id = $1 and q.case_id = $2 order by r.seq`,
  followUps: `select id, participant_id, after_id, done_on is null and let_go_because = '' as is_open
    from app.follow_ups where service_id = $1 and case_id = $2 order by due_on, id`,
  tasks: `select id from app.tasks where service_id = $1 and case_id = $2 and done_at is null order by made_at, id`,
};

function of(table: string, columns: string, order = '1'): string {
  return `select ${columns} from app.${table} where service_id = $1 and case_id = $2 order by ${order}`;
}

const staff: Readonly<Record<string, string>> = {
  supervisors: `select staff_id from app.staff_roles where service_id = $1 and role = 'supervisor'`,
  readers: `select distinct staff_id from app.case_readers where service_id = $1 and case_id = $2`,
  conflicted: `select staff_id from app.conflicts where service_id = $1 and case_id = $2 and lifted_at is null`,
};

const parts = [
  ...Object.entries(lists).map(([name, query]) => `'${name}', (select coalesce(json_agg(x), '[]') from (${query}) x)`),
  ...Object.entries(staff).map(
    ([name, query]) => `'${name}', (select coalesce(json_agg(x.staff_id), '[]') from (${query}) x)`,
  ),
];

const everything = `select to_jsonb(c) || jsonb_build_object(${parts.join(', ')}) as rows
  from app.cases c where c.service_id = $1 and c.id = $2`;

/** The rows of a case at this moment, in one look, with their words opened. */
export async function rowsOf(client: pg.Client, { serviceId, test }: House, caseId: string): Promise<Rows> {
  const values = [serviceId, caseId];
  const { rows } = await client.query<{ rows: Rows }>({ name: 'rows', text: everything, values });
  const [opened] = await openSealed(client, test.keyring, rows);
  if (!opened) throw new Error('A case without rows');
  return opened.rows;
}
