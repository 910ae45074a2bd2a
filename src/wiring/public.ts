import type { FastifyInstance } from 'fastify';
import { newReference } from '#casefile/cases/actions.ts';
import { writeDraft } from '#journey/referral-draft/actions.ts';
import { draftsForPublic } from '#journey/referral-draft/public.ts';
import { sendReferral } from '#journey/referral/actions.ts';
import { referralForPublic } from '#journey/referral/public.ts';
import { askingForPublic } from '#journey/self-referral/public.ts';
import { Problem } from '#platform/problem.ts';
import { callBacksForPublic } from '#service/call-backs/public.ts';
import { brokenLink, type Website } from '#service/website/facts.ts';
import { fittingForPublic } from '#service/website/fitting-public.ts';
import { websiteForPublic } from '#service/website/public.ts';
import type { PublicDoor } from '#vocabulary/doors.ts';
import { ourCookies } from '../doors/cookies.ts';
import type { Ports } from '../doors/ports.ts';
import { forSearches } from '../doors/public/for-searches.ts';

/** What anybody finds without signing in. */
export function publicRoutes(door: PublicDoor, ports: Ports, { nearby }: Website): void {
  fittingForPublic(door);
  askingForPublic(door, writeDraft, nearby);
  draftsForPublic(door, (hand, visitor) => sendReferral(hand, visitor, newReference()));
  callBacksForPublic(door, ports.sealer, ports.clock);
  referralForPublic(door);
}

/** The pages of the site itself: they take no address of the program's. */
export function publicSite(
  server: FastifyInstance,
  ports: Ports,
  door: PublicDoor,
  { website, sendsTexts }: { readonly website: Website; readonly sendsTexts: boolean },
): void {
  const isThere = (url: string) => server.hasRoute({ method: 'GET', url });
  const taken = website.pages.find(({ path }) => isThere(path));
  if (taken) throw new Problem(`${taken.file} cannot be a page: ${taken.path} is an address of the program itself.`);
  const cookies = Object.entries(ourCookies).map(([name, told]) => ({ name, ...told }));
  websiteForPublic(door, website, { cookies, sendsTexts });
  forSearches(server, ports, website);
  const broken = brokenLink(website, isThere);
  if (broken !== undefined) throw new Problem(broken);
}
