// No inline script or style anywhere, nothing from elsewhere, nobody frames us.
function policy(formsTo: readonly string[]): string {
  return (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; " +
    `form-action ${["'self'", ...formsTo].join(' ')}; frame-ancestors 'none'; base-uri 'none'; object-src 'none'`
  );
}

/** What the answer says instead, where a form of the page leads to another origin in the end. */
export function leadingTo(formsTo: readonly string[] = []): Readonly<Record<string, string>> {
  return formsTo.length === 0 ? {} : { 'content-security-policy': policy(formsTo) };
}

/** What every answer says about itself, until a door says otherwise: kept by nobody, shown within nothing, read by no other site. */
export function safeHeaders(baseUrl: string): Readonly<Record<string, string>> {
  return {
    'cache-control': 'no-store',
    'content-security-policy': policy([]),
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': 'camera=(), geolocation=(), microphone=()',
    'referrer-policy': 'same-origin',
    'x-content-type-options': 'nosniff',
    // For browsers that do not know frame-ancestors.
    'x-frame-options': 'DENY',
    ...(baseUrl.startsWith('https:') ? { 'strict-transport-security': 'max-age=31536000; includeSubDomains' } : {}),
  };
}

/** Sent when somebody signs out, and with the first answer after their session ended by itself: nothing of ours stays in the browser. Not the cookies: a browser would clear those of our neighbours too. */
export const clearedAtSignOut = { 'clear-site-data': '"cache", "storage"' } as const;
