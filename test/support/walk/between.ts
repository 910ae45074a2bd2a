import type { Rows } from './rows.ts';
import { agrees, subject, type Standing } from './standing.ts';

/** One way in which two people communicate on a day. */
export interface Crossing {
  readonly mode: string;
  readonly between: readonly [string, string];
  readonly day: string;
}

/** What should keep two people from communicating, by the rules in words (H1, H3, H5, H8, and the risk that runs out). */
export function unfree(rows: Rows, crossing: Crossing, standing: Standing): readonly string[] {
  const { mode, between } = crossing;
  const [one, other] = between;
  const yes = (who: string, toward_id: string) => agrees(rows, standing, who, subject('mode', { mode, toward_id }));
  return [
    ...(rows.status === 'open' ? [] : ['the case was not open']),
    ...(yes(one, other) && yes(other, one) ? [] : [`somebody had not said yes to ${mode}`]),
    ...irresponsible(rows, between),
    ...risky(rows, crossing.day),
    ...forbidden(rows, crossing),
  ];
}

/** The day in London of a moment. */
export function dayOf(moment: string | Date | null): string {
  return moment === null ? '9999-12-31' : inLondon.format(new Date(moment));
}

const inLondon = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/London', dateStyle: 'short' });

/** What is wrong after a step and was before: two who acted at once are judged by either order. */
export function inBoth(before: Rows, after: Rows, problemsIn: (rows: Rows) => readonly string[]): readonly string[] {
  const then = problemsIn(before);
  return [...new Set(problemsIn(after))].filter((problem) => then.includes(problem));
}

/** The newest of what was assessed. */
export function newest<Row extends { readonly assessed_on: string; readonly seq: number }>(rows: readonly Row[]) {
  return rows.toSorted((a, b) => a.assessed_on.localeCompare(b.assessed_on) || a.seq - b.seq).at(-1);
}

function irresponsible(rows: Rows, [one, other]: Crossing['between']): readonly string[] {
  const links = rows.links.filter(
    (link) => [one, other].includes(link.harmed_id) && [one, other].includes(link.responsible_id),
  );
  if (links.length === 0) return ['no harm links the two'];
  return links.flatMap(({ responsible_id: who }) => {
    const now = newest(rows.responsibility.filter(({ participant_id }) => participant_id === who));
    const signed = now?.signed_off_by ?? null;
    const isSigned = signed !== null && signed !== now?.assessed_by && rows.supervisors.includes(signed);
    const takes = now?.level === 'full' || (isSigned && (now?.level === 'partial' || now?.level === 'minimising'));
    return takes ? [] : ['somebody responsible has not taken responsibility'];
  });
}

function risky(rows: Rows, day: string): readonly string[] {
  const risk = newest(rows.risks);
  if (!risk) return ['nobody looked at the risk'];
  const approver = risk.approved_by;
  const isApproved = approver !== null && approver !== risk.written_by && rows.supervisors.includes(approver);
  return [
    ...(risk.review_by < day ? ['the risk assessment had run out'] : []),
    ...(risk.residual === 'not-manageable' ? ['the risk was not manageable'] : []),
    ...(risk.residual === 'high' && !isApproved ? ['a high risk was not approved by another'] : []),
  ];
}

function forbidden(rows: Rows, { mode, between, day }: Crossing): readonly string[] {
  const inForce = rows.orders.filter(
    (order) =>
      between.includes(order.restrains_id) &&
      between.includes(order.protects_id) &&
      (order.covers === 'all' || mode === 'meeting' || mode === 'video') &&
      order.starts_on <= day &&
      (order.ends_on ?? '9999') >= day &&
      !((order.permission_from ?? '9999') <= day && day <= (order.permission_until ?? '0000')),
  );
  return inForce.map(() => 'an order stood between them');
}
