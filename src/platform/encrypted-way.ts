import { readFileSync } from 'node:fs';
import tls from 'node:tls';
import { codeOf, Problem } from './problem.ts';

/** Whether what is sent to a host may be sent in clear, because nobody can listen on the way. */
export type MayBePlain = (host: string) => boolean;

/** Whether a host is this machine itself; a socket is a path, or no host at all. */
export function isThisMachine(host: string): boolean {
  const name = host.replace(/^\[|\]$/g, '').toLowerCase();
  return (
    name === '' || name.startsWith('/') || name === 'localhost' || name === '::1' || /^127(?:\.\d+){3}$/.test(name)
  );
}

/** This machine, and the hosts that whoever runs the service has named. */
export function plainOnlyAt(hosts: readonly string[]): MayBePlain {
  return (host) => isThisMachine(host) || hosts.includes(host.replace(/^\[|\]$/g, '').toLowerCase());
}

/** Trusts the issuers in a file of certificates besides those that everybody trusts, in every connection from now on. */
export function trustIssuersIn(file: string): void {
  const certificates = certificatesIn(file);
  if (!('setDefaultCACertificates' in tls))
    throw new Problem(
      'CA_FILE needs Node 24.5 or newer. Until then, set NODE_EXTRA_CA_CERTS to the same file instead.',
    );
  tls.setDefaultCACertificates([...tls.getCACertificates('default'), ...certificates]);
}

function certificatesIn(file: string): readonly string[] {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if (!['ENOENT', 'EACCES', 'EISDIR', 'ENOTDIR'].includes(codeOf(error))) throw error;
    throw new Problem(`The file ${file}, which CA_FILE names, cannot be read.`);
  }
  const found = text.match(/-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g);
  if (!found)
    throw new Problem(`There is no certificate in ${file}, which CA_FILE names. It must hold them as text (PEM).`);
  return found;
}

const notProven = new Set([
  'CERT_HAS_EXPIRED',
  'CERT_NOT_YET_VALID',
  'CERT_UNTRUSTED',
  'CERT_REVOKED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
]);

/** Whether a connection was broken off because the other side did not prove that it is who we wanted. */
export function isNotProven(error: unknown): boolean {
  return notProven.has(codeOf(error));
}
