import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Decision } from '#platform/decision.ts';
import { codeAddress } from '#platform/one-time-code.ts';
import { accountPage, changePasswordPage } from '#service/credentials/account-pages.ts';
import {
  addPasskey,
  askForPasskey,
  changePassword,
  makeRecoveryCodes,
  offerCodeApp,
  offeredSecret,
  removePasskey,
  removePassword,
  setUpCodeApp,
  whenProved,
} from '#service/credentials/actions.ts';
import { linkOf, otherWaysOf, passkeysOf } from '#service/credentials/facts.ts';
import { codeAppPage, recoveryCodesPage } from '#service/credentials/pages.ts';
import { explain, mayChange, type CannotChangePassword } from '#service/credentials/rules.ts';
import { endOwnSession, mayTryOwnPassword, ownPasswordWasRight, signOutElsewhere } from '#service/sign-in/actions.ts';
import { provedAt, sessionsOf } from '#service/sign-in/facts.ts';
import { staffSession } from '#service/sign-in/rules.ts';
import { serviceContact } from '#service/staff/service-facts.ts';
import { staffById } from '#service/staff/facts.ts';
import { signsIn } from '#service/staff/policy.ts';
import type { Hand } from '#vocabulary/acting.ts';
import type { Outcome, Page, StaffDoor, StaffSent, StaffVisit } from '#vocabulary/doors.ts';
import { isId } from '#vocabulary/ids.ts';
import { hasRole } from '#vocabulary/staff.ts';
import type { Ports } from '../ports.ts';
import { challengeForNew, madeBy, notThere, partyOf } from './passkeys.ts';
import { unlink } from './provider.ts';
import { gatehouseOf, staffOf } from './sign-in.ts';

type Explained = Parameters<typeof explain>[0];

/** One's own account: how one signs in, and where one is signed in. */
export function staffAccount(server: FastifyInstance, door: StaffDoor, ports: Ports): void {
  const show = (visit: StaffVisit) => showAccount(ports, visit);
  const showApp = (visit: StaffVisit) => offerApp(ports, visit);
  door.page('/account', show);
  server.post('/account/passkeys/ask', (request, reply) => askPasskey(ports, request, reply));
  door.form('/account/passkeys', (sent) => makePasskey(ports, sent), show);
  door.form('/account/passkeys/:id/remove', (sent) => takePasskeyAway(ports, sent), show);
  door.form('/account/provider/remove', (sent) => unlink(ports, sent), show);
  door.page('/account/password', showPassword);
  door.form('/account/password', (sent) => takePassword(ports, sent), showPassword);
  door.form('/account/password/remove', (sent) => takePasswordAway(ports, sent), show);
  door.page('/account/code-app', showApp);
  door.form('/account/code-app', (sent) => takeApp(ports, sent), showApp);
  door.form('/account/recovery-codes', (sent) => renewCodes(ports, sent), show);
  door.form('/account/sessions/end', leaveElsewhere, show);
  door.form('/account/sessions/:id/end', leaveOne, show);
}

/** Changes how somebody signs in, once they proved who they are. */
function changing<Value, Refusal extends string>(
  { act, staff }: StaffSent,
  work: (hand: Hand) => Promise<Decision<Value, Refusal>>,
) {
  return act((hand) => whenProved(hand, staff, () => work(hand)));
}

function problems(field: string, because: readonly Explained[]): Outcome {
  return {
    problems: because.map((reason) => ({
      field: reason === 'prove-again' ? 'main-content' : field,
      text: explain(reason),
    })),
  };
}

async function showAccount(ports: Ports, { db, staff, attempt, now }: StaffVisit): Promise<Page> {
  const { staffId, sessionId, isDemonstration } = staff;
  const proved = await provedAt(db, staffId, sessionId);
  return accountPage(attempt, {
    passkeys: await passkeysOf(db, staffId),
    other: await otherWaysOf(db, staffId),
    sessions: await sessionsOf(db, staffId, staffSession.idleMinutes),
    sessionId,
    mayChange: mayChange({ provedAt: proved, isDemonstration }, now).ok,
    hasPasskeys: partyOf(ports, '') !== undefined,
    provider: ports.provider && {
      ...{ name: ports.provider.name, origins: ports.provider.origins() },
      link: await linkOf(db, staffId, ports.provider.issuer),
    },
  });
}

async function askPasskey(ports: Ports, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const staff = await staffOf(ports, request);
  if (!staff) return reply.redirect('/sign-in', 303);
  if (!hasRole(staff, ...signsIn)) return notThere(reply);
  const party = partyOf(ports, staff.serviceName);
  if (!party) return notThere(reply);
  const challenge = await challengeForNew(ports, staff.staffId);
  const held = { serviceId: staff.serviceId, actor: { kind: 'staff', id: staff.staffId } as const };
  const options = await ports.act(held, (hand) => askForPasskey(hand, party, staff.staffId, challenge));
  return options.ok ? reply.send(options.value) : notThere(reply);
}

async function makePasskey(ports: Ports, sent: StaffSent): Promise<Outcome> {
  const { form, staff } = sent;
  const passkey = await madeBy(ports, staff.staffId, partyOf(ports, ''), String(form['passkey'] ?? ''));
  const made = { passkey, name: String(form['name'] ?? '') };
  const decision = await changing(sent, (hand) => addPasskey(hand, staff.staffId, made));
  if (decision.ok) return { to: '/account', said: 'The passkey is made. You can sign in with it.' };
  return problems('name', decision.because);
}

async function takePasskeyAway(ports: Ports, sent: StaffSent): Promise<Outcome> {
  const id = sent.params['id'] ?? '';
  if (!isId(id)) return 'not-found';
  const decision = await changing(sent, (hand) => removePasskey(hand, sent.staff, id, ports.provider));
  if (decision.ok) return { to: '/account', said: 'The passkey is removed. It opens nothing any more.' };
  return decision.because[0] === 'not-there' ? 'not-found' : problems('passkeys', decision.because);
}

async function showPassword({ db, staff, attempt, now }: StaffVisit): Promise<Page> {
  const { passwordSetAt } = await otherWaysOf(db, staff.staffId);
  const proved = await provedAt(db, staff.staffId, staff.sessionId);
  const may = mayChange({ provedAt: proved, isDemonstration: staff.isDemonstration }, now);
  return changePasswordPage(attempt, { hasOne: passwordSetAt !== null, mayChange: may.ok });
}

// One sign more than may be, so that a longer one is refused and never cut.
function exactly(typed: unknown): string {
  return typeof typed === 'string' ? typed.slice(0, 2001) : '';
}

async function takePassword(ports: Ports, sent: StaffSent): Promise<Outcome> {
  const { staff, form } = sent;
  const gatehouse = gatehouseOf(ports);
  const mayTry = await mayTryOwnPassword(gatehouse, staff.staffId);
  if (!mayTry) return problems('old-password', ['not-your-password']);
  const typed = { before: exactly(form['old-password']), password: exactly(form['password']) };
  const decision = await changing<string, CannotChangePassword>(sent, async (hand) => {
    const owner = await staffById(hand, staff.staffId);
    if (!owner) throw new Error('Whoever is signed in is in the register');
    const changed = await changePassword(hand, { ...owner, staffId: staff.staffId }, typed);
    // Whoever else knew the old one is out.
    if (changed.ok) await signOutElsewhere(hand, staff);
    return changed;
  });
  if (!decision.ok) {
    const isWrong = decision.because[0] === 'not-your-password';
    if (!isWrong) await ownPasswordWasRight(gatehouse, staff.staffId);
    return problems(isWrong ? 'old-password' : 'password', decision.because);
  }
  await ownPasswordWasRight(gatehouse, staff.staffId);
  return { to: '/account', said: 'Your password is changed. You are signed out everywhere else.' };
}

async function takePasswordAway(ports: Ports, sent: StaffSent): Promise<Outcome> {
  const decision = await changing(sent, (hand) => removePassword(hand, sent.staff, ports.provider));
  if (decision.ok) return { to: '/account', said: 'Password, app and recovery codes are removed.' };
  return problems('password-and-code', decision.because);
}

async function offerApp(ports: Ports, { db, staff, attempt, now }: StaffVisit): Promise<Page | 'not-found'> {
  const owner = await staffById(db, staff.staffId);
  const { passwordSetAt } = await otherWaysOf(db, staff.staffId);
  if (!owner || passwordSetAt === null) return 'not-found';
  const typed = String(attempt.typed['sealed'] ?? '');
  const known = offeredSecret(ports.sealer, staff.staffId, typed, now);
  const offered =
    known === undefined ? offerCodeApp(ports.sealer, staff.staffId, now) : { secret: known, sealed: typed };
  const { name } = await serviceContact(db);
  const address = codeAddress(offered.secret, { issuer: name, account: owner.email });
  return {
    ...codeAppPage(attempt, { ...offered, address }, { action: '/account/code-app', to: '' }),
    back: '/account',
  };
}

async function takeApp(ports: Ports, sent: StaffSent): Promise<Outcome> {
  const { form, staff } = sent;
  const app = {
    staffId: staff.staffId,
    sealed: String(form['sealed'] ?? ''),
    code: String(form['code'] ?? '').slice(0, 100),
  };
  const decision = await changing(sent, (hand) => setUpCodeApp(hand, ports.sealer, app));
  if (!decision.ok) return problems('code', decision.because);
  return { to: '/account', said: 'The app is set up. The one before shows no codes that work any more.' };
}

async function renewCodes(ports: Ports, sent: StaffSent): Promise<Outcome> {
  const decision = await changing(sent, (hand) => makeRecoveryCodes(hand, ports.sealer, sent.staff.staffId));
  if (!decision.ok) return problems('password-and-code', decision.because);
  return { once: recoveryCodesPage(decision.value, { href: '/account', text: 'I have kept them' }) };
}

async function leaveOne({ params, staff, act }: StaffSent): Promise<Outcome> {
  const id = params['id'] ?? '';
  if (!isId(id) || id === staff.sessionId) return 'not-found';
  const decision = await act((hand) => endOwnSession(hand, staff.staffId, id));
  return decision.ok ? { to: '/account', said: 'You are signed out there.' } : 'not-found';
}

async function leaveElsewhere({ staff, act }: StaffSent): Promise<Outcome> {
  await act((hand) => signOutElsewhere(hand, staff));
  return { to: '/account', said: 'You are signed out everywhere else.' };
}
