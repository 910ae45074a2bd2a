import { sql } from '#platform/sql.ts';
import type { ServiceId, StaffId } from '#vocabulary/ids.ts';
import type { Keeper } from '#vocabulary/keeper.ts';
import type { Beginning, HalfWay } from './store.ts';

/** What somebody was sent to the provider for. */
export type Purpose = 'sign-in' | 'link' | 'join';

export interface KeptAsking {
  readonly purpose: Purpose;
  /** Whose account it is to be; nobody's yet where somebody signs in. */
  readonly staffId: StaffId | null;
  readonly sealed: string;
}

/** Keeps what a browser was sent to the provider for, under hashes of what it and the provider bring back. */
export async function keepAsking(
  keeper: Keeper,
  hashes: { readonly state: string; readonly browser: string },
  asking: KeptAsking,
  times: { readonly at: Date; readonly until: Date },
): Promise<void> {
  await keeper.ask(sql`
    select doorkeeper.keep_asking(${hashes.state}, ${hashes.browser}, ${asking.purpose}, ${asking.staffId}, ${asking.sealed},
                                  ${times.at}, ${times.until})`);
}

/** The asking that an answer belongs to. It is gone afterwards. */
export async function takeAsking(
  keeper: Keeper,
  hashes: { readonly state: string; readonly browser: string },
  now: Date,
): Promise<KeptAsking | undefined> {
  const rows = await keeper.ask(sql<KeptAsking>`
    select purpose, staff_id as "staffId", sealed from doorkeeper.take_asking(${hashes.state}, ${hashes.browser}, ${now})`);
  return rows[0];
}

/** Whose an account at the provider is. */
export interface AccountHolder {
  readonly serviceId: ServiceId;
  readonly staffId: StaffId;
  readonly mayComeIn: boolean;
  readonly hasApp: boolean;
}

export async function findAccountHolder(
  keeper: Keeper,
  issuer: string,
  subject: string,
): Promise<AccountHolder | undefined> {
  const rows = await keeper.ask(sql<AccountHolder>`
    select service_id as "serviceId", staff_id as "staffId", may_come_in as "mayComeIn", has_app as "hasApp"
      from doorkeeper.staff_of_provider(${issuer}, ${subject})`);
  return rows[0];
}

/** Opens a session, whole or half way; undefined for whoever may not come in. */
export async function openWithProvider(
  keeper: Keeper,
  account: { readonly issuer: string; readonly subject: string; readonly isEnough: boolean; readonly provedAt: Date },
  session: Beginning,
  from: { readonly browser: string; readonly at: Date },
): Promise<HalfWay['stage'] | 'full' | undefined> {
  const rows = await keeper.ask(sql<{ stage: HalfWay['stage'] | 'full' | null }>`
    select doorkeeper.open_with_provider(${account.issuer}, ${account.subject}, ${account.isEnough}, ${session.tokenHash}, ${from.at},
                                         ${session.until}, ${account.provedAt}, ${from.browser}) as stage`);
  return rows[0]?.stage ?? undefined;
}
