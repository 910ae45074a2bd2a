import { html } from '#platform/html.ts';

/** Our mark: a talking piece, a small carved stick. The icon in `assets/icons` draws the same. */
export const talkingPieceMark = html`<svg
  class="tp-header__mark"
  viewBox="0 0 20 30"
  aria-hidden="true"
  focusable="false"
>
  <g transform="rotate(20 10 15)">
    <path
      fill="currentColor"
      d="M5.8 6.5C5.8 3.5 7.6 2 10 2s4.2 1.5 4.2 4.5c0 2.4-1 3.6-1 6.4v9.6c0 3.5-1.2 5.5-3.2 5.5s-3.2-2-3.2-5.5v-9.6c0-2.8-1-4-1-6.4z"
    />
    <path
      class="tp-header__carving"
      fill="none"
      d="M6.2 10c2.4 1 5.2 1 7.6 0M6.6 14.4c2.2.9 4.6.9 6.8 0M6.6 21.5c2.2.9 4.6.9 6.8 0"
    />
    <circle class="tp-header__carving" cx="10" cy="6" r="0.8" />
  </g>
</svg>`;
