import type { Texts } from './pseudo-locale.ts'

/** All languages but French, each file a chunk of its own. Most visits need none: the list is not in the first chunk. */
export const translatedFiles = import.meta.glob<Texts>(
  ['../../../locales/*/*.json', '!../../../locales/*/status.json', '!../../../locales/fr/*.json'],
  { import: 'default' },
)
