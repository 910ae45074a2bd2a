import { encode } from 'uqr';
import { html, type Html } from './html.ts';

/** A QR code as a picture in the page: no script, no style, no address to fetch. */
export function qrCode(text: string, says: string): Html {
  const { data, size } = encode(text, { border: 2 });
  const path = data.flatMap((row, y) => row.map((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : ''))).join('');
  return html`<svg class="tp-qr" role="img" aria-label="${says}" width="240" height="240" viewBox="0 0 ${size} ${size}" shape-rendering="crispEdges">
    <rect width="${size}" height="${size}" fill="#fff" />
    <path d="${path}" fill="#000" />
  </svg>`;
}
