import type { Texts } from './pseudo-locale.ts'

/** The French of staff, each file a chunk of its own. The list is not in the first chunk: no balance needs it. */
export const frenchFiles = import.meta.glob<Texts>(
  [
    '../../../locales/fr/*.json',
    '!../../../locales/fr/frame.json',
    '!../../../locales/fr/balance.json',
    '!../../../locales/fr/places.json',
  ],
  { import: 'default' },
)
