import { sql, type Db } from '#platform/sql.ts';
import type { ToldReason } from '#vocabulary/agencies.ts';
import type { PlainDate } from '#vocabulary/dates.ts';

/** What an agency sent in a time, and where it stands now, in the words that it may know. (AGY-1) */
export interface Counted {
  readonly sent: number;
  readonly takenBack: number;
  /** Somebody had told the person of us, or they agreed to be referred. */
  readonly told: number;
  readonly agreed: number;
  /** Not decided yet. */
  readonly waiting: number;
  /** In touch with people, or finished. */
  readonly takenOn: number;
  readonly finished: number;
  readonly notTakenOn: number;
  /** Of those where both days are known: when it was reported, and when the person harmed was told of restorative justice. */
  readonly informedKnown: number;
  readonly informedInTime: number;
}

export interface Month extends Counted {
  /** Its first day. */
  readonly month: PlainDate;
}

export type Reasons = Readonly<Partial<Record<ToldReason, number>>>;

interface Row extends Month {
  readonly reasons: Reasons;
}

export interface AgencyFigures {
  /** The months in which something was sent, the newest first. */
  readonly months: readonly Month[];
  readonly all: Counted;
  /** Why some were not taken on; those of before it was kept have none. */
  readonly reasons: Reasons;
}

const stays = sql`a.withdrawn_at is null`;
const bothDays = sql`m.inform_by is not null and m.informed_on is not null`;
const because = (reason: ToldReason) =>
  sql`count(*) filter (where r.status = 'declined' and a.told_because = ${reason})`;

/** The figures of whoever asks, of what they follow, from one day up to before another, in one query. (AGY-1) */
export async function figuresOfAgency(db: Db, from: PlainDate, before: PlainDate): Promise<AgencyFigures> {
  const rows = await db.rows(sql<Row>`
    select date_trunc('month', r.received_on)::date as month, count(*)::int as sent,
           count(*) filter (where not (${stays}))::int as "takenBack",
           count(*) filter (where ${stays} and (a.told_words <> '' or r.agreed_to_referral))::int as told,
           count(*) filter (where ${stays} and r.agreed_to_referral)::int as agreed,
           count(*) filter (where r.status in ('received', 'acknowledged'))::int as waiting,
           count(*) filter (where r.status = 'accepted')::int as "takenOn",
           count(*) filter (where r.status = 'accepted' and a.finished_at is not null)::int as finished,
           count(*) filter (where r.status = 'declined')::int as "notTakenOn",
           count(*) filter (where ${stays} and ${bothDays})::int as "informedKnown",
           count(*) filter (where ${stays} and ${bothDays} and m.informed_on <= m.inform_by)::int as "informedInTime",
           json_build_object('out-of-area', ${because('out-of-area')}, 'live-court-case', ${because('live-court-case')},
             'other-service', ${because('other-service')}, 'not-enough-known', ${because('not-enough-known')},
             'not-now', ${because('not-now')}) as reasons
      from app.agency_referrals a join app.referrals r on r.service_id = a.service_id and r.id = a.referral_id
      left join app.referral_matters m on m.service_id = a.service_id and m.referral_id = a.referral_id
     where r.received_on >= ${from}::date and r.received_on < ${before}::date
     group by 1 order by 1 desc`);
  const months = rows.map(({ reasons: _, ...month }) => month);
  const sum = (of: (month: Month) => number) => months.reduce((total, month) => total + of(month), 0);
  return {
    months,
    all: {
      sent: sum(({ sent }) => sent),
      takenBack: sum(({ takenBack }) => takenBack),
      told: sum(({ told }) => told),
      agreed: sum(({ agreed }) => agreed),
      waiting: sum(({ waiting }) => waiting),
      takenOn: sum(({ takenOn }) => takenOn),
      finished: sum(({ finished }) => finished),
      notTakenOn: sum(({ notTakenOn }) => notTakenOn),
      informedKnown: sum(({ informedKnown }) => informedKnown),
      informedInTime: sum(({ informedInTime }) => informedInTime),
    },
    reasons: rows.reduce<Record<string, number>>((total, { reasons }) => {
      for (const [reason, count] of Object.entries(reasons)) total[reason] = (total[reason] ?? 0) + count;
      return total;
    }, {}),
  };
}
